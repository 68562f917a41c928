"""A library's own names take effect in its texts, its records and its questions, and no PDF is touched."""

import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import Popen  # noqa: TC003 - it stands in an alias below

import pytest

from axtar import config, names
from axtar.errors import CorruptError, NotFoundError, UsageError
from axtar.ingest import entity_changes
from axtar.library import Library
from axtar.model import MatchAll, Request
from axtar.names import Entity, EntitySpelling

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
        library.repair()
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
    saved = library.save_entity(ZORVAN, "test")
    assert saved.id == "p.l-lower-zorvan"
    told: list[tuple[int, int]] = []
    assert library.read_again(lambda done, total: told.append((done, total))) == len(NAMING)
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
    id_ = library.save_entity(ZORVAN, "test").id
    library.read_again()
    assert library.own_entity(id_)
    library.remove_entity(id_)
    assert library.read_again() == len(NAMING)
    assert found(library, "Khorenberd") == set()
    assert library.own_entity(id_) is None
    assert library.entities() == []
    with pytest.raises(NotFoundError):
        library.remove_entity(id_)


def test_a_correction_touches_what_it_changes_and_no_more(library: Library) -> None:
    """One spelling more in one language: the documents that hold it."""
    whole = library.save_entity(replace(ZORVAN, spellings=ZORVAN.spellings[:2]), "test")
    library.read_again()
    assert found(library, "Zorvanabad") == NAMING - {"en.txt"}
    library.save_entity(replace(whole, spellings=ZORVAN.spellings), "test")
    assert library.read_again() == 1
    assert found(library, "Zorvanabad") == NAMING
    library.save_entity(replace(whole, spellings=ZORVAN.spellings, lat=40.0), "test")
    assert library.read_again() == 0


def test_the_index_is_what_a_rebuild_makes(library: Library) -> None:
    """No passage was missed: each entity is in the same ones."""

    def names_of() -> dict[str, int]:
        return dict(library.store.engine().documents(MatchAll())) | {
            id_: library.passages_naming(id_) for id_ in ("p.l-lower-zorvan", "p.shusha", "p.l-bazar")
        }

    library.save_entity(ZORVAN, "test")
    library.save_entity(Entity("", "town", "", None, None, "", "", (EntitySpelling("Bazar", "az", "usual"),)), "test")
    library.read_again()
    after = names_of()
    library.rebuild()
    assert names_of() == after


def test_both_engines_take_it_in(library: Library) -> None:
    """The other one at its next start."""
    library.save_entity(ZORVAN, "test")
    library.read_again()
    root, other = library.settings.library, {"tantivy": "whoosh", "whoosh": "tantivy"}[library.settings.engine]
    library.close()
    with opened(root, other) as second:
        assert len(second.stale()) == len(NAMING)
        assert second.repair() == len(NAMING)
        assert found(second, "Khorenberd") == NAMING


def test_what_is_added_later_is_read_with_it(library: Library, tmp_path: Path) -> None:
    """At once."""
    library.save_entity(ZORVAN, "test")
    (tmp_path / "late.txt").write_text("A late letter from Zorvanabad came in the winter.", "utf8")
    assert [outcome.status for outcome in library.add([tmp_path / "late.txt"])] == ["added"]
    assert found(library, "Khorenberd") == NAMING | {"late.txt"}
    assert library.read_again() == 0


def test_a_kill_before_the_texts_are_read_again_loses_nothing(library: Library) -> None:
    """The next start finishes it; check says so meanwhile."""
    library.save_entity(ZORVAN, "test")
    assert library.stale() == []
    assert [one.problem for one in library.check()] == [
        "Names were changed, and the texts have not been read again for them."
    ]
    library.close()
    with opened(library.settings.library, library.settings.engine) as again:
        assert found(again, "Khorenberd") == set()
        assert again.repair() == len(NAMING)
        assert found(again, "Khorenberd") == NAMING
        assert again.check() == []
        assert again.repair() == 0


def test_a_kill_while_they_are_read_again_loses_nothing(library: Library, start: Started, tmp_path: Path) -> None:
    """In another process, whenever it comes."""
    table = tmp_path / "names.csv"
    table.write_bytes(vocabulary_of(ZORVAN))
    root, engine = library.settings.library, library.settings.engine
    library.close()
    process = start("--library", root, "--engine", engine, "entities", "import", table)
    with opened(root, engine) as watching:
        while not watching.entities() and process.poll() is None:
            time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with opened(root, engine) as again:
        assert [one.entity.id for one in again.entities()] == ["p.l-lower-zorvan"]
        again.repair()
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


def test_worker_processes_know_them(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is much to read."""
    shutil.copytree(made, tmp_path / "copied")
    monkeypatch.setattr("axtar.ingest.index.SINGLE_PROCESS_PAGES", 1)
    with Library(config.load(tmp_path / "copied", "tantivy", {"AXTAR_WORKERS": "2"})) as library:
        library.save_entity(ZORVAN, "test")
        assert library.read_again() == len(NAMING)
        assert found(library, "Khorenberd") == NAMING


def test_very_many_changes_read_everything_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is quicker than to ask for each."""
    monkeypatch.setattr(entity_changes, "REINDEX_ALL_ABOVE", 2)
    library.save_entity(ZORVAN, "test")
    assert library.read_again() == library.count()
    assert found(library, "Khorenberd") == NAMING


def test_an_initial_alone_is_no_reason(library: Library) -> None:
    """A person is looked for by the family name; who has nothing but initials is looked for everywhere."""
    person = Entity("", "person", "", None, None, "", "", (EntitySpelling("Karim Zorvanabad", "en", "usual"),))
    library.save_entity(person, "test")
    assert library.read_again() == len({"az.txt", "cyrillic.txt", "record.txt", "tr.txt"})
    library.save_entity(replace(person, spellings=(EntitySpelling("Z. Q.", "en", "usual"),)), "test")
    assert library.read_again() == library.count()


def test_entities_go_out_and_come_in(library: Library) -> None:
    """The same again is no change; all of them, on request, hold those of the authority file."""
    library.save_entity(ZORVAN, "test")
    data = library.export_entities("turtle")
    assert library.import_entities(data, "turtle", "test") == entity_changes.ImportResult(0, 1)
    assert b"p.l-lower-zorvan" in data
    assert b"p.shusha" not in data
    table = library.export_entities("csv", everything=True)
    assert table.count(b"\np.") > 1000
    assert b"\np.l-lower-zorvan," in table


def test_a_file_is_taken_whole_or_not_at_all(library: Library) -> None:
    """One wrong line, and nothing is kept."""
    table = "kind,en\nvillage,Aname\nplanet,Bname\n"
    with pytest.raises(CorruptError, match="Line 3"):
        library.import_entities(table.encode(), "csv", "test")
    assert library.entities() == []
    assert library.import_entities(b"kind,en\nvillage,Aname\nvillage,Aname\ntown,Aname\n", "csv", "test").changed == 2
    assert [one.entity.id for one in library.entities()] == ["p.l-aname", "p.l-aname-2"]


def test_an_entity_that_cannot_be_is_not_kept(library: Library) -> None:
    """Nor noted."""
    with pytest.raises(UsageError):
        library.save_entity(replace(ZORVAN, kind="planet"), "test")
    assert library.catalogue.entities.pending_variants() == []


def test_a_job_reads_the_texts_again(library: Library) -> None:
    """Its state tells how far it is; where the index wants a rebuild it waits for that, and the change with it."""
    library.save_entity(ZORVAN, "test")
    job = library.submit_names("Zorvanabad")
    assert (job.kind, job.file, job.state) == ("names", "Zorvanabad", "queued")
    library.work()
    [done] = library.jobs()
    assert (done.state, done.done, done.total) == ("done", len(NAMING), len(NAMING))
    pointer = library.settings.index / f"{library.settings.engine}.json"
    pointer.write_text(pointer.read_text("utf8").replace('"fingerprint": "', '"fingerprint": "x'), "utf8")
    library.remove_entity("p.l-lower-zorvan")
    library.submit_names("Zorvanabad")
    library.work()
    assert library.jobs()[0].state == "queued"
    assert library.catalogue.entities.pending_variants()
    library.rebuild()
    library.work()
    assert library.jobs()[0].state == "done"
    assert library.catalogue.entities.pending_variants() == []
    assert found(library, "Khorenberd") == set()


def test_a_closed_library_leaves_the_file_alone(library: Library) -> None:
    """Other libraries of this process have other names."""
    id_ = library.save_entity(ZORVAN, "test").id
    assert names.entity(id_).kind == "village"
    library.close()
    with pytest.raises(NotFoundError):
        names.entity(id_)
