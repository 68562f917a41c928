"""Every command: what it writes for people and for programs, and how it ends."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from werkzeug.security import check_password_hash

from axtar import analyzer, config
from axtar.accounts import passwords
from axtar.cli import axtar, explanation
from axtar.library import Library

COMMANDS = sorted(axtar.commands)
Run = Callable[..., Any]


@pytest.fixture
def copy(collection: Path, tmp_path: Path) -> Path:
    """A copy of the finished library's folder."""
    return Path(shutil.copytree(collection, tmp_path / "copy"))


def id_of(run: Run, library: Path, file: str) -> str:
    """The id of a document by its file's name."""
    (id_,) = [one["id"] for one in run("--library", library, "list", "--json").json if one["file"] == file]
    return str(id_)


# ------------------------------------------------------------------ help
@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_explains_itself(run: Run, command: tuple[str, ...]) -> None:
    """--help and -h say what it is for."""
    for flag in ("--help", "-h"):
        ran = run(*command, flag)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"Usage: axtar {command[0] if command else ''}")


def test_the_commands_are_those_promised() -> None:
    """Nothing is missing, and nothing undocumented came in."""
    promised = "add analyze check cite detect edit entities list names password rebuild remove samples search serve show subjects"
    assert promised.split() == COMMANDS


def test_the_version_is_told(run: Run) -> None:
    """As other programs do."""
    assert run("--version").out.startswith("axtar, version ")


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    """It is no success, but says what there is."""
    ran = run()
    assert ran.code == 2
    assert "search" in ran.out + ran.err


# ------------------------------------------------------------------ exit codes
@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (2, ("nonsense",)),
        (2, ("search",)),
        (2, ("search", "--limit", "0", "a")),
        (2, ("search", "--year", "soon", "carpet")),
        (2, ("edit", "{bees}", "no sign")),
        (2, ("edit", "{bees}", "author=[{")),
        (2, ("cite", "{bees}", "--format", "word")),
        (3, ("show", "nothing0")),
        (3, ("show", "{bees}", "--page", "99")),
        (3, ("add", "nowhere.txt")),
        (3, ("remove", "--yes", "nothing0")),
        (3, ("edit", "nothing0", "title=A")),
        (3, ("cite", "nothing0")),
        (6, ("--engine", "lucene", "list")),
    ],
)
def test_each_error_has_its_exit_code_and_one_line(
    run: Run, collection: Path, code: int, arguments: tuple[str, ...]
) -> None:
    """Standard error says it in a sentence; standard output is empty; no traceback."""
    bees = id_of(run, collection, "bees.txt")
    ran = run("--library", collection, *(part.format(bees=bees) if part == "{bees}" else part for part in arguments))
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.strip()
    assert "Traceback" not in ran.err
    if code != 2:
        assert ran.err.startswith("axtar: ")
        assert len(ran.err.splitlines()) == 1


def test_a_wrong_setting_and_a_locked_library_have_codes_too(run: Run, copy: Path) -> None:
    """6 for axtar.toml; 5 for an index that must be rebuilt before it is changed."""
    (copy / "axtar.toml").write_text("prot = 1", "utf8")
    ran = run("--library", copy, "list")
    assert (ran.code, "'prot'" in ran.err) == (6, True)


def test_an_outdated_index_is_a_notice_for_search_and_an_error_for_add(
    run: Run, copy: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both name the remedy; the remedy works."""
    monkeypatch.setattr(analyzer, "SCHEMA", analyzer.SCHEMA + 1)
    searched = run("--library", copy, "search", "--json", "saffron")
    assert (searched.code, searched.json[0]["total"]) == (0, 1)
    assert "axtar rebuild" in searched.err
    added = run("--library", copy, "add", sources)
    assert (added.code, "axtar rebuild" in added.err) == (5, True)
    assert run("--library", copy, "check").code == 1
    assert run("--library", copy, "rebuild").out == "The index holds 9 documents.\n"
    assert run("--library", copy, "check").out == "All is well: 9 documents.\n"
    assert run("--library", copy, "search", "saffron").err == ""


# ------------------------------------------------------------------ add
def test_add_tells_what_became_of_each_file(run: Run, tmp_path: Path) -> None:
    """Added files with their ids, failures on standard error with the reason, exit code 1; a second time nothing."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "note.txt").write_text("The kettle sang.", "utf8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    ran = run("--library", tmp_path / "library", "add", folder)
    assert ran.code == 1
    assert ran.out.splitlines()[0].startswith("added: note.txt (")
    assert ran.out.splitlines()[-1] == "1 added, 1 failed"
    assert ran.err.startswith(f"failed: {folder / 'broken.pdf'}: broken.pdf")
    assert len(ran.err.splitlines()) == 1
    (folder / "broken.pdf").unlink()
    again = run("--library", tmp_path / "library", "add", folder)
    assert (again.code, again.out, again.err) == (0, "1 unchanged\n", "")


def test_add_quietly_says_only_what_failed(run: Run, tmp_path: Path) -> None:
    """For scripts."""
    (tmp_path / "note.txt").write_text("The kettle sang.", "utf8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    good = run("--library", tmp_path / "library", "add", "--quiet", "note.txt")
    assert (good.code, good.out, good.err) == (0, "", "")
    bad = run("--library", tmp_path / "library", "add", "--quiet", "broken.pdf")
    assert (bad.code, bad.out) == (1, "")
    assert "broken.pdf" in bad.err


def test_an_empty_folder_holds_nothing_to_add(run: Run, tmp_path: Path) -> None:
    """That is no failure."""
    (tmp_path / "in").mkdir()
    ran = run("--library", tmp_path / "library", "add", tmp_path / "in")
    assert (ran.code, ran.out) == (0, "There is nothing to add.\n")


# ------------------------------------------------------------------ search
def test_search_writes_the_promised_json(run: Run, collection: Path) -> None:
    """Every key that other programs and the scorer hold on to."""
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


def test_search_options_narrow(run: Run, collection: Path) -> None:
    """Limit counts documents; filters, exactness and switched-off spellings are passed on."""

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
    """One answer for one line, blank ones too, in their order."""
    ran = run("--library", collection, "search", "--json", "-", stdin="saffron\n\nkovan\r\n")
    assert [(one["query"], one["total"]) for one in ran.json] == [("saffron", 1), ("", 0), ("kovan", 1)]


def test_search_as_one_of_several(run: Run, collection: Path) -> None:
    """A name is searched as one of the things that it may be."""
    ran = run("--library", collection, "search", "--json", "--as", "p.shusha", "Şuşa")
    assert [(one["kind"], one["id"]) for one in ran.json[0]["expansions"]] == [("entity", "p.shusha")]
    assert ran.json[0]["total"] == ran.json[0]["facets"]["places"]["p.shusha"]


def test_a_notice_says_what_was_typed(run: Run, collection: Path) -> None:
    """Signs that rich would take for its markup are shown as they are."""
    out = run("--library", collection, "search", "--as", "[/b]", "saffron").out
    assert out.startswith("There is no word in this query that may be [/b], which narrows nothing.")


def test_search_for_people(run: Run, collection: Path) -> None:
    """Title, author, year, file, page and passage; spellings searched; no escape codes where there is no terminal."""
    ran = run("--library", collection, "search", "Шуша", "saffron")
    assert " documents in " in ran.out.splitlines()[0]
    assert "1. The weavers of Shusha  Loomis, Anna (1994)" in ran.out
    assert "weavers.txt" in ran.out
    assert "Шуша: searched as p.shusha: Shusha " in ran.out
    assert "Saffron was weighed" in ran.out
    assert "\x1b" not in ran.out
    assert "p. " not in ran.out.split("weavers.txt", maxsplit=1)[1].splitlines()[1][:8]
    printed = run("--library", collection, "search", "--language", "en", "plateau").out
    assert "p. 8" in printed
    assert "of the file)" in printed


def test_search_explains_scores_in_words(run: Run, collection: Path) -> None:
    """The share of each word, as what it is there, how rare it is; what is missing; and what the document's place is made of."""
    out = run("--library", collection, "search", "--explain", "--limit", 1, "Şuşa weavers kilim").out
    assert re.search(
        r"\d\d% Şuşa, here as “[^”]+”, in \d+ passages of the library: .*the same place, person or body", out
    )
    assert "0% kilim: it is not in this passage" in out
    assert re.search(r"Its place: \d+\.\d\d = the best passage \d+\.\d\d \+ ", out)
    assert "here as" not in run("--library", collection, "search", "--limit", 1, "Şuşa weavers kilim").out
    assert (
        "100% everything: every passage has this" in run("--library", collection, "search", "--explain", "year:1..").out
    )


def test_search_explains_scores_to_programs(run: Run, collection: Path) -> None:
    """With the parts of each score, which add up."""
    found = run("--library", collection, "search", "--explain", "--json", "Şuşa weavers").json[0]["hits"][0]
    assert sum(part["score"] for part in found["explanation"]) == pytest.approx(found["score"], abs=1e-4)
    for passage in found["passages"]:
        assert sum(part["score"] for part in passage["explanation"]) == pytest.approx(passage["score"], abs=2e-3)
    assert {"word", "kind", "written", "count", "score"} == set(found["passages"][0]["explanation"][0])
    assert "explanation" not in run("--library", collection, "search", "--json", "Şuşa").json[0]["hits"][0]


def test_every_reason_has_a_name() -> None:
    """In the table that the command line and the web share."""
    assert {"exact", "word", "entity", "missing", "best", "record"} <= set(explanation.reason_names())
    assert all(explanation.reason_names().values())


def test_a_subject_is_told_in_words(run: Run, collection: Path) -> None:
    """Which words of other languages were searched, and how often they were found."""
    ran = run("--library", collection, "search", "winter")
    assert "winter: also in other words and languages: " in ran.out


def test_search_for_people_shows_text_as_it_stands(run: Run, tmp_path: Path) -> None:
    """Brackets in a title or a text are no markup."""
    (tmp_path / "odd.txt").write_text("The [bold]kettle[/bold] sang [/] loudly.", "utf8")
    (tmp_path / "odd.csl.json").write_text(json.dumps({"title": "On [red]kettles[/]"}), "utf8")
    assert run("--library", tmp_path / "library", "add", "odd.txt").code == 0
    ran = run("--library", tmp_path / "library", "search", "kettle")
    assert ran.code == 0
    assert "On [red]kettles[/]" in ran.out
    assert "[bold]kettle[/bold] sang [/] loudly" in ran.out
    assert run("--library", tmp_path / "library", "search", "[/nothing]").out.startswith(
        "Nothing found for “[/nothing]”"
    )
    assert run("--library", tmp_path / "library", "list").code == 0


def test_search_for_people_helps_where_nothing_is_found(run: Run, collection: Path) -> None:
    """It suggests what is near, and says how a query was read."""
    nothing = run("--library", collection, "search", "pomgranate")
    assert (nothing.code, "Did you mean: pomegranate" in nothing.out) == (0, True)
    assert "Searched as plain words" in run("--library", collection, "search", '"saffron').out


def test_the_other_engine_answers_the_same(run: Run, collection: Path) -> None:
    """--engine whoosh, or AXTAR_ENGINE."""
    for query in ("Шуша", "carpet", '~"stone bridges"'):
        one, other = (
            run("--library", collection, "--engine", engine, "search", "--json", query).json[0]
            for engine in ("tantivy", "whoosh")
        )
        assert {hit["document"]["id"] for hit in one["hits"]} == {hit["document"]["id"] for hit in other["hits"]}
        assert one["facets"] == other["facets"]


# ------------------------------------------------------------------ list, show, cite, edit, remove, rebuild, check
def test_list_and_show(run: Run, collection: Path) -> None:
    """Every document, as a line or an object; its record; the text of a page."""
    objects = run("--library", collection, "list", "--json").json
    lines = run("--library", collection, "list").out.splitlines()
    assert len(objects) == len(lines) == 9
    assert all(one["id"] in line and one["title"] in line for one, line in zip(objects, lines, strict=True))
    id_ = id_of(run, collection, "weavers.txt")
    (shown,) = run("--library", collection, "show", "--json", id_).json
    assert set(shown) >= {"id", "file", "title", "authors", "year", "type", "pages", "path", "sha256", "record"}
    assert shown["record"]["author"] == [{"family": "Loomis", "given": "Anna"}]
    assert "The weavers of Shusha" in run("--library", collection, "show", id_).out
    (page,) = run("--library", collection, "show", "--json", "--page", "2", id_).json
    assert (page["document"], page["page"]) == (id_, 2)
    assert page["text"].strip() == run("--library", collection, "show", "--page", "2", id_).out.strip()
    assert "Saffron" in page["text"]


def test_an_empty_library_says_how_to_begin(run: Run, tmp_path: Path) -> None:
    """Where nothing is yet, reading makes no library but names the command that does; so does an empty one."""
    told = run("--library", tmp_path, "list")
    assert told.code == 3
    assert "axtar add" in told.err
    assert not list(tmp_path.iterdir())
    (tmp_path / "index").mkdir()
    assert "axtar add" in run("--library", tmp_path, "list").out


@pytest.mark.parametrize(
    ("format_", "mark"),
    [("apa", "Loomis, A. (1994)"), ("bibtex", "@book{"), ("ris", "TY  - "), ("csl-json", '"title"')],
)
def test_cite(run: Run, collection: Path, format_: str, mark: str) -> None:
    """Each format, with the link to the page."""
    id_ = id_of(run, collection, "weavers.txt")
    ran = run(
        "--library", collection, "cite", id_, "--page", "2", "--format", format_, "--base-url", "https://x.example"
    )
    assert ran.code == 0
    assert mark in ran.out
    assert f"https://x.example/d/{id_}/p/2" in ran.out


def test_edit_changes_clears_and_replaces(run: Run, copy: Path, tmp_path: Path) -> None:
    """Plain values, JSON values, cleared ones, and a whole record from a file."""
    id_ = id_of(run, copy, "weavers.txt")
    ran = run("--library", copy, "edit", id_, "title=Looms = more", 'author=[{"literal": "Nobody"}]', "publisher=")
    assert (ran.code, ran.out) == (0, f"{id_}  Looms = more\n")
    (shown,) = run("--library", copy, "show", "--json", id_).json
    assert (shown["title"], shown["authors"], "publisher" in shown["record"]) == ("Looms = more", ["Nobody"], False)
    (found,) = run("--library", copy, "search", "--json", "author:Nobody").json
    assert found["total"] == 1
    (tmp_path / "record.json").write_text('{"title": "Kettles"}', "utf8")
    assert run("--library", copy, "edit", id_, "--record", "record.json", "type=report").code == 0
    (shown,) = run("--library", copy, "show", "--json", id_).json
    assert shown["record"] == {"title": "Kettles", "type": "report"}
    (tmp_path / "record.json").write_text(run("--library", copy, "cite", "--format", "csl-json", id_).out, "utf8")
    assert run("--library", copy, "edit", id_, "--record", "record.json", "title=A\udcff").out == f"{id_}  A?\n"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (("typo=x",), "There is no field 'typo'. The fields of a record are: abstract, accessed,"),
        (("year=2001", "typo=x"), "There is no field 'typo'"),
        (("author=Loomis,",), "'Loomis,' is not a name"),
        (("issued=soon",), "issued must be a date"),
        (("type=novel",), "type must be a type of CSL"),
        ((), "There is nothing to change"),
    ],
)
def test_edit_refuses_unknown_fields_and_wrong_values(
    run: Run, copy: Path, changes: tuple[str, ...], message: str
) -> None:
    """Exit code 2, one sentence, and the record stays as it was."""
    id_ = id_of(run, copy, "weavers.txt")
    before = run("--library", copy, "show", "--json", id_).json
    ran = run("--library", copy, "edit", id_, *changes)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"axtar: {message}")
    assert len(ran.err.splitlines()) == 1
    assert run("--library", copy, "show", "--json", id_).json == before


def test_an_edited_year_and_author_reach_citations(run: Run, copy: Path) -> None:
    """`year` is the year of CSL-JSON's `issued`; authors are typed as they are cited in a bibliography."""
    id_ = id_of(run, copy, "weavers.txt")
    assert run("--library", copy, "edit", id_, "year=2001", "author=Kaya, Ayşe; Elm").code == 0
    (shown,) = run("--library", copy, "show", "--json", id_).json
    assert (shown["year"], shown["authors"]) == (2001, ["Kaya, Ayşe", "Elm"])
    assert "Kaya, A., & Elm. (2001)" in run("--library", copy, "cite", id_).out
    (found,) = run("--library", copy, "search", "--json", "--year", "2001", "saffron").json
    assert found["total"] == 1


def test_show_writes_words(run: Run, copy: Path) -> None:
    """Names as names, dates as dates, lists joined: a field a line, as `edit` reads them, and nothing of Python."""
    id_ = id_of(run, copy, "weavers.txt")
    changes = ("issued=1994-05", "editor=Kaya, Ayşe; Elm", 'categories=["weaving", "bridges"]')
    assert run("--library", copy, "edit", id_, *changes).code == 0
    lines = run("--library", copy, "show", id_).out.splitlines()
    assert (
        dict(line.split(maxsplit=1) for line in lines).items()
        >= {
            "id": id_,
            "title": "The weavers of Shusha",
            "type": "book",
            "author": "Loomis, Anna",
            "editor": "Kaya, Ayşe; Elm",
            "issued": "1994-05",
            "categories": "weaving, bridges",
            "file": "weavers.txt",
            "length": "2 pages",
        }.items()
    )
    assert not set("[]{}'") & set("\n".join(lines))


@pytest.mark.parametrize("content", ["[1]", '"text"', "7", "{", '{"titel": "A"}', '{"title": 7}', b"\xff"])
def test_edit_refuses_what_is_no_record(run: Run, copy: Path, tmp_path: Path, content: str | bytes) -> None:
    """A file that is not one valid CSL-JSON item changes nothing."""
    id_ = id_of(run, copy, "weavers.txt")
    (tmp_path / "record.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = run("--library", copy, "edit", id_, "--record", "record.json")
    assert (ran.code, ran.out) == (2, "")
    assert run("--library", copy, "show", "--json", id_).json[0]["title"] == "The weavers of Shusha"


def test_remove_asks_and_leaves_a_tombstone(run: Run, copy: Path) -> None:
    """No is the end of it; --yes does not ask; afterwards the document is gone, and its link says so."""
    id_ = id_of(run, copy, "weavers.txt")
    refused = run("--library", copy, "remove", id_, stdin="n\n")
    assert (refused.code, "Remove 'The weavers of Shusha'" in refused.out + refused.err) == (130, True)
    assert run("--library", copy, "remove", "--yes", id_).out == f"removed: weavers.txt ({id_})\n"
    gone = run("--library", copy, "show", id_)
    assert (gone.code, "was removed" in gone.err) == (3, True)
    assert run("--library", copy, "search", "--json", "saffron").json[0]["total"] == 0
    assert (copy / "documents" / "weavers.txt").exists()


def test_check_says_what_to_do(run: Run, copy: Path) -> None:
    """Exit code 1 and a remedy where something is wrong."""
    assert run("--library", copy, "check", "--json").json == [{"documents": 9, "findings": []}]
    (copy / "documents" / "bees.txt").unlink()
    ran = run("--library", copy, "check", "--json")
    assert ran.code == 1
    (finding,) = ran.json[0]["findings"]
    assert "bees.txt" in finding["problem"]
    assert finding["problem"] in run("--library", copy, "check").out
    assert finding["remedy"] in run("--library", copy, "check").out


def test_a_password_is_taken_from_a_pipe(run: Run, copy: Path) -> None:
    """One line; too short a one changes nothing, and without a library there is nobody to have one."""
    ran = run("--library", copy, "password", stdin="pomegranate\n")
    assert (ran.code, ran.err) == (0, "")
    assert "pomegranate" not in ran.out
    with Library(config.load(copy)) as library:
        stored = str(library.setting(passwords.PASSWORD_KEY))
        assert check_password_hash(stored, "pomegranate")
        short = run("--library", copy, "password", stdin="apple\n")
        assert (short.code, short.err.count("\n")) == (2, 1)
        assert library.setting(passwords.PASSWORD_KEY) == stored
    assert run("--library", copy / "nowhere", "password", stdin="pomegranate\n").code == 3


def test_a_password_is_asked_for_twice_and_never_shown(run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal: hidden, and asked again where the two differ."""
    answers = iter(["pomegranate", "promenade", "pomegranate", "pomegranate"])
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: next(answers))
    monkeypatch.setattr("axtar.cli.maintenance.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    ran = run("--library", copy, "password")
    assert ran.code == 0
    assert "pomegranate" not in ran.out + ran.err
    with Library(config.load(copy)) as library:
        assert check_password_hash(str(library.setting(passwords.PASSWORD_KEY)), "pomegranate")


def test_rebuild_counts(run: Run, copy: Path) -> None:
    """One sentence, or none."""
    assert run("--library", copy, "rebuild").out == "The index holds 9 documents.\n"
    assert run("--library", copy, "rebuild", "--quiet").out == ""


# ------------------------------------------------------------------ words
def test_analyze_shows_stems_and_names(run: Run) -> None:
    """The promised keys, for each line; offsets are those of the line; a language can be given."""
    ran = run("analyze", "--json", "--language", "tr", stdin="Şuşa'da halıların\n\n")
    first, second = ran.json
    assert (first["language"], second["terms"]) == ("tr", [])
    assert [(term["text"], term["start"], term["end"]) for term in first["terms"]] == [
        ("Şuşa'da", 0, 7),
        ("halıların", 8, 17),
    ]
    town, carpet = first["terms"]
    assert carpet["stem"] == "hali"
    assert town["names"][0]["entities"] == ["p.shusha"]
    assert "p.shusha" in run("analyze", "В Шуше ткали ковры").out
    assert run("analyze", "--json", "В Шуше ткали ковры").json[0]["language"] == "ru"


def test_analyze_explains_each_ending_in_plain_words(run: Run) -> None:
    """A person reads the endings with their tags and meanings, and the first other readings; JSON has all when asked."""
    out = run("analyze", "--language", "az", "kitablarımızdan almanın").out
    assert "kitablarımızdan  kitab (az)" in out
    assert "POSS.1PL   our" in out
    assert "ablative: from" in out
    assert "less likely" in out
    (word,) = run("analyze", "--json", "--readings", "--language", "az", "gəldi").json[0]["terms"]
    best = word["analyses"][0]
    assert (word["stem"], best["lemma"]) == ("gelmek", "gəlmək")
    assert best["parts"] == [
        {"text": "gəl", "tag": "", "meaning": "stem"},
        {"text": "di", "tag": "PST", "meaning": "past"},
    ]
    assert "analyses" not in run("analyze", "--json", "--language", "az", "gəldi").json[0]["terms"][0]


@pytest.mark.parametrize("language", ["xx", "und", "AZ"])
def test_analyze_takes_any_language(run: Run, language: str) -> None:
    """One that is not analysed, or odd, is no crash."""
    ran = run("analyze", "--json", "--language", language, "Some words")
    assert ran.code in (0, 2)
    assert "Traceback" not in ran.err


def test_names_leads_to_the_page_of_an_entity(run: Run) -> None:
    """As text, and as JSON."""
    assert "/e/p.shusha" in run("names", "Şuşa").out
    assert run("names", "--json", "Şuşa").json[0]["entities"][0]["url"] == "/e/p.shusha"


def test_detect_tells_language_and_script(run: Run) -> None:
    """The promised keys, for each line."""
    lines = "Kitabxananın oxu zalında yer var\nПоезд пришёл на станцию вечером\n\n12345\n"
    found = run("detect", "--json", stdin=lines).json
    assert [(one["language"], one["script"]) for one in found[:2]] == [("az", "Latn"), ("ru", "Cyrl")]
    assert all(set(one) == {"language", "script", "confidence"} and 0 <= one["confidence"] <= 1 for one in found)
    assert len(found) == 4
    assert run("detect", "Поезд пришёл на станцию вечером").out.startswith("ru\tCyrl\t")


def test_names_shows_spellings_and_keys(run: Run) -> None:
    """The promised keys; a name without a record still has its sound."""
    known, unknown = run("names", "--json", stdin="Şuşa\nXyzzyqwert\n").json
    (entity,) = [one for one in known["entities"] if one["id"] == "p.shusha"]
    assert "Шуша" in {one["text"] for one in entity["spellings"]["ru"]}
    assert unknown["entities"] == []
    assert unknown["keys"]
    assert "Шуша" in run("names", "Shusha").out
    assert "No entity has this name" in run("names", "Xyzzyqwert").out
    assert run("names", "[red]").code == 0
