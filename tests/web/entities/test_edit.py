"""The library's own entities: the form, the list, import and export, and what readers see of them."""

import io
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect
from werkzeug.test import TestResponse

from axtar import names
from axtar.library import Library
from axtar.web.entities.entity_form import form_data, parse_entity

Post = Callable[..., TestResponse]

ORCHARD = {
    "kind": "village",
    "country": "AZ",
    "lat": "39,5",
    "lon": "46.5",
    "spellings_en": "The Orchard\nKhorenberd (contested)",
}
"""The text of `leaf.html` mentions an orchard keeper."""


@pytest.mark.usefixtures("unmeasured")
def test_every_entity_survives_the_form() -> None:
    """Converting an entity of the authority file to the form and back changes nothing."""
    for entity in names.shipped_entities():
        fields = form_data(entity)
        made = parse_entity(fields)
        assert (made.kind, made.country, made.lat, made.lon) == (entity.kind, entity.country, entity.lat, entity.lon)
        assert made.spellings == entity.spellings


@pytest.mark.parametrize(
    "address", ["/entries", "/entries/new", "/e/p.shusha/edit", "/e/p.shusha/remove", "/entries/export/csv"]
)
def test_readers_are_asked_to_log_in(client: FlaskClient, address: str) -> None:
    """Readers do not see the links to the forms."""
    answer = client.get(address)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/login")
    assert "Edit entity" not in client.get("/e/p.shusha").text


def test_an_entity_is_added_searched_edited_and_removed(
    librarian: FlaskClient, client: FlaskClient, library: Library, post: Post
) -> None:
    """Saving answers at once, a job reindexes, and readers see that the library changed the entity."""
    saved = post(librarian, "/entries/new", **ORCHARD)
    assert (saved.status_code, saved.headers["Location"]) == (303, "/e/p.l-the-orchard")
    assert "Reindexing after a change to " in librarian.get("/jobs").text
    library.jobs.run_pending()
    assert "<mark>The orchard</mark>" in client.get("/?q=Khorenberd").text
    page = client.get("/e/p.l-the-orchard").text
    assert "Last changed by this library" in page
    assert "contested" in page
    form = librarian.get("/e/p.l-the-orchard/edit").text
    assert "Khorenberd (contested)" in form
    assert 'value="39.5"' in form
    corrected = ORCHARD | {"spellings_en": "Orchard\nKhorenberd (contested)"}
    (library.settings.library / "note.txt").write_text("They walked through Orchard and on to the river.", "utf8")
    list(library.add([library.settings.library / "note.txt"]))
    assert post(librarian, "/e/p.l-the-orchard/edit", **corrected).status_code == 303
    library.jobs.run_pending()
    assert "note.txt" in client.get("/?q=Khorenberd").text
    assert "p.l-the-orchard" in librarian.get("/entries").text
    assert post(librarian, "/e/p.l-the-orchard/remove").status_code == 303
    library.jobs.run_pending()
    assert {job.state for job in library.jobs.latest()} == {"done"}
    assert client.get("/e/p.l-the-orchard").status_code == 404
    assert librarian.get("/e/p.l-the-orchard/edit").status_code == 404
    assert librarian.get("/e/p.l-the-orchard/remove").status_code == 404
    assert "note.txt" not in client.get("/?q=Khorenberd").text


def test_the_form_shows_the_entity_and_all_its_spellings(librarian: FlaskClient) -> None:
    """Each text area has a spare line, and statuses are written in the interface language, in any case."""
    page = librarian.get("/e/p.lachin/edit").text
    assert "<bdi>Berdzor / Lachin</bdi>" in page
    assert re.search(r'<textarea[^>]* id="spellings_en"[^>]* rows="5"', page)
    assert "Add (historical) or (contested)" in page
    assert "Berdzor (contested)" in page
    shouted = form_data(names.shipped_entities().get("p.lachin")) | {
        "spellings_en": "Lachin\nBerdzor (CONTESTED)",
        "spellings_az": None,
    }
    assert [spelling.status for spelling in parse_entity(shouted).spellings if spelling.language == "en"] == [
        "usual",
        "contested",
    ]


def test_an_entity_of_the_authority_file_is_edited_and_restored(
    librarian: FlaskClient, library: Library, post: Post
) -> None:
    """The list marks it as changed, and the confirmation page says what removing it means."""
    fields = form_data(names.shipped_entities().get("p.shusha"))
    saved = post(librarian, "/e/p.shusha/edit", **(fields | {"spellings_en": fields["spellings_en"] + "\nPanahkand"}))
    assert saved.headers["Location"] == "/e/p.shusha"
    assert "Panahkand" in librarian.get("/e/p.shusha").text
    assert "changed in this library" in librarian.get("/entries").text
    assert "is used again" in librarian.get("/e/p.shusha/remove").text
    post(librarian, "/e/p.shusha/remove")
    assert "Panahkand" not in librarian.get("/e/p.shusha").text
    assert library.entities.list_own() == []


@pytest.mark.parametrize(("field", "value", "reason"), [
    ("kind", "planet", "choice"),
    ("country", "Atlantis", "choice"),
    ("lat", "north", "Enter degrees as a number"),
    ("lat", "99", "between -90 and 90"),
    ("lon", "", "must be given together"),
    ("wikidata", "79808", "Q and digits"),
    ("geonames", "Q1", "consists of digits"),
    ("spellings_en", "", "at least one language"),
    ("spellings_en", "A; B", "a character that no name has"),
])  # fmt: skip
def test_an_invalid_field_is_reported(  # noqa: PLR0917 - fixtures and one row of the table
    librarian: FlaskClient, library: Library, post: Post, field: str, value: str, reason: str
) -> None:
    """Nothing is saved, and the field says what is expected."""
    answer = post(librarian, "/entries/new", **(ORCHARD | {field: value}))
    assert answer.status_code == 400
    assert reason in answer.text
    assert library.entities.list_own() == []


def test_entities_are_imported_and_exported(librarian: FlaskClient, library: Library) -> None:
    """CSV and SKOS can be imported; an invalid line is reported and nothing is imported."""
    listing = librarian.get("/entries").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', listing)
    assert token

    def send(name: str, data: bytes) -> str:
        form = {"csrf_token": token[1], "file": (io.BytesIO(data), name)}
        return librarian.post("/entries/import", data=form, follow_redirects=True).text

    assert "Line 2: The kind" in send("a.csv", b"kind,en\nplanet,Aname\n")
    assert "end in .csv" in send("a.xlsx", b"")
    assert library.entities.list_own() == []
    assert "Choose a file" in send("", b"")
    assert "1 entity was added or changed." in send("a.csv", b"kind,en\nvillage,Aname\n")
    for format_ in ("csv", "turtle", "rdf", "jsonld"):
        answer = librarian.get(f"/entries/export/{format_}")
        assert b"p.l-aname" in answer.data
        assert "attachment; filename=entries." in answer.headers["Content-Disposition"]
    turtle = librarian.get("/entries/export/turtle").data.replace(b'"Aname"@en', b'"Aname"@en, "Bname"@de')
    answer_text = send("a.ttl", turtle)
    assert "0 entities were added or changed." in answer_text
    assert "1 entity is unchanged." in answer_text
    assert "left out: de" in answer_text
    assert librarian.get("/entries/export/xlsx").status_code == 404
    assert librarian.post("/entries/import", data={}).status_code == 400


@pytest.mark.browser
def test_an_entity_is_added_without_javascript(server_address: str, browser: Browser, password: str) -> None:
    """The form works by keyboard on a phone's screen, and the page is no wider than the screen."""
    page = browser.new_page(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page.goto(f"{server_address}/login?next=/entries/new")
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Add entity")).to_be_visible()
    page.get_by_label("English").fill("Orchard keeper's hill")
    page.get_by_label("English").press("Tab")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Orchard keeper's hill")
    expect(page.get_by_text("Last changed by this library")).to_be_visible()
    page.close()
