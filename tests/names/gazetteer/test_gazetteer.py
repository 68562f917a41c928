"""The gazetteer, and that the shipped tables agree with the hand-edited ones."""

import runpy
from pathlib import Path

import pytest

from axtar import names
from axtar.errors import NotFoundError
from axtar.names.folding import fold_name

SHIPPED = names.shipped_entities()
GAZETTEER = names.Gazetteer(names.shipped_entities())

ROOT = Path(__file__).resolve().parents[3]
BUILD = ROOT / "resources" / "names" / "build.py"


@pytest.mark.usefixtures("unmeasured")
def test_the_shipped_tables_are_up_to_date(tmp_path: Path) -> None:
    """After a hand-edited table is changed, `python resources/names/build.py` must be run."""
    runpy.run_path(str(BUILD))["main"](tmp_path)
    shipped = ROOT / "src" / "axtar" / "names" / "data"
    for generated in sorted(tmp_path.iterdir()):
        expected = (shipped / generated.name).read_bytes()
        assert generated.read_bytes() == expected, f"{generated.name}: run resources/names/build.py"


def test_an_entity_has_its_spellings_by_language_and_status() -> None:
    """The spellings of all sides are there, and each language has them."""
    entity = GAZETTEER.entity("p.khankendi")
    spellings = {(spelling.text, spelling.language, spelling.status) for spelling in entity.spellings}
    assert {
        ("Xankəndi", "az", "usual"),
        ("Stepanakert", "az", "contested"),
        ("Ханкәнди", "az-Cyrl", "usual"),
    } <= spellings
    assert {spelling.language for spelling in entity.spellings} >= {"en", "az", "az-Cyrl", "tr", "ru", "hy"}
    assert (entity.kind, entity.country) == ("city", "AZ")
    assert entity.lat == pytest.approx(39.8, abs=0.2)
    assert entity.lon == pytest.approx(46.75, abs=0.2)


def test_an_unknown_id_is_an_error() -> None:
    """The message says how to look an id up."""
    with pytest.raises(NotFoundError, match="axtar names"):
        GAZETTEER.entity("p.atlantis")


@pytest.mark.parametrize(("text", "ids"), [
    ("Stepanakert", ["p.khankendi"]),
    ("Xankəndi", ["p.khankendi"]),
    ("stepanakert", ["p.khankendi"]),
    ("Kelbatjar", ["p.kalbajar"]),
    ("Minsk Group", ["o.minsk-group"]),
    ("Алиев Гейдар", ["h.heydar-aliyev"]),
    ("Г. Алиев", ["h.heydar-aliyev", "h.hasan-aliyev-geographer", "h.habil-aliyev"]),
    ("nowhere at all", []),
])  # fmt: skip
def test_search_finds_entities_by_spelling_else_by_sound(text: str, ids: list[str]) -> None:
    """A person is also found with initials, or with the family name first."""
    assert [entity.id for entity in GAZETTEER.search(text)] == ids


def test_consecutive_folded_words_find_entities() -> None:
    """`continues` states whether a longer spelling begins with them."""
    assert GAZETTEER.find(["dagliq", "qarabag"]) == ("p.nagorno-karabakh",)
    assert GAZETTEER.find(["dagliq"]) == ()
    assert GAZETTEER.continues("dagliq")
    assert not GAZETTEER.continues("qarabagda")


@pytest.mark.usefixtures("unmeasured")
def test_every_entity_can_be_read_and_is_found_by_each_of_its_spellings() -> None:
    """The shipped tables agree with one another."""
    for line in SHIPPED.table("entities.tsv"):
        entity = GAZETTEER.entity(line.split("\t")[0])
        assert entity.spellings
        assert entity.id.startswith(("p.", "h.", "o."))
        for spelling in entity.spellings:
            assert entity.id in GAZETTEER.ids(fold_name(spelling.text)), spelling


@pytest.mark.parametrize(("line", "message"), [
    ("p.x\tcity", "2 cells"),
    ("\t".join(["p.x", *[""] * 16]) + "\n" + "\t".join(["p.x", *[""] * 16]), "duplicate id"),
])  # fmt: skip
def test_an_invalid_line_of_a_hand_edited_table_is_reported(tmp_path: Path, line: str, message: str) -> None:
    """The generator exits with a message about the line."""
    path = tmp_path / "places.tsv"
    path.write_text(line, "utf-8")
    with pytest.raises(SystemExit, match=message):
        list(runpy.run_path(str(BUILD))["read"](path))
