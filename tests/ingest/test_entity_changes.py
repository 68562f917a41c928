"""Changes of a library's own entities take effect in its texts, records and queries, without reading files."""

import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from subprocess import Popen  # noqa: TC003 - used in an alias

import pytest

from axtar import config
from axtar.errors import CorruptError, NotFoundError, UsageError
from axtar.ingest.entities import ImportResult
from axtar.ingest.limits import IngestLimits
from axtar.library import Library
from axtar.model import MatchAll, Request
from axtar.model.entity import Entity, EntitySpelling

Start = Callable[..., "Popen[str]"]

TEXTS = {
    "az.txt": "Zorvanabadda çoxlu toxucu yaşayırdı. Onlar bazara xalça aparırdılar.",
    "tr.txt": "Eskiden Zorvanabad'ın evleri taştandı ve herkes birbirini tanırdı.",
    "ru.txt": "Ткачи жили в Зорванабаде до самой войны, и ковры их были известны повсюду.",
    "en.txt": "The weavers of Lower Zorvan left their looms when the snow melted.",
    "cyrillic.txt": "О, Зорванабадда јашајырды вә һәр һәфтә базара ҝедирди, чүнки орада халча сатырдылар.",
    "other.txt": "Nobody in this letter mentions a place; it is about bees, honey and the weather.",
}
ZORVAN = Entity(
    "",
    "village",
    "AZ",
    39.9,
    46.9,
    "",
    "",
    (
        EntitySpelling("Zorvanabad", "az", "usual"),
        EntitySpelling("Зорванабад", "ru", "usual"),
        EntitySpelling("Lower Zorvan", "en", "variant"),
        EntitySpelling("Khorenberd", "en", "contested"),
    ),
)
OTHER = (EntitySpelling("Elsewhereton", "en", "usual"),)
FILES_WITH_NAME = {"az.txt", "tr.txt", "ru.txt", "en.txt", "cyrillic.txt", "record.txt"}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to add: a name in four languages, three alphabets and one title."""
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf8")
    (folder / "record.txt").write_text("A short report on the water of the valley and its mills.", "utf8")
    (folder / "record.csl.json").write_text('{"type": "book", "title": "Zorvanabadın suları"}', "utf8")
    return folder


@pytest.fixture(scope="module")
def indexed(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library of these texts, indexed by both engines. Only to be copied."""
    root = tmp_path_factory.mktemp("indexed")
    with open_library(root) as library:
        assert {result.status for result in library.add([texts])} == {"added"}
    with open_library(root, "whoosh") as library:
        library.writer.index_pending()
    return root


def open_library(root: Path, engine: str = "tantivy") -> Library:
    """Open the library in a folder, with one worker."""
    return Library(config.load(root, engine, {"AXTAR_WORKERS": "1"}))


@pytest.fixture(params=["tantivy", "whoosh"])
def library(indexed: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    """A copy of the library, with each engine."""
    shutil.copytree(indexed, tmp_path / "copied")
    with open_library(tmp_path / "copied", request.param) as library:
        yield library


def found(library: Library, text: str) -> set[str]:
    """Return the names of the files that a search finds."""
    return {hit.document.file for hit in library.search(Request(text, limit=50)).hits}


def test_a_new_entity_is_found_in_every_inflection(library: Library) -> None:
    """It is found by a name that no text contains; the originals are not needed."""
    shutil.rmtree(library.settings.documents)
    assert found(library, "Khorenberd") == set()
    saved = library.entities.save(ZORVAN, "test")
    assert saved.id == "p.l-lower-zorvan"
    reports: list[tuple[int, int]] = []
    assert library.writer.reindex_changed(lambda done, total: reports.append((done, total))) == len(FILES_WITH_NAME)
    assert reports[-1] == (len(FILES_WITH_NAME), len(FILES_WITH_NAME))
    assert found(library, "Khorenberd") == FILES_WITH_NAME
    answer = library.search(Request("Khorenberd", entities=(saved.id,)))
    assert {
        spelling.text
        for expansion in answer.expansions
        for spelling in expansion.spellings
        if expansion.kind == "entity"
    } >= {"Zorvanabad"}
    assert answer.facets["places"][saved.id] == len(FILES_WITH_NAME)
    [hit] = [hit for hit in answer.hits if hit.document.file == "ru.txt"]
    passage = hit.passages[0]
    assert [passage.text[start:end] for start, end in passage.highlights] == ["Зорванабаде"]


def test_a_removed_entity_is_no_longer_found(library: Library) -> None:
    """Neither its names nor the entity itself are known any more."""
    id_ = library.entities.save(ZORVAN, "test").id
    library.writer.reindex_changed()
    assert library.entities.find_own(id_)
    library.entities.remove(id_)
    assert library.writer.reindex_changed() == len(FILES_WITH_NAME)
    assert found(library, "Khorenberd") == set()
    assert library.entities.find_own(id_) is None
    assert library.entities.list_own() == []
    with pytest.raises(NotFoundError):
        library.entities.remove(id_)


def test_a_correction_reindexes_only_the_documents_that_it_affects(library: Library) -> None:
    """Another spelling affects the documents that contain it; a coordinate affects none."""
    whole = library.entities.save(replace(ZORVAN, spellings=ZORVAN.spellings[:2]), "test")
    library.writer.reindex_changed()
    assert found(library, "Zorvanabad") == FILES_WITH_NAME - {"en.txt"}
    library.entities.save(replace(whole, spellings=ZORVAN.spellings), "test")
    assert library.writer.reindex_changed() == 1
    assert found(library, "Zorvanabad") == FILES_WITH_NAME
    library.entities.save(replace(whole, spellings=ZORVAN.spellings, lat=40.0), "test")
    assert library.writer.reindex_changed() == 0


def test_a_reindexed_index_equals_a_rebuilt_one(library: Library) -> None:
    """No passage is missed: documents and entities have as many passages as after a rebuild."""

    def passage_counts() -> dict[str, int]:
        return dict(library.store.engine().documents(MatchAll())) | {
            id_: library.passages_naming(id_) for id_ in ("p.l-lower-zorvan", "p.shusha", "p.l-bazar")
        }

    library.entities.save(ZORVAN, "test")
    library.entities.save(Entity("", "town", "", None, None, "", "", (EntitySpelling("Bazar", "az", "usual"),)), "test")
    library.writer.reindex_changed()
    counts = passage_counts()
    library.rebuild()
    assert passage_counts() == counts


def test_the_other_engine_is_updated_at_its_next_start(library: Library) -> None:
    """The catalogue knows which documents its index lacks."""
    library.entities.save(ZORVAN, "test")
    library.writer.reindex_changed()
    root, other_engine = library.settings.library, {"tantivy": "whoosh", "whoosh": "tantivy"}[library.settings.engine]
    library.close()
    with open_library(root, other_engine) as other:
        assert len(other.writer.stale()) == len(FILES_WITH_NAME)
        assert other.writer.index_pending() == len(FILES_WITH_NAME)
        assert found(other, "Khorenberd") == FILES_WITH_NAME


def test_a_file_added_later_is_indexed_with_the_new_entity(library: Library, tmp_path: Path) -> None:
    """It need not be reindexed for that."""
    library.entities.save(ZORVAN, "test")
    (tmp_path / "late.txt").write_text("A late letter from Zorvanabad came in the winter.", "utf8")
    assert [result.status for result in library.add([tmp_path / "late.txt"])] == ["added"]
    assert found(library, "Khorenberd") == FILES_WITH_NAME | {"late.txt"}
    assert library.writer.reindex_changed() == 0


def test_a_kill_before_reindexing_loses_nothing(library: Library) -> None:
    """`check` reports the pending change, and the next start reindexes the documents."""
    library.entities.save(ZORVAN, "test")
    assert library.writer.stale() == []
    assert [finding.problem for finding in library.check()] == [
        "Entities were changed, and the affected documents are not reindexed yet."
    ]
    library.close()
    with open_library(library.settings.library, library.settings.engine) as again:
        assert found(again, "Khorenberd") == set()
        assert again.writer.index_pending() == len(FILES_WITH_NAME)
        assert found(again, "Khorenberd") == FILES_WITH_NAME
        assert again.check() == []
        assert again.writer.index_pending() == 0


def test_a_kill_while_reindexing_loses_nothing(library: Library, start: Start, tmp_path: Path) -> None:
    """The entity that another process has stored is found after the next start."""
    table = tmp_path / "names.csv"
    table.write_bytes(csv_of(ZORVAN))
    root, engine = library.settings.library, library.settings.engine
    library.close()
    process = start("--library", root, "--engine", engine, "entities", "import", table)
    with open_library(root, engine) as observer:
        while not observer.entities.list_own() and process.poll() is None:
            time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with open_library(root, engine) as again:
        assert [row.entity.id for row in again.entities.list_own()] == ["p.l-lower-zorvan"]
        again.writer.index_pending()
        assert found(again, "Khorenberd") == FILES_WITH_NAME


def csv_of(entity: Entity) -> bytes:
    """Return a CSV file with one entity."""
    from axtar import interchange

    return interchange.write_entities([entity], "csv")


def test_a_change_by_another_process_takes_effect_at_the_next_search(
    library: Library, start: Start, tmp_path: Path
) -> None:
    """It applies to a new entity and to a removed one, in a library that stays open."""
    (tmp_path / "names.csv").write_bytes(csv_of(ZORVAN))
    root, engine = library.settings.library, library.settings.engine
    for command, expected in (
        (("import", tmp_path / "names.csv"), FILES_WITH_NAME),
        (("remove", "--yes", "p.l-lower-zorvan"), set()),
    ):
        process = start("--library", root, "--engine", engine, "entities", *command)
        out, err = process.communicate()
        assert process.returncode == 0, err
        assert f"{len(FILES_WITH_NAME)} documents reindexed" in out
        assert found(library, "Khorenberd") == expected


def test_worker_processes_know_own_entities(indexed: Path, tmp_path: Path) -> None:
    """Worker processes analyze with the same entities as their parent."""
    shutil.copytree(indexed, tmp_path / "copied")
    settings = config.load(tmp_path / "copied", "tantivy", {"AXTAR_WORKERS": "2"})
    with Library(settings, IngestLimits(pages_per_task=1)) as library:
        library.entities.save(ZORVAN, "test")
        assert library.writer.reindex_changed() == len(FILES_WITH_NAME)
        assert found(library, "Khorenberd") == FILES_WITH_NAME


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_many_changed_variants_reindex_everything(indexed: Path, tmp_path: Path, engine: str) -> None:
    """Reindexing all documents is faster than asking the index for each variant."""
    shutil.copytree(indexed, tmp_path / "copied")
    settings = config.load(tmp_path / "copied", engine, {"AXTAR_WORKERS": "1"})
    with Library(settings, IngestLimits(reindex_all_above=2)) as library:
        library.entities.save(ZORVAN, "test")
        assert library.writer.reindex_changed() == library.documents.count()
        assert found(library, "Khorenberd") == FILES_WITH_NAME


def test_initials_do_not_select_documents(library: Library) -> None:
    """A person affects the documents with the family name; one with only initials affects all documents."""
    person = Entity("", "person", "", None, None, "", "", (EntitySpelling("Karim Zorvanabad", "en", "usual"),))
    library.entities.save(person, "test")
    assert library.writer.reindex_changed() == len({"az.txt", "cyrillic.txt", "record.txt", "tr.txt"})
    library.entities.save(replace(person, spellings=(EntitySpelling("Z. Q.", "en", "usual"),)), "test")
    assert library.writer.reindex_changed() == library.documents.count()


def test_exported_entities_can_be_imported(library: Library) -> None:
    """Importing what was exported changes nothing; an export of everything includes the shipped entities."""
    library.entities.save(ZORVAN, "test")
    data = library.entities.export_file("turtle")
    assert library.entities.import_file(data, "turtle", "test") == ImportResult(0, 1)
    assert b"p.l-lower-zorvan" in data
    assert b"p.shusha" not in data
    table = library.entities.export_file("csv", everything=True)
    assert table.count(b"\np.") > 1000
    assert b"\np.l-lower-zorvan," in table


def test_a_file_is_imported_completely_or_not_at_all(library: Library) -> None:
    """With one invalid line, no entity is stored."""
    table = "kind,en\nvillage,Aname\nplanet,Bname\n"
    with pytest.raises(CorruptError, match="Line 3"):
        library.entities.import_file(table.encode(), "csv", "test")
    assert library.entities.list_own() == []
    assert (
        library.entities.import_file(b"kind,en\nvillage,Aname\nvillage,Aname\ntown,Aname\n", "csv", "test").changed == 2
    )
    assert [row.entity.id for row in library.entities.list_own()] == ["p.l-aname", "p.l-aname-2"]


def test_an_invalid_entity_is_not_stored(library: Library) -> None:
    """It leaves no pending variants either."""
    with pytest.raises(UsageError):
        library.entities.save(replace(ZORVAN, kind="planet"), "test")
    assert library.catalogue.entities.pending_variants() == []


def test_a_job_reindexes_the_affected_documents(library: Library) -> None:
    """It reports progress; while the index is outdated, the job and the change wait for the rebuild."""
    library.entities.save(ZORVAN, "test")
    job = library.jobs.submit("names", "Zorvanabad")
    assert (job.kind, job.file, job.state) == ("names", "Zorvanabad", "queued")
    library.jobs.run_pending()
    [finished] = library.jobs.latest()
    assert (finished.state, finished.done, finished.total) == ("done", len(FILES_WITH_NAME), len(FILES_WITH_NAME))
    pointer = library.settings.index / f"{library.settings.engine}.json"
    pointer.write_text(pointer.read_text("utf8").replace('"fingerprint": "', '"fingerprint": "x'), "utf8")
    library.entities.remove("p.l-lower-zorvan")
    library.jobs.submit("names", "Zorvanabad")
    library.jobs.run_pending()
    assert library.jobs.latest()[0].state == "queued"
    assert library.catalogue.entities.pending_variants()
    library.rebuild()
    library.jobs.run_pending()
    assert library.jobs.latest()[0].state == "done"
    assert library.catalogue.entities.pending_variants() == []
    assert found(library, "Khorenberd") == set()


# ------------------------------------------------------------------ several libraries in one process
@pytest.fixture
def neighbour(indexed: Path, tmp_path: Path) -> Iterator[Library]:
    """Another library of the same texts, without own entities."""
    shutil.copytree(indexed, tmp_path / "neighbour")
    with open_library(tmp_path / "neighbour") as library:
        yield library


def test_searching_another_library_changes_no_entities(library: Library, neighbour: Library) -> None:
    """Each library recognizes and completes its own entities, whichever searched last."""
    id_ = library.entities.save(ZORVAN, "test").id
    library.writer.reindex_changed()
    assert found(neighbour, "Khorenberd") == set()
    assert found(library, "Khorenberd") == FILES_WITH_NAME
    assert [entity.id for entity in library.entities.search("Khorenberd")] == [id_]
    assert neighbour.entities.search("Khorenberd") == []
    assert id_ in [entity.id for _, entity in library.entities.complete("Khoren", 5)]
    with pytest.raises(NotFoundError):
        neighbour.entities.get(id_)


def test_closing_another_library_changes_no_entities(library: Library, neighbour: Library) -> None:
    """Entities belong to one library only."""
    id_ = library.entities.save(ZORVAN, "test").id
    library.writer.reindex_changed()
    neighbour.close()
    assert library.entities.get(id_).kind == "village"
    assert found(library, "Khorenberd") == FILES_WITH_NAME


def test_a_setting_of_another_library_does_not_outdate_the_index(library: Library, tmp_path: Path) -> None:
    """A library without the gazetteer does not disable it for others."""
    with Library(config.load(tmp_path / "plain", environ={"AXTAR_AUTHORITY": "0", "AXTAR_WORKERS": "1"})) as plain:
        assert plain.entities.search("Shusha") == []
        assert not library.store.is_outdated()
        assert [entity.id for entity in library.entities.search("Shusha")] == ["p.shusha"]


def test_libraries_on_many_threads_keep_their_entities_apart(library: Library, neighbour: Library) -> None:
    """Answers of both libraries stay correct while an entity of one is saved and removed again and again."""
    id_ = library.entities.save(ZORVAN, "test").id
    library.writer.reindex_changed()
    stop = threading.Event()

    def search_repeatedly() -> list[set[str]]:
        answers = []
        while not stop.is_set():
            answers.append(found(neighbour, "Khorenberd"))
        return answers

    with ThreadPoolExecutor(4) as pool:
        searches = [pool.submit(search_repeatedly) for _ in range(3)]
        try:
            for _ in range(10):
                neighbour.entities.save(replace(ZORVAN, id="p.l-elsewhere", spellings=OTHER), "test")
                assert [entity.id for entity in library.entities.search("Khorenberd")] == [id_]
                neighbour.entities.remove("p.l-elsewhere")
                assert found(library, "Khorenberd") == FILES_WITH_NAME
        finally:
            stop.set()
    assert all(answer == set() for finished in searches for answer in finished.result())
