"""The commands for documents: add, list, show, edit, remove, cite."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
IdOf = Callable[[Path, str], str]


def test_add_reports_the_result_of_each_file(run: Run, tmp_path: Path) -> None:
    """Added files are listed with their ids, failures on standard error with the reason; a second run adds nothing."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "note.txt").write_text("The kettle sang.", "utf8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    result = run("--library", tmp_path / "library", "add", folder)
    assert result.code == 1
    assert result.out.splitlines()[0].startswith("added: note.txt (")
    assert result.out.splitlines()[-1] == "1 added, 1 failed"
    assert result.err.startswith(f"failed: {folder / 'broken.pdf'}: a damaged PDF")
    assert len(result.err.splitlines()) == 1
    (folder / "broken.pdf").unlink()
    again = run("--library", tmp_path / "library", "add", folder)
    assert (again.code, again.err) == (0, "")
    assert again.out.splitlines() == [result.out.splitlines()[0].replace("added", "unchanged"), "1 unchanged"]


def test_add_with_quiet_reports_failures_only(run: Run, tmp_path: Path) -> None:
    """The exit code still says whether all files were added."""
    (tmp_path / "note.txt").write_text("The kettle sang.", "utf8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    good = run("--library", tmp_path / "library", "add", "--quiet", "note.txt")
    assert (good.code, good.out, good.err) == (0, "", "")
    bad = run("--library", tmp_path / "library", "add", "--quiet", "broken.pdf")
    assert (bad.code, bad.out) == (1, "")
    assert "broken.pdf" in bad.err


def test_add_has_a_line_for_whatever_is_not_added(run: Run, tmp_path: Path) -> None:
    """What is skipped is no failure; a path that does not exist is one, and the others are added."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "note.txt").write_text("The kettle sang.", "utf8")
    (tmp_path / "in" / "link.txt").symlink_to("note.txt")
    result = run("--library", tmp_path / "library", "add", tmp_path / "in")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"skipped: {tmp_path / 'in' / 'link.txt'}: is a link, which is not followed")
    assert result.out.endswith("1 added, 1 skipped\n")
    result = run("--library", tmp_path / "library", "add", "nowhere.txt", tmp_path / "in")
    assert (result.code, len(result.err.splitlines())) == (1, 1)
    assert result.err.startswith("failed: nowhere.txt: there is no such file or folder")
    assert result.out.endswith("1 failed, 1 skipped, 1 unchanged\n")


def test_names_and_records_of_strangers_obey_nothing_on_a_terminal(run: Run, tmp_path: Path) -> None:
    """No command writes their control characters or line ends, in its output or its errors."""
    evil = "a\x1b[2J\x07\nadded: b\u202e\x9b\udcff"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{evil}.txt").write_text("The kettle sang \x1b[31m.", "utf8")
    (tmp_path / "in" / f"{evil}.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "in" / f"{evil}.csl.json").write_text(
        json.dumps({"title": evil, "author": [{"literal": evil}], evil: 1, "language": [evil]}), "utf8"
    )
    library = ("--library", tmp_path / "library")
    results = [run(*library, "add", tmp_path / "in")]
    (document,) = run(*library, "list", "--json").json
    results += [
        run(*library, *arguments)
        for arguments in (
            ("list",),
            ("show", document["id"]),
            ("show", document["id"], "--page", "1"),
            ("cite", document["id"]),
            ("cite", document["id"], "--format", "bibtex"),
            ("search", "kettle"),
            ("search", evil.replace("\udcff", "")),
            ("edit", document["id"], evil.replace("\udcff", "")),
            ("add", tmp_path / f"{evil}.nothing"),
            ("names", evil.replace("\udcff", "")),
            ("check",),
            ("remove", document["id"]),
            ("remove", "--yes", document["id"]),
            ("show", document["id"]),
            (evil.replace("\udcff", ""),),
        )
    ]
    for result in results:
        assert not set("\x1b\x07\x9b\u202e\udcff") & set(result.out + result.err)
        assert not [line for line in (result.out + result.err).splitlines() if line.startswith("added: b")]
    assert f"{document['id']}" in results[1].out


def test_adding_an_empty_folder_is_no_failure(run: Run, tmp_path: Path) -> None:
    """The message says that there is nothing to add."""
    (tmp_path / "in").mkdir()
    result = run("--library", tmp_path / "library", "add", tmp_path / "in")
    assert (result.code, result.out) == (0, "There is nothing to add.\n")


def test_list_and_show_write_text_and_json(run: Run, id_of: IdOf, collection: Path) -> None:
    """They write every document, its record, and the text of a page."""
    objects = run("--library", collection, "list", "--json").json
    lines = run("--library", collection, "list").out.splitlines()
    assert len(objects) == len(lines) == 9
    assert all(listed["id"] in line and listed["title"] in line for listed, line in zip(objects, lines, strict=True))
    id_ = id_of(collection, "weavers.txt")
    (shown,) = run("--library", collection, "show", "--json", id_).json
    assert set(shown) >= {"id", "file", "title", "authors", "year", "type", "pages", "path", "sha256", "record"}
    assert shown["record"]["author"] == [{"family": "Loomis", "given": "Anna"}]
    assert "The weavers of Shusha" in run("--library", collection, "show", id_).out
    (page,) = run("--library", collection, "show", "--json", "--page", "2", id_).json
    assert (page["document"], page["page"]) == (id_, 2)
    assert page["text"].strip() == run("--library", collection, "show", "--page", "2", id_).out.strip()
    assert "Saffron" in page["text"]


def test_without_documents_the_message_names_axtar_add(run: Run, tmp_path: Path) -> None:
    """A command that reads creates no library; both a missing and an empty library name the command that fills one."""
    result = run("--library", tmp_path, "list")
    assert result.code == 3
    assert "axtar add" in result.err
    assert not list(tmp_path.iterdir())
    (tmp_path / "index").mkdir()
    assert "axtar add" in run("--library", tmp_path, "list").out


@pytest.mark.parametrize(
    ("format_", "mark"),
    [("apa", "Loomis, A. (1994)"), ("bibtex", "@book{"), ("ris", "TY  - "), ("csl-json", '"title"')],
)
def test_cite_writes_each_format_with_the_link_to_the_page(
    run: Run, id_of: IdOf, collection: Path, format_: str, mark: str
) -> None:
    id_ = id_of(collection, "weavers.txt")
    result = run(
        "--library", collection, "cite", id_, "--page", "2", "--format", format_, "--base-url", "https://x.example"
    )
    assert result.code == 0
    assert mark in result.out
    assert f"https://x.example/d/{id_}/p/2" in result.out


def test_edit_changes_removes_and_replaces_fields(run: Run, id_of: IdOf, copy: Path, tmp_path: Path) -> None:
    """Values are plain text or JSON, an empty one removes the field, and a file replaces the whole record."""
    id_ = id_of(copy, "weavers.txt")
    result = run("--library", copy, "edit", id_, "title=Looms = more", 'author=[{"literal": "Nobody"}]', "publisher=")
    assert (result.code, result.out) == (0, f"{id_}  Looms = more\n")
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
        (("type=novel",), "type must be a CSL type"),
        ((), "There is nothing to change"),
    ],
)
def test_edit_refuses_unknown_fields_and_wrong_values(
    run: Run, id_of: IdOf, copy: Path, changes: tuple[str, ...], message: str
) -> None:
    """Exit code 2, one sentence, and the record stays as it was."""
    id_ = id_of(copy, "weavers.txt")
    before = run("--library", copy, "show", "--json", id_).json
    result = run("--library", copy, "edit", id_, *changes)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"axtar: {message}")
    assert len(result.err.splitlines()) == 1
    assert run("--library", copy, "show", "--json", id_).json == before


def test_an_edited_year_and_author_reach_citations(run: Run, id_of: IdOf, copy: Path) -> None:
    """`year` is the year of CSL-JSON's `issued`; authors are typed as they are cited in a bibliography."""
    id_ = id_of(copy, "weavers.txt")
    assert run("--library", copy, "edit", id_, "year=2001", "author=Kaya, Ayşe; Elm").code == 0
    (shown,) = run("--library", copy, "show", "--json", id_).json
    assert (shown["year"], shown["authors"]) == (2001, ["Kaya, Ayşe", "Elm"])
    assert "Kaya, A., & Elm. (2001)" in run("--library", copy, "cite", id_).out
    (found,) = run("--library", copy, "search", "--json", "--year", "2001", "saffron").json
    assert found["total"] == 1


def test_show_writes_words(run: Run, id_of: IdOf, copy: Path) -> None:
    """Names as names, dates as dates, lists joined: a field a line, as `edit` reads them, and nothing of Python."""
    id_ = id_of(copy, "weavers.txt")
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
def test_edit_refuses_a_file_that_is_not_a_record(
    run: Run, id_of: IdOf, copy: Path, tmp_path: Path, content: str | bytes
) -> None:
    """A file that is not one valid CSL-JSON item changes nothing."""
    id_ = id_of(copy, "weavers.txt")
    (tmp_path / "record.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run("--library", copy, "edit", id_, "--record", "record.json")
    assert (result.code, result.out) == (2, "")
    assert run("--library", copy, "show", "--json", id_).json[0]["title"] == "The weavers of Shusha"


def test_remove_asks_first_and_leaves_a_tombstone(run: Run, id_of: IdOf, copy: Path) -> None:
    """Answering no removes nothing; afterwards the document is gone, its address says so, and its file remains."""
    id_ = id_of(copy, "weavers.txt")
    refused = run("--library", copy, "remove", id_, stdin="n\n")
    assert (refused.code, "Remove 'The weavers of Shusha'" in refused.out + refused.err) == (130, True)
    assert run("--library", copy, "remove", "--yes", id_).out == f"removed: weavers.txt ({id_})\n"
    gone = run("--library", copy, "show", id_)
    assert (gone.code, "was removed" in gone.err) == (3, True)
    assert run("--library", copy, "search", "--json", "saffron").json[0]["total"] == 0
    assert (copy / "documents" / "weavers.txt").exists()
