"""The command `search`, as text and as JSON."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from axtar.cli import explanation

Run = Callable[..., Any]


def test_search_writes_the_documented_json(run: Run, collection: Path) -> None:
    """Every key that other programs rely on is there, with values that make sense."""
    (answer,) = run("--library", collection, "search", "--json", "Шуша").json
    assert set(answer) >= {"query", "took_ms", "total", "expansions", "hits", "facets"}
    assert answer["query"] == "Шуша"
    assert answer["total"] == len(answer["hits"]) == 7
    assert all(set(part) >= {"text", "kind", "spellings"} for part in answer["expansions"])
    assert all(
        set(spelling) >= {"text", "language", "count"}
        for part in answer["expansions"]
        for spelling in part["spellings"]
    )
    scores = [hit["score"] for hit in answer["hits"]]
    assert scores == sorted(scores, reverse=True)
    for hit in answer["hits"]:
        assert set(hit["document"]) >= {"id", "file", "title", "authors", "year"}
        assert hit["passages"]
        for passage in hit["passages"]:
            assert set(passage) >= {"score", "page", "label", "language", "text", "highlights", "url"}
            marked = [passage["text"][start:end] for start, end in passage["highlights"]]
            assert all(word.lower().startswith(("шуш", "şuş", "shush", "schuscha", "շուշ")) for word in marked), marked
    assert {"weavers.txt", "tkachi.txt"} <= {hit["document"]["file"] for hit in answer["hits"]}
    assert set(answer["facets"]) == {"language", "year", "type", "places"}


def test_search_options_restrict_the_results(run: Run, collection: Path) -> None:
    """The limit counts documents; filters, `--exact` and `--without` are passed on."""

    def found(*options: str) -> set[str]:
        (answer,) = run("--library", collection, "search", "--json", *options).json
        return {hit["document"]["file"] for hit in answer["hits"]}

    assert len(found("--limit", "2", "Шуша")) == 2
    assert found("--limit", "2", "Шуша").isdisjoint(found("--limit", "2", "--offset", "2", "Шуша"))
    assert found("--language", "ru", "Шуша") >= {"tkachi.txt"}
    assert "weavers.txt" not in found("--language", "ru", "Шуша")
    assert found("--year", "1994", "Шуша") == {"tkachi.txt", "weavers.txt"}
    assert found("--type", "report", "NOT zzz") == {"konya-aricilik.md"}
    assert found("--exact", "loom") == {"bees.txt"}
    assert "weavers.txt" not in found("--without", "Shusha", "Шуша")
    assert found("stone", "bridge", "saffron") == {"weavers.txt"}


def test_search_reads_queries_from_standard_input(run: Run, collection: Path) -> None:
    """There is one answer for each line, in the same order, also for blank lines."""
    result = run("--library", collection, "search", "--json", "-", stdin="saffron\n\nkovan\r\n")
    assert [(answer["query"], answer["total"]) for answer in result.json] == [("saffron", 1), ("", 0), ("kovan", 2)]


def test_search_as_restricts_a_name_to_one_entity(run: Run, collection: Path) -> None:
    """The other entities with that name are not searched."""
    result = run("--library", collection, "search", "--json", "--as", "p.shusha", "Şuşa")
    assert [(part["kind"], part["id"]) for part in result.json[0]["expansions"]] == [("entity", "p.shusha")]
    assert result.json[0]["total"] == result.json[0]["facets"]["places"]["p.shusha"]


def test_a_notice_shows_what_was_typed(run: Run, collection: Path) -> None:
    """Brackets that rich would take for markup are shown as they are."""
    out = run("--library", collection, "search", "--as", "[/b]", "saffron").out
    assert out.startswith("No name or word in this query is searched as [/b], so this choice has no effect.")


def test_search_as_text_shows_documents_and_passages(run: Run, collection: Path) -> None:
    """It shows title, author, year, file, page and passage, and the spellings searched; escape codes only on a terminal."""
    result = run("--library", collection, "search", "Шуша", "saffron")
    assert " documents in " in result.out.splitlines()[0]
    assert "1. The weavers of Shusha  Loomis, Anna (1994)" in result.out
    assert "weavers.txt" in result.out
    assert "Шуша: searched as p.shusha: Shusha " in result.out
    assert "Saffron was weighed" in result.out
    assert "\x1b" not in result.out
    assert "p. " not in result.out.split("weavers.txt", maxsplit=1)[1].splitlines()[1][:8]
    printed = run("--library", collection, "search", "--language", "en", "plateau").out
    assert "p. 8" in printed
    assert "of the file)" in printed


def test_search_explains_scores_in_words(run: Run, collection: Path) -> None:
    """It shows the share, form and rarity of each word, missing words, and the parts of the document's score."""
    out = run("--library", collection, "search", "--explain", "--limit", 1, "Şuşa weavers kilim").out
    assert re.search(
        r"\d\d% Şuşa, found as “[^”]+”, in \d+ passages of the library: .*a name of the same place, person", out
    )
    assert "0% kilim: not in this passage" in out
    assert re.search(r"Score of the document: \d+\.\d\d = best passage \d+\.\d\d \+ ", out)
    assert "found as" not in run("--library", collection, "search", "--limit", 1, "Şuşa weavers kilim").out
    assert "100% whole query: all passages match" in run("--library", collection, "search", "--explain", "year:1..").out


def test_search_explains_scores_in_json(run: Run, collection: Path) -> None:
    """The parts of each score add up to it."""
    found = run("--library", collection, "search", "--explain", "--json", "Şuşa weavers").json[0]["hits"][0]
    assert sum(part["score"] for part in found["explanation"]) == pytest.approx(found["score"], abs=1e-4)
    for passage in found["passages"]:
        assert sum(part["score"] for part in passage["explanation"]) == pytest.approx(passage["score"], abs=2e-3)
    assert {"word", "kind", "written", "count", "score"} == set(found["passages"][0]["explanation"][0])
    assert "explanation" not in run("--library", collection, "search", "--json", "Şuşa").json[0]["hits"][0]


def test_every_reason_has_a_name() -> None:
    """The command line and the web page share the table of names."""
    assert {"exact", "word", "entity", "missing", "best", "record"} <= set(explanation.reason_names())
    assert all(explanation.reason_names().values())


def test_search_as_text_shows_the_words_of_a_subject(run: Run, collection: Path) -> None:
    """Words of other languages that were searched are listed with their counts."""
    result = run("--library", collection, "search", "winter")
    assert "winter: also in other words and languages: " in result.out


def test_search_as_text_leaves_brackets_alone(run: Run, tmp_path: Path) -> None:
    """Brackets in a title or a text are not markup."""
    (tmp_path / "odd.txt").write_text("The [bold]kettle[/bold] sang [/] loudly.", "utf8")
    (tmp_path / "odd.csl.json").write_text(json.dumps({"title": "On [red]kettles[/]"}), "utf8")
    assert run("--library", tmp_path / "library", "add", "odd.txt").code == 0
    result = run("--library", tmp_path / "library", "search", "kettle")
    assert result.code == 0
    assert "On [red]kettles[/]" in result.out
    assert "[bold]kettle[/bold] sang [/] loudly" in result.out
    assert run("--library", tmp_path / "library", "search", "[/nothing]").out.startswith(
        "Nothing found for “[/nothing]”"
    )
    assert run("--library", tmp_path / "library", "list").code == 0


def test_search_as_text_helps_where_nothing_is_found(run: Run, collection: Path) -> None:
    """It suggests similar words, and says how an invalid query was read."""
    nothing = run("--library", collection, "search", "pomgranate")
    assert (nothing.code, "Did you mean: pomegranate" in nothing.out) == (0, True)
    assert "Searched as plain words" in run("--library", collection, "search", '"saffron').out


def test_both_engines_find_the_same_documents(run: Run, collection: Path) -> None:
    """`--engine whoosh` gives the same documents and facets as tantivy."""
    for query in ("Шуша", "carpet", '~"stone bridges"'):
        tantivy, whoosh = (
            run("--library", collection, "--engine", engine, "search", "--json", query).json[0]
            for engine in ("tantivy", "whoosh")
        )
        assert {hit["document"]["id"] for hit in tantivy["hits"]} == {hit["document"]["id"] for hit in whoosh["hits"]}
        assert tantivy["facets"] == whoosh["facets"]
