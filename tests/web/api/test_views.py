"""The JSON endpoints; what they suggest is tested with the suggestions."""

from flask.testing import FlaskClient

from axtar.library import Library


def test_the_api_answers_with_json(client: FlaskClient, ids: dict[str, str]) -> None:
    """The API answers as the command line does, and accepts the page's parameters and a limit."""
    answer = client.get("/api/search", query_string={"q": "Şuşa", "limit": "1"}).get_json()
    assert answer["query"] == "Şuşa"
    assert answer["total"] >= 3
    assert len(answer["hits"]) == 1
    passage = answer["hits"][0]["passages"][0]
    assert all(passage["text"][start:end] for start, end in passage["highlights"])
    assert answer["hits"][0]["document"]["id"] in ids.values()


def test_the_api_answers_errors_with_json(client: FlaskClient) -> None:
    """Below /api/ errors are JSON objects, for unknown addresses too."""
    for address, status in (("/api/search?q=a&limit=0", 400), ("/api/nothing", 404)):
        response = client.get(address)
        assert response.status_code == status
        assert response.get_json()["status"] == status
        assert response.get_json()["error"]


def test_the_health_check_counts_documents(client: FlaskClient, library: Library) -> None:
    """The health check answers with the number of documents."""
    assert client.get("/healthz").get_json() == {"status": "ok", "documents": library.documents.count()}


def test_the_json_explains_scores_on_request(client: FlaskClient) -> None:
    """With explain=1 the reasons are the command line's; without it there are none."""
    explained = client.get("/api/search", query_string={"q": "Шуша", "explain": "1"}).get_json()["hits"][0]
    assert {reason["kind"] for reason in explained["passages"][0]["explanation"]} >= {"entity", "present"}
    assert explained["explanation"][0]["kind"] == "best"
    plain = client.get("/api/search", query_string={"q": "Шуша"}).get_json()["hits"][0]
    assert "explanation" not in plain
    assert "explanation" not in plain["passages"][0]
