"""The authority file, and that it is what the hand-edited tables say."""

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
def test_the_data_is_what_the_generator_makes_of_the_tables(tmp_path: Path) -> None:
    """Whoever edits a table runs `python resources/names/build.py`."""
    runpy.run_path(str(BUILD))["main"](tmp_path)
    shipped = ROOT / "src" / "axtar" / "names" / "data"
    for made in sorted(tmp_path.iterdir()):
        assert made.read_bytes() == (shipped / made.name).read_bytes(), f"{made.name}: run resources/names/build.py"


def test_an_entity_has_its_spellings_by_language_and_status() -> None:
    """No side's spelling is left out, none is preferred."""
    entity = GAZETTEER.entity("p.khankendi")
    spelled = {(spelling.text, spelling.language, spelling.status) for spelling in entity.spellings}
    assert {
        ("Xankəndi", "az", "usual"),
        ("Stepanakert", "az", "contested"),
        ("Ханкәнди", "az-Cyrl", "usual"),
    } <= spelled
    assert {spelling.language for spelling in entity.spellings} >= {"en", "az", "az-Cyrl", "tr", "ru", "hy"}
    assert (entity.kind, entity.country) == ("city", "AZ")
    assert entity.lat == pytest.approx(39.8, abs=0.2)
    assert entity.lon == pytest.approx(46.75, abs=0.2)


def test_an_unknown_id_is_said_so() -> None:
    """With what to do."""
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
def test_a_reader_looks_up_an_entity(text: str, ids: list[str]) -> None:
    """Spelled so, else sounding so."""
    assert [entity.id for entity in GAZETTEER.search(text)] == ids


def test_words_find_entities() -> None:
    """Folded words, one after the other."""
    assert GAZETTEER.find(["dagliq", "qarabag"]) == ("p.nagorno-karabakh",)
    assert GAZETTEER.find(["dagliq"]) == ()
    assert GAZETTEER.continues("dagliq")
    assert not GAZETTEER.continues("qarabagda")


@pytest.mark.usefixtures("unmeasured")
def test_every_entity_can_be_read_and_is_found_by_each_of_its_spellings() -> None:
    """The tables agree with one another."""
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
def test_a_table_that_cannot_be_used_names_the_line(tmp_path: Path, line: str, message: str) -> None:
    """So that an editor of the table finds the slip."""
    path = tmp_path / "places.tsv"
    path.write_text(line, "utf-8")
    with pytest.raises(SystemExit, match=message):
        list(runpy.run_path(str(BUILD))["read"](path))
