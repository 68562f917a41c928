"""The commands for the library's own entities."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

TABLE = "kind;en;az\nvillage;Lower Zorvan; Zorvanabad\n"


@pytest.fixture
def library(run: Run, tmp_path: Path) -> Path:
    """The folder of a library with one document, a letter."""
    (tmp_path / "letter.txt").write_text("O, Zorvanabadda yaşayırdı və məktub yazırdı.", "utf8")
    assert run("--library", tmp_path / "library", "add", "--quiet", tmp_path / "letter.txt").code == 0
    return tmp_path / "library"


def test_entities_are_imported_found_exported_and_removed(run: Run, library: Path, tmp_path: Path) -> None:
    """Each command sees what the one before changed."""
    (tmp_path / "names.csv").write_text(TABLE, "utf8")
    result = run("--library", library, "entities", "import", "names.csv")
    assert (result.code, result.err) == (0, "")
    assert result.out == "1 added or corrected, 0 unchanged; 1 document reindexed.\n"
    result = run("--library", library, "entities", "import", "--json", "names.csv")
    assert result.json == [{"changed": 0, "unchanged": 1, "notes": [], "documents": 0}]
    assert run("--library", library, "entities", "list").out.startswith(
        "p.l-lower-zorvan  village  Lower Zorvan; Zorvanabad"
    )
    [listed] = run("--library", library, "entities", "list", "--json").json
    assert (listed["id"], listed["corrects"], listed["url"]) == ("p.l-lower-zorvan", False, "/e/p.l-lower-zorvan")
    [looked_up] = run("--library", library, "names", "--json", "Lower Zorvan").json
    assert [entity["id"] for entity in looked_up["entities"]] == ["p.l-lower-zorvan"]
    assert run("--library", library, "search", "--json", "Lower Zorvan").json[0]["total"] == 1
    assert run("--library", library, "entities", "export").out.startswith("\ufeffid,kind,country")
    assert run("--library", library, "entities", "export", "out.ttl").code == 0
    assert "skos:Concept" in (tmp_path / "out.ttl").read_text("utf8")
    assert run("--library", library, "entities", "remove", "--yes", "p.l-lower-zorvan").code == 0
    assert "has no entities of its own" in run("--library", library, "entities", "list").out
    assert run("--library", library, "search", "--json", "Lower Zorvan").json[0]["total"] == 0


def test_a_correction_is_listed_as_one(run: Run, library: Path, tmp_path: Path) -> None:
    """A note lists the labels of the file that axtar does not search."""
    (tmp_path / "a.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <urn:axtar:entity:p.shusha> a skos:Concept ;"
        '<urn:axtar:names#kind> "city" ; skos:prefLabel "Shusha"@en, "Chouchi"@fr .',
        "utf8",
    )
    result = run("--library", library, "entities", "import", "a.ttl")
    assert result.err == "note: Labels in languages that axtar does not search were left out: fr.\n"
    assert "p.shusha  corrects the city  Shusha" in run("--library", library, "entities", "list").out


@pytest.mark.parametrize(("arguments", "content", "code", "message"), [
    (("import", "a.csv"), "kind,en\nplanet,Aname\n", 4, "a.csv: Line 2: The kind 'planet'"),
    (("import", "a.xlsx"), "", 4, "entities are read from files that end in"),
    (("import", "a.csv", "--format", "xml"), "", 2, "The format 'xml' is not known"),
    (("import", "nothing.csv"), "", 2, "does not exist"),
    (("export", "nowhere/a.csv"), "", 2, "cannot be written"),
    (("remove", "--yes", "p.shusha"), "", 3, "no entity of its own"),
])  # fmt: skip
def test_an_error_has_its_exit_code_and_message(  # noqa: PLR0917 - fixtures and one row of the table
    run: Run, library: Path, tmp_path: Path, arguments: tuple[str, ...], content: str, code: int, message: str
) -> None:
    """An invalid file, an unknown format, a missing file and an unknown id."""
    for name in ("a.csv", "a.xlsx"):
        (tmp_path / name).write_text(content, "utf8")
    result = run("--library", library, "entities", *arguments)
    assert result.code == code
    assert message in result.err
