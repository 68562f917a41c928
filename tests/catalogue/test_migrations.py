"""Migration of catalogues that older versions of axtar wrote."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from axtar.catalogue import Catalogue, ExtractedFile, migrations
from axtar.errors import LibraryError, RemovedError
from axtar.model.entity import Entity, EntitySpelling

Make = Callable[..., ExtractedFile]
DUMPS = Path(__file__).parents[1] / "data" / "catalogue"

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


def restore(version: int, file: Path, *changes: str) -> None:
    """Write the catalogue file of an older version from its dump, with some rows changed."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((DUMPS / f"version-{version}.sql").read_text("utf8"))
        for statement in changes:
            connection.execute(statement)
        connection.commit()
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)


def schema(file: Path) -> dict[str, object]:
    """Return the version, the columns of every table and the indexes of a file, as SQLite understands them."""
    with closing(sqlite3.connect(file)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?) ORDER BY name'
        keys = 'SELECT "table", "from", "to", on_delete FROM pragma_foreign_key_list(?) ORDER BY "from"'
        indexes = 'SELECT name, "unique", partial FROM pragma_index_list(?) ORDER BY name'
        parts = "SELECT name FROM pragma_index_info(?) ORDER BY seqno"
        return {"version": connection.execute("PRAGMA user_version").fetchone()} | {
            table: (
                connection.execute(columns, (table,)).fetchall(),
                connection.execute(keys, (table,)).fetchall(),
                [
                    (*index, connection.execute(parts, index[:1]).fetchall())
                    for index in connection.execute(indexes, (table,)).fetchall()
                ],
            )
            for table in tables
        }


@pytest.mark.parametrize("version", [1, 4])
def test_a_migrated_file_has_the_schema_of_a_new_one(file: Path, tmp_path: Path, version: int) -> None:
    """Tables, columns, keys and indexes are equal, and the file is intact."""
    restore(version, file)
    catalogue = Catalogue(file)
    assert catalogue.check() == []
    catalogue.close()
    Catalogue(tmp_path / "new.sqlite").close()
    assert schema(file) == schema(tmp_path / "new.sqlite")


def test_a_catalogue_of_version_1_is_migrated(file: Path) -> None:
    """Nothing is lost, and what version 1 lacked can be used."""
    restore(1, file)
    catalogue = Catalogue(file)
    [document] = catalogue.documents.list_all()
    assert [page.text for page in catalogue.pages.iterate(document.id)] == ["first page", "second page"]
    rebuild, job = catalogue.jobs.latest()
    assert (job.file, job.state, job.message, job.kind) == ("a.pdf", "failed", "broken", "file")
    assert (rebuild.kind, rebuild.state) == ("rebuild", "queued")
    assert catalogue.settings.get("web.secret") == "s"
    assert catalogue.entities.save([MILL], "test", lambda _before, _after: set()) == [MILL.id]
    assert catalogue.check() == []
    catalogue.close()


def test_sidecars_are_recorded_after_migration_from_version_1(file: Path, incoming: Make) -> None:
    """Version 1 did not store them: the first adding records them, and does not question an edited record."""
    edited = (
        """UPDATE document SET removed = NULL, edited = 1, record = '{"title": "By hand"}' WHERE file = 'gone.txt'"""
    )
    restore(1, file, edited)
    catalogue = Catalogue(file)
    texts = {"kept.txt": "first page\fsecond page", "gone.txt": "other"}
    items = [replace(incoming(name, text), sidecar={"title": name}) for name, text in texts.items()]
    assert [catalogue.documents.find_by_content(item.sha256, item.sidecar) for item in items] == [None, None]
    assert catalogue.documents.put(items) == [("988zzzfx", "unchanged"), ("v4mrm46h", "unchanged")]
    assert all(catalogue.documents.find_by_content(item.sha256, item.sidecar) for item in items)
    assert catalogue.documents.get("v4mrm46h").title == "By hand"
    catalogue.close()


def test_the_documents_of_version_4_survive(file: Path, incoming: Make) -> None:
    """Records, versions, pages, tombstones, and what each engine has indexed."""
    restore(4, file)
    catalogue = Catalogue(file)
    titles = [document.title for document in catalogue.documents.list_all()]
    assert titles == ["Libraries of Tiflis", "mill.txt", "Şuşa"]
    shusha = catalogue.documents.get("6mdtgpts")
    assert (shusha.file, shusha.path, shusha.media_type, shusha.paged) == ("susa.txt", "susa.txt", "text/plain", False)
    assert (shusha.authors, shusha.year, shusha.type) == (("Axundov, Mirzə",), 1907, "book")
    assert [page.text for page in catalogue.pages.iterate(shusha.id)] == [
        "Şuşa şəhəri Qarabağda yerləşir.\n\nŞuşada böyük qala var."
    ]
    assert catalogue.documents.find_by_content(shusha.sha256, shusha.record) == shusha
    old = "655046ecb4255898c41445e5196b25e30fc05d29b457f1ae70e73f4cdfc980b3"
    texts = [catalogue.pages.get("cn84dv5m", 1, sha256).text for sha256 in (old, None)]
    assert texts == ["Библиотеки Тифлиса.", "Библиотеки Тифлиса и Шуши."]
    with pytest.raises(RemovedError, match=r"gone\.txt.*2026-11-29"):
        catalogue.documents.get("np9k7gh0")
    assert catalogue.index_state.stale("tantivy") == []
    assert len(catalogue.index_state.stale("whoosh")) == 4
    item = incoming("tiflis.txt", "changed", source="/somewhere/tiflis.txt")
    assert catalogue.documents.put([item]) == [("cn84dv5m", "updated")]
    assert catalogue.documents.get("cn84dv5m").title == "Libraries of Tiflis"
    catalogue.close()


def test_the_entities_jobs_and_settings_of_version_4_survive(file: Path) -> None:
    """With the revision of the entities, so that no process reloads them, and the variants to reindex."""
    restore(4, file)
    catalogue = Catalogue(file)
    new, mill, shusha = catalogue.entities.list_all()
    assert mill.entity == MILL
    assert (mill.changed_at, mill.changed_by, new.changed_by) == ("2026-11-29T16:55:03Z", "Leyla", "Murad")
    assert "Panahtown" in {spelling.text for spelling in shusha.entity.spellings}
    assert catalogue.entities.changed_since("8a736c54bf64ccd9") is None
    assert catalogue.entities.pending_variants() == ["new mill", "newmill"]
    assert [(job.id, job.kind, job.state, job.file, job.document) for job in catalogue.jobs.latest()] == [
        (4, "rebuild", "queued", "", None),
        (3, "names", "queued", "Old Mill", None),
        (2, "file", "failed", "empty.pdf", None),
        (1, "file", "done", "mill.txt", "get5rfw7"),
    ]
    assert {job.created_at for job in catalogue.jobs.latest()} == {"2026-11-29T16:55:03Z"}
    assert catalogue.jobs.add("rebuild").id == 5
    assert (catalogue.settings.get("web.password"), catalogue.settings.get("web.secret")) == ("scrypt", "s")
    assert ("p.shusha", "susa", "Şuşa", "az") in catalogue.corpus_words.spellings(["p.shusha"])
    assert catalogue.corpus_words.words_by_sound(["tayarman"]) == []  # until the rebuild
    catalogue.close()


def test_every_migration_step_runs_once_and_in_order(catalogue: Catalogue, incoming: Make) -> None:
    """A second call finds nothing to do, and no row is lost."""
    catalogue.documents.put([incoming("a.txt", "text")])
    first, second = migrations.VERSION + 1, migrations.VERSION + 2
    steps = {
        first: ("CREATE TABLE shelf (name)",),
        second: ("INSERT INTO shelf VALUES ('first')", "ALTER TABLE shelf ADD place"),
    }
    for _ in range(2):
        migrations.migrate(catalogue._database, second, steps)
    with catalogue._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT name, place FROM shelf").all() == [("first", None)]
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == second
    assert catalogue.documents.count() == 1


def test_a_newer_catalogue_is_refused(file: Path) -> None:
    """An older axtar does not guess what a newer schema means."""
    Catalogue(file).close()
    other = sqlite3.connect(file)
    other.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    other.close()
    with pytest.raises(LibraryError, match=r"newer axtar.*Update"):
        Catalogue(file)
