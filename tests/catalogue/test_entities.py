"""A library's own entities, and what is noted when they change."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from axtar import names
from axtar.catalogue import Catalogue, ExtractedFile, schema
from axtar.errors import NotFoundError
from axtar.names import Entity, EntitySpelling

Make = Callable[..., ExtractedFile]
VERSION_1 = Path(__file__).parents[1] / "data" / "catalogue" / "version-1.sql"

MILL = Entity(
    "p.l-old-mill",
    "village",
    "AZ",
    40.25,
    47.125,
    "Q1",
    "2",
    (EntitySpelling("Old Mill", "en", "usual"), EntitySpelling("Köhnə Dəyirman", "az", "contested")),
)


def tables(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table with its columns, as SQLite understands them."""
    with closing(sqlite3.connect(file)) as connection:
        found = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ask = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?) ORDER BY name'
        return {name: connection.execute(ask, (name,)).fetchall() for name in found}


def test_a_catalogue_of_version_1_becomes_one_of_today(file: Path, tmp_path: Path) -> None:
    """Nothing is lost, and the tables are those of a new file."""
    with closing(sqlite3.connect(file)) as old:
        old.executescript(VERSION_1.read_text("utf8"))
        assert old.execute("PRAGMA user_version").fetchone() == (1,)
    catalogue = Catalogue(file)
    [document] = catalogue.documents()
    assert [page.text for page in catalogue.pages(document.id)] == ["first page", "second page"]
    rebuild, job = catalogue.jobs()
    assert (job.file, job.state, job.message, job.kind) == ("a.pdf", "failed", "broken", "file")
    assert (rebuild.kind, rebuild.state) == ("rebuild", "queued")
    assert catalogue.setting("web.secret") == "s"
    assert catalogue.save_entities([MILL], "test") == [MILL.id]
    assert catalogue.check() == []
    catalogue.close()
    Catalogue(tmp_path / "new.sqlite").close()
    assert tables(file) == tables(tmp_path / "new.sqlite")
    with closing(sqlite3.connect(file)) as new:
        assert new.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)


def test_an_entity_is_kept_whole(catalogue: Catalogue) -> None:
    """With the time and the person who changed it."""
    catalogue.save_entities([MILL], "Leyla")
    [kept] = catalogue.entities()
    assert (kept.entity, kept.by) == (MILL, "Leyla")
    assert kept.changed.endswith("Z")
    assert catalogue.entities(["p.l-other"]) == []
    assert catalogue.entities([MILL.id]) == [kept]


def test_a_new_entity_notes_all_its_spellings(catalogue: Catalogue) -> None:
    """The Azerbaijani one in Cyrillic as well, which is searched for too; a place's two words also as one."""
    catalogue.save_entities([MILL], "")
    two = ["kohne deyirman", "old mill", "көһнә дәјирман"]
    assert catalogue.unread() == sorted([*two, *(text.replace(" ", "") for text in two)])


def test_what_says_the_same_as_before_notes_nothing(catalogue: Catalogue) -> None:
    """The mark stays, so that nobody loads the entities again."""
    catalogue.save_entities([MILL], "")
    found = catalogue.entities_since("")
    assert found
    mark, entities = found
    assert entities == [MILL]
    catalogue.reread(catalogue.unread(), [], mark)
    assert catalogue.save_entities([MILL], "another") == []
    assert catalogue.unread() == []
    assert catalogue.entities_since(mark) is None


@pytest.mark.parametrize(("change", "noted"), [
    ({"lat": 1.0, "wikidata": ""}, []),
    ({"spellings": (*MILL.spellings, EntitySpelling("Starmill", "en", "variant"))}, ["starmill"]),
    ({"spellings": MILL.spellings[:1]}, ["kohne deyirman", "kohnedeyirman", "көһнә дәјирман", "көһнәдәјирман"]),
])  # fmt: skip
def test_only_what_changes_the_reading_of_texts_is_noted(
    catalogue: Catalogue, change: dict[str, object], noted: list[str]
) -> None:
    """A coordinate does not."""
    catalogue.save_entities([MILL], "")
    mark = catalogue.entities_since("")
    assert mark
    catalogue.reread(catalogue.unread(), [], mark[0])
    assert catalogue.save_entities([replace(MILL, **change)], "") == [MILL.id]  # type: ignore[arg-type]  # the table's values fit
    assert catalogue.unread() == noted


def test_a_correction_notes_what_differs_from_the_file(catalogue: Catalogue) -> None:
    """And so does taking it back."""
    shipped = names.shipped("p.shusha")
    corrected = replace(shipped, spellings=(*shipped.spellings, EntitySpelling("Panahtown", "en", "variant")))
    catalogue.save_entities([corrected], "")
    assert catalogue.unread() == ["panahtown"]
    found = catalogue.entities_since("")
    assert found
    catalogue.reread(["panahtown"], [], found[0])
    catalogue.remove_entity("p.shusha")
    assert catalogue.unread() == ["panahtown"]
    assert catalogue.entities() == []
    assert catalogue.entities_since("other") == ("", [])


def test_what_is_not_ours_cannot_be_removed(catalogue: Catalogue) -> None:
    """The file's entities are not the library's to delete."""
    with pytest.raises(NotFoundError, match="axtar entities list"):
        catalogue.remove_entity("p.shusha")


def test_documents_become_stale_for_every_index(catalogue: Catalogue, incoming: Make) -> None:
    """Those that were found; the others and the removed ones stay as they are; None is all."""
    ids = [id_ for id_, _ in catalogue.put([incoming(f"{name}.txt", name) for name in "abc"])]
    catalogue.remove(ids[2])
    for engine in ("tantivy", "whoosh"):
        catalogue.mark_indexed(engine, ids)
    assert catalogue.reread([], ids[:1], "")
    assert catalogue.stale("tantivy") == catalogue.stale("whoosh") == ids[:1]
    assert catalogue.reread([], None, "")
    assert catalogue.stale("tantivy") == sorted(ids[:2], key=catalogue.stale("tantivy").index)


def test_a_change_meanwhile_keeps_the_notes(catalogue: Catalogue, incoming: Make) -> None:
    """Documents were found for entities that are no longer in force: nothing is forgotten."""
    [(id_, _)] = catalogue.put([incoming("a.txt", "a")])
    catalogue.mark_indexed("tantivy", [id_])
    catalogue.save_entities([MILL], "")
    assert not catalogue.reread(catalogue.unread(), [id_], "")
    assert len(catalogue.unread()) == 6
    assert catalogue.stale("tantivy") == []
