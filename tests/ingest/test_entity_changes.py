"""A library's own names take effect in its texts, its records and its questions, and no PDF is touched."""

import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from subprocess import Popen  # noqa: TC003 - it stands in an alias below

import pytest

from axtar import config
from axtar.errors import CorruptError, NotFoundError, UsageError
from axtar.ingest.entities import ImportResult
from axtar.ingest.limits import IngestLimits
from axtar.library import Library
from axtar.model import MatchAll, Request
from axtar.model.entity import Entity, EntitySpelling

Started = Callable[..., "Popen[str]"]

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
NAMING = {"az.txt", "tr.txt", "ru.txt", "en.txt", "cyrillic.txt", "record.txt"}


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
def made(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of them, indexed by both engines. Only to copy."""
    root = tmp_path_factory.mktemp("made")
    with opened(root) as library:
        assert {outcome.status for outcome in library.add([texts])} == {"added"}
    with opened(root, "whoosh") as library:
        library.writer.index_pending()
    return root


def opened(root: Path, engine: str = "tantivy") -> Library:
    """The library in a folder."""
    return Library(config.load(root, engine, {"AXTAR_WORKERS": "1"}))


@pytest.fixture(params=["tantivy", "whoosh"])
def library(made: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    """A copy of it with each engine."""
    shutil.copytree(made, tmp_path / "copied")
    with opened(tmp_path / "copied", request.param) as library:
        yield library


def found(library: Library, text: str) -> set[str]:
    """The files that answer a question."""
    return {hit.document.file for hit in library.search(Request(text, limit=50)).hits}


def test_a_new_entity_is_found_in_every_inflection(library: Library) -> None:
    """By a name that no text holds; the originals are not needed."""
    shutil.rmtree(library.settings.documents)
    assert found(library, "Khorenberd") == set()
    saved = library.entities.save(ZORVAN, "test")
    assert saved.id == "p.l-lower-zorvan"
    told: list[tuple[int, int]] = []
    assert library.writer.reindex_changed(lambda done, total: told.append((done, total))) == len(NAMING)
    assert told[-1] == (len(NAMING), len(NAMING))
    assert found(library, "Khorenberd") == NAMING
    answer = library.search(Request("Khorenberd", entities=(saved.id,)))
    assert {spelling.text for one in answer.expansions for spelling in one.spellings if one.kind == "entity"} >= {
        "Zorvanabad"
    }
    assert answer.facets["places"][saved.id] == len(NAMING)
    [hit] = [hit for hit in answer.hits if hit.document.file == "ru.txt"]
    passage = hit.passages[0]
    assert [passage.text[start:end] for start, end in passage.highlights] == ["Зорванабаде"]


def test_a_removed_entity_is_no_longer_found(library: Library) -> None:
    """And what it says of itself is gone."""
    id_ = library.entities.save(ZORVAN, "test").id
    library.writer.reindex_changed()
    assert library.entities.find_own(id_)
    library.entities.remove(id_)
    assert library.writer.reindex_changed() == len(NAMING)
    assert found(library, "Khorenberd") == set()
    assert library.entities.find_own(id_) is None
    assert library.entities.list_own() == []
    with pytest.raises(NotFoundError):
        library.entities.remove(id_)


def test_a_correction_touches_what_it_changes_and_no_more(library: Library) -> None:
    """One spelling more in one language: the documents that hold it."""
    whole = library.entities.save(replace(ZORVAN, spellings=ZORVAN.spellings[:2]), "test")
    library.writer.reindex_changed()
    assert found(library, "Zorvanabad") == NAMING - {"en.txt"}
    library.entities.save(replace(whole, spellings=ZORVAN.spellings), "test")
    assert library.writer.reindex_changed() == 1
    assert found(library, "Zorvanabad") == NAMING
    library.entities.save(replace(whole, spellings=ZORVAN.spellings, lat=40.0), "test")
    assert library.writer.reindex_changed() == 0


def test_the_index_is_what_a_rebuild_makes(library: Library) -> None:
    """No passage was missed: each entity is in the same ones."""

    def names_of() -> dict[str, int]:
        return dict(library.store.engine().documents(MatchAll())) | {
            id_: library.passages_naming(id_) for id_ in ("p.l-lower-zorvan", "p.shusha", "p.l-bazar")
        }

    library.entities.save(ZORVAN, "test")
    library.entities.save(Entity("", "town", "", None, None, "", "", (EntitySpelling("Bazar", "az", "usual"),)), "test")
    library.writer.reindex_changed()
    after = names_of()
    library.rebuild()
    assert names_of() == after


def test_both_engines_take_it_in(library: Library) -> None:
    """The other one at its next start."""
    library.entities.save(ZORVAN, "test")
    library.writer.reindex_changed()
    root, other = library.settings.library, {"tantivy": "whoosh", "whoosh": "tantivy"}[library.settings.engine]
    library.close()
    with opened(root, other) as second:
        assert len(second.writer.stale()) == len(NAMING)
        assert second.writer.index_pending() == len(NAMING)
        assert found(second, "Khorenberd") == NAMING


def test_what_is_added_later_is_read_with_it(library: Library, tmp_path: Path) -> None:
    """At once."""
    library.entities.save(ZORVAN, "test")
    (tmp_path / "late.txt").write_text("A late letter from Zorvanabad came in the winter.", "utf8")
    assert [outcome.status for outcome in library.add([tmp_path / "late.txt"])] == ["added"]
    assert found(library, "Khorenberd") == NAMING | {"late.txt"}
    assert library.writer.reindex_changed() == 0


def test_a_kill_before_the_texts_are_read_again_loses_nothing(library: Library) -> None:
    """The next start finishes it; check says so meanwhile."""
    library.entities.save(ZORVAN, "test")
    assert library.writer.stale() == []
    assert [one.problem for one in library.check()] == [
        "Entities were changed, and the affected documents are not reindexed yet."
    ]
    library.close()
    with opened(library.settings.library, library.settings.engine) as again:
        assert found(again, "Khorenberd") == set()
        assert again.writer.index_pending() == len(NAMING)
        assert found(again, "Khorenberd") == NAMING
        assert again.check() == []
        assert again.writer.index_pending() == 0


def test_a_kill_while_they_are_read_again_loses_nothing(library: Library, start: Started, tmp_path: Path) -> None:
    """In another process, whenever it comes."""
    table = tmp_path / "names.csv"
    table.write_bytes(vocabulary_of(ZORVAN))
    root, engine = library.settings.library, library.settings.engine
    library.close()
    process = start("--library", root, "--engine", engine, "entities", "import", table)
    with opened(root, engine) as watching:
        while not watching.entities.list_own() and process.poll() is None:
            time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with opened(root, engine) as again:
        assert [one.entity.id for one in again.entities.list_own()] == ["p.l-lower-zorvan"]
        again.writer.index_pending()
        assert found(again, "Khorenberd") == NAMING


def vocabulary_of(entity: Entity) -> bytes:
    """A table of one entity."""
    from axtar import interchange

    return interchange.write_entities([entity], "csv")


def test_another_process_changes_them(library: Library, start: Started, tmp_path: Path) -> None:
    """This one knows at its next question."""
    (tmp_path / "names.csv").write_bytes(vocabulary_of(ZORVAN))
    root, engine = library.settings.library, library.settings.engine
    for command, expected in (
        (("import", tmp_path / "names.csv"), NAMING),
        (("remove", "--yes", "p.l-lower-zorvan"), set()),
    ):
        process = start("--library", root, "--engine", engine, "entities", *command)
        out, err = process.communicate()
        assert process.returncode == 0, err
        assert f"{len(NAMING)} documents reindexed" in out
        assert found(library, "Khorenberd") == expected


def test_worker_processes_know_own_entities(made: Path, tmp_path: Path) -> None:
    """Worker processes analyze with the same entities as their parent."""
    shutil.copytree(made, tmp_path / "copied")
    settings = config.load(tmp_path / "copied", "tantivy", {"AXTAR_WORKERS": "2"})
    with Library(settings, IngestLimits(single_process_pages=1)) as library:
        library.entities.save(ZORVAN, "test")
        assert library.writer.reindex_changed() == len(NAMING)
        assert found(library, "Khorenberd") == NAMING


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_many_changed_variants_reindex_everything(made: Path, tmp_path: Path, engine: str) -> None:
    """Reindexing all documents is faster than asking the index for each variant."""
    shutil.copytree(made, tmp_path / "copied")
    settings = config.load(tmp_path / "copied", engine, {"AXTAR_WORKERS": "1"})
    with Library(settings, IngestLimits(reindex_all_above=2)) as library:
        library.entities.save(ZORVAN, "test")
        assert library.writer.reindex_changed() == library.documents.count()
        assert found(library, "Khorenberd") == NAMING


def test_an_initial_alone_is_no_reason(library: Library) -> None:
    """A person is looked for by the family name; who has nothing but initials is looked for everywhere."""
    person = Entity("", "person", "", None, None, "", "", (EntitySpelling("Karim Zorvanabad", "en", "usual"),))
    library.entities.save(person, "test")
    assert library.writer.reindex_changed() == len({"az.txt", "cyrillic.txt", "record.txt", "tr.txt"})
    library.entities.save(replace(person, spellings=(EntitySpelling("Z. Q.", "en", "usual"),)), "test")
    assert library.writer.reindex_changed() == library.documents.count()


def test_entities_go_out_and_come_in(library: Library) -> None:
    """The same again is no change; all of them, on request, hold those of the authority file."""
    library.entities.save(ZORVAN, "test")
    data = library.entities.export_file("turtle")
    assert library.entities.import_file(data, "turtle", "test") == ImportResult(0, 1)
    assert b"p.l-lower-zorvan" in data
    assert b"p.shusha" not in data
    table = library.entities.export_file("csv", everything=True)
    assert table.count(b"\np.") > 1000
    assert b"\np.l-lower-zorvan," in table


def test_a_file_is_taken_whole_or_not_at_all(library: Library) -> None:
    """One wrong line, and nothing is kept."""
    table = "kind,en\nvillage,Aname\nplanet,Bname\n"
    with pytest.raises(CorruptError, match="Line 3"):
        library.entities.import_file(table.encode(), "csv", "test")
    assert library.entities.list_own() == []
    assert (
        library.entities.import_file(b"kind,en\nvillage,Aname\nvillage,Aname\ntown,Aname\n", "csv", "test").changed == 2
    )
    assert [one.entity.id for one in library.entities.list_own()] == ["p.l-aname", "p.l-aname-2"]


def test_an_entity_that_cannot_be_is_not_kept(library: Library) -> None:
    """Nor noted."""
    with pytest.raises(UsageError):
        library.entities.save(replace(ZORVAN, kind="planet"), "test")
    assert library.catalogue.entities.pending_variants() == []


def test_a_job_reads_the_texts_again(library: Library) -> None:
    """Its state tells how far it is; where the index wants a rebuild it waits for that, and the change with it."""
    library.entities.save(ZORVAN, "test")
    job = library.jobs.submit("names", "Zorvanabad")
    assert (job.kind, job.file, job.state) == ("names", "Zorvanabad", "queued")
    library.jobs.run_pending()
    [done] = library.jobs.latest()
    assert (done.state, done.done, done.total) == ("done", len(NAMING), len(NAMING))
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
def neighbour(made: Path, tmp_path: Path) -> Iterator[Library]:
    """Another library of the same texts, without entities of its own."""
    shutil.copytree(made, tmp_path / "neighbour")
    with opened(tmp_path / "neighbour") as library:
        yield library


def test_a_search_in_another_library_takes_no_entity_away(library: Library, neighbour: Library) -> None:
    """Each library recognizes and completes its own entities, whichever searched last."""
    id_ = library.entities.save(ZORVAN, "test").id
    library.writer.reindex_changed()
    assert found(neighbour, "Khorenberd") == set()
    assert found(library, "Khorenberd") == NAMING
    assert [one.id for one in library.entities.search("Khorenberd")] == [id_]
    assert neighbour.entities.search("Khorenberd") == []
    assert id_ in [one.id for _, one in library.entities.complete("Khoren", 5)]
    with pytest.raises(NotFoundError):
        neighbour.entities.get(id_)


def test_closing_another_library_takes_no_entity_away(library: Library, neighbour: Library) -> None:
    """An entity goes with its own library only."""
    id_ = library.entities.save(ZORVAN, "test").id
    library.writer.reindex_changed()
    neighbour.close()
    assert library.entities.get(id_).kind == "village"
    assert found(library, "Khorenberd") == NAMING


def test_another_setting_of_another_library_outdates_nothing(library: Library, tmp_path: Path) -> None:
    """A library without the gazetteer does not switch it off for others, nor is their index outdated."""
    with Library(config.load(tmp_path / "plain", environ={"AXTAR_AUTHORITY": "0", "AXTAR_WORKERS": "1"})) as plain:
        assert plain.entities.search("Shusha") == []
        assert not library.store.is_outdated()
        assert [one.id for one in library.entities.search("Shusha")] == ["p.shusha"]


def test_libraries_on_many_threads_keep_their_entities_apart(library: Library, neighbour: Library) -> None:
    """While one library's entity comes and goes, its reindexed texts and the other library's answers stay right."""
    id_ = library.entities.save(ZORVAN, "test").id
    library.writer.reindex_changed()
    stop = threading.Event()

    def watch() -> list[set[str]]:
        answers = []
        while not stop.is_set():
            answers.append(found(neighbour, "Khorenberd"))
        return answers

    with ThreadPoolExecutor(4) as pool:
        watching = [pool.submit(watch) for _ in range(3)]
        try:
            for _ in range(10):
                neighbour.entities.save(replace(ZORVAN, id="p.l-elsewhere", spellings=OTHER), "test")
                assert [one.id for one in library.entities.search("Khorenberd")] == [id_]
                neighbour.entities.remove("p.l-elsewhere")
                assert found(library, "Khorenberd") == NAMING
        finally:
            stop.set()
    assert all(answer == set() for done in watching for answer in done.result())
