"""What every engine does, asked of each of them: the same library, the same clauses, the same hits."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from axtar import engines
from axtar.config import ENGINES
from axtar.engines.protocol import Engine
from axtar.errors import LibraryError, LockedError, SettingsError
from axtar.model import (
    FACETS,
    BooleanQuery,
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    IndexedPassage,
    MatchAll,
    PhraseQuery,
    PrefixQuery,
    RangeQuery,
    TermQuery,
)


def entry(id_: str, document: str, surface: str, **values: object) -> IndexedPassage:
    """A passage with plain values where a test names none."""
    plain: dict[str, object] = {
        "language": "en",
        "type": "book",
        "year": 1999,
        "places": (),
        "lemma": surface,
        "names": "",
        "ngrams": "",
        "title": "",
        "author": "",
    }
    return IndexedPassage(id=id_, document=document, surface=surface, **(plain | values))  # type: ignore[arg-type]  # plain data


LIBRARY = [
    entry("d1/1", "d1", "the old bridge of shusha", lemma="en:the en:old en:bridge en:of wd1", title="bridges of old",
          author="aliyev həsən", names="wd1 wd1=shusha ~ss ~ss=shusha", ngrams="bri rid idg",
          places=("Şuşa", "Karabakh")),
    entry("d1/2", "d1", "köprü eski köprü", language="tr", lemma="tr:köprü tr:eski tr:köprü", title="bridges of old",
          author="aliyev həsən", places=("Şuşa", "Karabakh")),
    entry("d2/1", "d2", "шуша старый мост шуша шуша", language="ru", type="article", year=1925,
          lemma="wd1 ru:старый ru:мост wd1 wd1", title="мост", names="wd1 wd1 wd1 ~ss ~ss ~ss", places=("Şuşa",)),
    entry("d3/1", "d3", "bridge over the old river", language="en", type="article", year=None,
          lemma="en:bridge en:over en:the en:old en:river", title="rivers", places=("New York / Нью-Йорк",)),
    entry("d4/1", "d4", "a bridge a bridge a bridge", year=2001, type="article", title="counting"),
]  # fmt: skip


@pytest.fixture(params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place where no index is yet."""
    return tmp_path / "made" / "index"


@pytest.fixture
def empty(name: str, folder: Path) -> Engine:
    """An engine on a new index."""
    return engines.open_engine(name, folder)


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """An engine on the small library, stored in two writes so that there are several segments."""
    for part in (LIBRARY[:2], LIBRARY[2:]):
        with empty.writer() as writer:
            writer.add(part)
    return empty


def ids(engine: Engine, clause: EngineQuery, limit: int = 100) -> list[str]:
    """The ids that a search finds, best first."""
    return [found.id for found in engine.search(clause, limit)]


def surface(term: str, boost: float = 1.0) -> TermQuery:
    """A word as it is written."""
    return TermQuery("surface", term, boost)


FINDS: dict[str, tuple[EngineQuery, set[str]]] = {
    "a word": (surface("bridge"), {"d1/1", "d3/1", "d4/1"}),
    "a word in Cyrillic": (surface("мост"), {"d2/1"}),
    "a word that is nowhere": (surface("nowhere"), set()),
    "a word in another case": (surface("Bridge"), set()),
    "a lemma with its language": (TermQuery("lemma", "tr:köprü"), {"d1/2"}),
    "an entity": (TermQuery("lemma", "wd1"), {"d1/1", "d2/1"}),
    "a spelling of an entity": (TermQuery("names", "wd1=shusha"), {"d1/1"}),
    "a key": (TermQuery("names", "~ss"), {"d1/1", "d2/1"}),
    "a gram": (TermQuery("ngrams", "rid"), {"d1/1"}),
    "an author": (TermQuery("author", "həsən"), {"d1/1", "d1/2"}),
    "a title": (TermQuery("title", "bridges"), {"d1/1", "d1/2"}),
    "a passage": (TermQuery("id", "d1/2"), {"d1/2"}),
    "a document": (TermQuery("document", "d1"), {"d1/1", "d1/2"}),
    "a language": (TermQuery("language", "ru"), {"d2/1"}),
    "a type": (TermQuery("type", "book"), {"d1/1", "d1/2"}),
    "one of several places": (TermQuery("places", "Karabakh"), {"d1/1", "d1/2"}),
    "a place with blanks": (TermQuery("places", "New York / Нью-Йорк"), {"d3/1"}),
    "a word of a place": (TermQuery("places", "York"), set()),
    "no value": (TermQuery("places", ""), set()),
    "a phrase": (PhraseQuery("surface", ("old", "bridge")), {"d1/1"}),
    "a phrase of lemmas": (PhraseQuery("lemma", ("ru:мост", "wd1")), {"d2/1"}),
    "a phrase in a title": (PhraseQuery("title", ("bridges", "of", "old")), {"d1/1", "d1/2"}),
    "a phrase with a word twice": (PhraseQuery("surface", ("шуша", "шуша")), {"d2/1"}),
    "a phrase with a word too often": (PhraseQuery("surface", ("шуша", "шуша", "шуша")), set()),
    "a phrase of one word": (PhraseQuery("surface", ("old",)), {"d1/1", "d3/1"}),
    "a phrase of no word": (PhraseQuery("surface", ()), set()),
    "a phrase with a word that is nowhere": (PhraseQuery("surface", ("old", "nowhere")), set()),
    "one word between": (PhraseQuery("surface", ("bridge", "shusha"), 1), {"d1/1"}),
    "one word too many between": (PhraseQuery("surface", ("bridge", "the", "river"), 1), set()),
    "words between in two places": (PhraseQuery("surface", ("bridge", "the", "river"), 2), {"d3/1"}),
    "more between than are there": (PhraseQuery("surface", ("the", "shusha"), 9), {"d1/1"}),
    "the other order is not near": (PhraseQuery("surface", ("bridge", "old"), 1), set()),
    "the other order with much between": (PhraseQuery("surface", ("shusha", "old"), 9), set()),
    "near in any order": (
        Disjunction((PhraseQuery("surface", ("bridge", "old"), 2), PhraseQuery("surface", ("old", "bridge"), 2))),
        {"d1/1", "d3/1"},
    ),
    "a beginning": (PrefixQuery("surface", "br"), {"d1/1", "d3/1", "d4/1"}),
    "a beginning in Cyrillic": (PrefixQuery("lemma", "ru:"), {"d2/1"}),
    "a beginning that is a whole word": (PrefixQuery("author", "həsən"), {"d1/1", "d1/2"}),
    "a beginning of names": (PrefixQuery("names", "wd1="), {"d1/1"}),
    "a beginning of a title": (PrefixQuery("title", "m"), set()),
    "every beginning": (PrefixQuery("title", ""), {"d1/1", "d1/2", "d2/1", "d3/1", "d4/1"}),
    "years between": (RangeQuery("year", 1925, 1999), {"d1/1", "d1/2", "d2/1"}),
    "years from": (RangeQuery("year", 1926, None), {"d1/1", "d1/2", "d4/1"}),
    "years until": (RangeQuery("year", None, 1998), {"d2/1"}),
    "a year is known": (RangeQuery("year", None, None), {"d1/1", "d1/2", "d2/1", "d4/1"}),
    "years the wrong way round": (RangeQuery("year", 2001, 1900), set()),
    "all of": (Conjunction((surface("old"), surface("bridge"))), {"d1/1", "d3/1"}),
    "all of nothing": (Conjunction(()), {"d1/1", "d1/2", "d2/1", "d3/1", "d4/1"}),
    "any of": (Disjunction((surface("мост"), surface("köprü"))), {"d1/2", "d2/1"}),
    "any of nothing": (Disjunction(()), set()),
    "the best of": (DisjunctionMax((surface("мост"), surface("köprü"))), {"d1/2", "d2/1"}),
    "the best of nothing": (DisjunctionMax(()), set()),
    "what another clause finds": (ConstantScore(PhraseQuery("surface", ("old", "bridge"))), {"d1/1"}),
    "what nothing finds": (ConstantScore(Disjunction(()), 2.0), set()),
    "required alone": (BooleanQuery(surface("old")), {"d1/1", "d3/1"}),
    "what is optional finds nothing": (BooleanQuery(surface("old"), (surface("мост"),)), {"d1/1", "d3/1"}),
    "filters narrow": (
        BooleanQuery(surface("bridge"), (), (TermQuery("type", "article"), RangeQuery("year", 2000, None))),
        {"d4/1"},
    ),
    "what is excluded": (BooleanQuery(surface("bridge"), (), (), (surface("old"), TermQuery("document", "d9"))), {"d4/1"}),
    "all but": (BooleanQuery(MatchAll(), (), (), (TermQuery("language", "en"),)), {"d1/2", "d2/1"}),
    "everything": (MatchAll(), {"d1/1", "d1/2", "d2/1", "d3/1", "d4/1"}),
    "nested": (
        Conjunction(
            (
                Disjunction((surface("old"), surface("мост"))),
                BooleanQuery(MatchAll(), (), (), (TermQuery("document", "d3"),)),
            )
        ),
        {"d1/1", "d2/1"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FINDS)
def test_finds(engine: Engine, case: str) -> None:
    """A clause finds these passages, and their documents are counted with them."""
    clause, expected = FINDS[case]
    assert set(ids(engine, clause)) == expected
    documents = engine.documents(clause)
    assert documents == {id_.split("/")[0]: sum(each.startswith(id_[:3]) for each in expected) for id_ in expected}


def test_more_often_is_better(engine: Engine) -> None:
    """The passage that has the word three times comes first; the shorter of two others before the longer."""
    assert ids(engine, surface("bridge")) == ["d4/1", "d1/1", "d3/1"]


def test_rarer_is_better(engine: Engine) -> None:
    """Of two passages with one of the words each, the one with the rarer word comes first."""
    assert ids(engine, Disjunction((surface("over"), surface("of"), surface("bridge"))))[0] in {"d1/1", "d3/1"}
    assert ids(engine, Disjunction((surface("мост"), surface("bridge", 0.1))))[0] == "d2/1"


def test_boost_multiplies_the_score(engine: Engine) -> None:
    """A boost of two doubles the score of a word, a phrase, a beginning and a value."""
    for once, twice in (
        (surface("old"), surface("old", 2.0)),
        (PhraseQuery("surface", ("old", "bridge")), PhraseQuery("surface", ("old", "bridge"), boost=2.0)),
        (PhraseQuery("surface", ("old",)), PhraseQuery("surface", ("old",), boost=2.0)),
        (PrefixQuery("surface", "ol"), PrefixQuery("surface", "ol", 2.0)),
        (TermQuery("language", "en"), TermQuery("language", "en", 2.0)),
    ):
        single, double = engine.search(once, 9), engine.search(twice, 9)
        assert [found.score * 2 for found in single] == pytest.approx([found.score for found in double], abs=1e-3)


def test_scores_add_up_or_the_best_counts(engine: Engine) -> None:
    """All and AnyOf add, Best takes the best; filters add nothing, what is optional does."""
    two = (TermQuery("language", "en", 3.0), TermQuery("type", "book", 2.0))
    assert {found.id: found.score for found in engine.search(Disjunction(two), 9)} == {
        "d1/1": 5.0, "d1/2": 2.0, "d3/1": 3.0, "d4/1": 3.0,
    }  # fmt: skip
    assert [found.score for found in engine.search(Conjunction(two), 9)] == [5.0]
    assert [found.score for found in engine.search(DisjunctionMax(two), 9)] == [3.0, 3.0, 3.0, 2.0]
    assert [found.score for found in engine.search(ConstantScore(Disjunction(two), 0.5), 9)] == [0.5, 0.5, 0.5, 0.5]
    assert [found.score for found in engine.search(Disjunction((two[1], ConstantScore(Conjunction(two), 0.5))), 9)] == [
        2.5,
        2.0,
    ]
    ranked = BooleanQuery(two[0], should=(two[1],), filter=(TermQuery("places", "Şuşa", 9.0),))
    assert [found.score for found in engine.search(ranked, 9)] == [5.0]
    assert [found.score for found in engine.search(MatchAll(), 2)] == [1.0, 1.0]


def test_ties_in_the_order_of_ids_at_every_limit(empty: Engine) -> None:
    """Equal scores come in the order of ids, also where the limit cuts through them."""
    for last in "73519246":
        with empty.writer() as writer:
            writer.add([entry(f"p{last}{more}", "d", "same words") for more in "ba"])
    wanted = sorted(f"p{last}{more}" for last in "73519246" for more in "ab")
    for limit in (0, 1, 3, 15, 16, 99):
        assert ids(empty, surface("same"), limit) == wanted[:limit]
        assert ids(empty, MatchAll(), limit) == wanted[:limit]


def test_facets_count_documents(engine: Engine) -> None:
    """A document counts once for a value, however many of its passages have it; a missing year counts nowhere."""
    assert engine.facets(MatchAll(), FACETS) == {
        "language": {"en": 3, "tr": 1, "ru": 1},
        "year": {"1999": 1, "1925": 1, "2001": 1},
        "type": {"book": 1, "article": 3},
        "places": {"Şuşa": 2, "Karabakh": 1, "New York / Нью-Йорк": 1},
    }
    assert engine.facets(surface("köprü"), ["language", "places"]) == {
        "language": {"tr": 1},
        "places": {"Şuşa": 1, "Karabakh": 1},
    }
    assert engine.facets(surface("nowhere"), ["type"]) == {"type": {}}


@pytest.mark.parametrize("what", FINDS)
def test_matches_counts_passages(engine: Engine, what: str) -> None:
    """What a clause finds is counted without being fetched."""
    clause, found = FINDS[what]
    assert engine.matches(clause) == len(found)


def test_frequency_counts_live_passages(engine: Engine) -> None:
    """A term's frequency is exact, before and after a document with it is deleted."""
    assert engine.frequency("surface", "bridge") == 3
    assert engine.frequency("lemma", "wd1") == 2
    assert engine.frequency("surface", "nowhere") == 0
    with engine.writer() as writer:
        writer.delete("d1")
    assert engine.frequency("surface", "bridge") == 2
    assert engine.frequency("names", "wd1") == 1


def test_an_empty_index_answers(empty: Engine) -> None:
    """Before anything is stored every question has an empty answer."""
    for clause, _ in FINDS.values():
        assert empty.search(clause, 9) == []
        assert empty.documents(clause) == {}
    assert empty.facets(MatchAll(), ["year"]) == {"year": {}}
    assert empty.frequency("surface", "bridge") == 0
    assert empty.count() == 0


def test_delete_forgets_a_document(engine: Engine) -> None:
    """All passages of a deleted document are gone from every answer, the others stay."""
    with engine.writer() as writer:
        writer.delete("d1")
        writer.delete("never there")
    assert set(ids(engine, MatchAll())) == {"d2/1", "d3/1", "d4/1"}
    assert engine.documents(PrefixQuery("surface", "")) == {"d2": 1, "d3": 1, "d4": 1}
    assert engine.facets(MatchAll(), ["language"]) == {"language": {"ru": 1, "en": 2}}
    assert ids(engine, PhraseQuery("surface", ("old", "bridge"))) == []
    assert ids(engine, RangeQuery("year", None, None)) == ["d2/1", "d4/1"]
    assert engine.count() == 3


@pytest.mark.parametrize("first", ["delete", "add"])
def test_delete_and_add_in_one_write(engine: Engine, first: str) -> None:
    """Deleting touches only what was stored before the write, in whichever order the write does them."""
    with engine.writer() as writer:
        if first == "delete":
            writer.delete("d1")
        writer.add([entry("d1/new", "d1", "a new text")])
        if first == "add":
            writer.delete("d1")
    assert ids(engine, TermQuery("document", "d1")) == ["d1/new"]
    assert engine.count() == 4


def test_a_write_is_seen_when_it_ends(engine: Engine) -> None:
    """While a write goes on, searches see what was stored before it; afterwards all of it."""
    with engine.writer() as writer:
        writer.delete("d1")
        writer.add([entry("d5/1", "d5", "bridge")])
        assert set(ids(engine, surface("bridge"))) == {"d1/1", "d3/1", "d4/1"}
    assert set(ids(engine, surface("bridge"))) == {"d5/1", "d3/1", "d4/1"}


def test_a_failed_write_changes_nothing(engine: Engine) -> None:
    """An exception inside the block takes back all of it, and the next write works."""
    with pytest.raises(ZeroDivisionError), engine.writer() as writer:  # noqa: PT012 - the block is what is tested
        writer.delete("d1")
        writer.add([entry("d5/1", "d5", "bridge")])
        raise ZeroDivisionError
    assert engine.count() == len(LIBRARY)
    assert set(ids(engine, surface("bridge"))) == {"d1/1", "d3/1", "d4/1"}
    with engine.writer() as writer:
        writer.add([entry("d5/1", "d5", "bridge")])
    assert engine.count() == len(LIBRARY) + 1


def test_a_write_of_nothing(engine: Engine) -> None:
    """A block without changes is no error."""
    with engine.writer():
        pass
    assert engine.count() == len(LIBRARY)


def test_one_writer_at_a_time(engine: Engine, name: str, folder: Path) -> None:
    """A second writer is refused with a clear error, and the first goes on."""
    with engine.writer() as writer:
        with pytest.raises(LockedError, match="Another process"), engines.open_engine(name, folder).writer():
            pass
        writer.add([entry("d5/1", "d5", "bridge")])
    assert engine.count() == len(LIBRARY) + 1


ODD = ["~ss=şuşa", "wd1:x", "a.b", "*", "b*", '"', "\\", "(", "[a-z]", "+", "AND", "NOT", "İı", "Ҹәмил", "شوشا", "Շուշի",
       "中", "𐐀", "e\u0301", "\u00a0nbsp\u00a0", "x" * 40, "ə" * 300, "-", "_", "/", "'", "0"]  # fmt: skip


def test_any_characters_in_terms(empty: Engine) -> None:
    """A term is found as it is, by itself, by its beginning and in a phrase, whatever its characters or its length."""
    with empty.writer() as writer:
        for number, term in enumerate(ODD):
            text = f"before {term}\tafter{number}"
            odd = entry(f"p{number}", f"d{term}", text, names=term, title=text, places=(term,), type=term)
            writer.add([odd])
    for number, term in enumerate(ODD):
        expected = [f"p{number}"]
        for clause in (
            surface(term),
            TermQuery("names", term),
            TermQuery("places", term),
            TermQuery("type", term),
            TermQuery("document", f"d{term}"),
            PhraseQuery("title", ("before", term)),
            PhraseQuery("surface", (term, f"after{number}")),
        ):
            assert ids(empty, clause) == expected, clause
        assert f"p{number}" in ids(empty, PrefixQuery("surface", term[: max(1, len(term) - 1)]))
        assert empty.documents(surface(term)) == {f"d{term}": 1}
        assert empty.frequency("names", term) == 1
    assert empty.facets(MatchAll(), ["places"])["places"] == dict.fromkeys(ODD, 1)


def test_a_beginning_of_very_many_terms(empty: Engine) -> None:
    """A beginning has no limit of terms that begin so."""
    with empty.writer() as writer:
        writer.add(entry(f"p{page}", "d", " ".join(f"w{page}x{n}" for n in range(100))) for page in range(50))
    assert empty.documents(PrefixQuery("surface", "w")) == {"d": 50}
    assert empty.documents(PrefixQuery("surface", "w7x")) == {"d": 1}


def test_an_index_is_opened_again(engine: Engine, name: str, folder: Path) -> None:
    """What one engine stored another object reads, and each sees the other's writes."""
    other = engines.open_engine(name, folder)
    assert other.search(surface("bridge"), 9) == engine.search(surface("bridge"), 9)
    with other.writer() as writer:
        writer.delete("d4")
    assert set(ids(engine, surface("bridge"))) == {"d1/1", "d3/1"}


def test_searching_while_another_thread_writes(engine: Engine) -> None:
    """Readers on several threads see whole writes only: a document always has both of its passages."""
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            found = engine.documents(surface("pair"))
            wrong.extend(found.items() if set(found.values()) - {2} else ())
            if len(engine.search(surface("bridge"), 9)) != 3:
                wrong.append("bridge")

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(12):
        with engine.writer() as writer:
            writer.delete("x")
            writer.add([entry(f"x/{turn}/1", "x", "pair"), entry(f"x/{turn}/2", "x", "pair")])
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert engine.documents(surface("pair")) == {"x": 2}


WRITE_AND_WAIT = """
import sys
from pathlib import Path
from axtar import engines
from axtar.model import IndexedPassage
engine = engines.open_engine(sys.argv[1], Path(sys.argv[2]))
with engine.writer() as writer:
    writer.delete("d1")
    writer.add(IndexedPassage(f"k/{n}", "k", "en", "book", 1999, (), "bridge killed", "", "", "", "", "") for n in range(2000))
    print("written", flush=True)
    sys.stdin.read()
"""


@pytest.mark.usefixtures("unmeasured")
def test_a_killed_writer_leaves_the_last_commit(engine: Engine, name: str, folder: Path) -> None:
    """After kill -9 in the middle of a write the index reads as before it, and can be written."""
    command = [sys.executable, "-c", WRITE_AND_WAIT, name, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
    for survivor in (engine, engines.open_engine(name, folder)):
        assert set(ids(survivor, surface("bridge"))) == {"d1/1", "d3/1", "d4/1"}
        assert survivor.frequency("surface", "killed") == 0
    with engine.writer() as writer:
        writer.add([entry("d5/1", "d5", "bridge")])
    assert engines.open_engine(name, folder).count() == len(LIBRARY) + 1


def test_files_of_dead_segments_go(engine: Engine, folder: Path) -> None:
    """Writing the same again and again does not fill the disk."""
    for _ in range(30):
        with engine.writer() as writer:
            for document in ("d1", "d2", "d3", "d4"):
                writer.delete(document)
            writer.add(LIBRARY)
    assert engine.count() == len(LIBRARY)
    assert len([path for path in folder.rglob("*") if path.is_file()]) < 100


def test_an_unknown_engine() -> None:
    """The message names those that there are."""
    for ask in (lambda: engines.open_engine("lucene", Path("nowhere")), lambda: engines.version("lucene")):
        with pytest.raises(SettingsError, match=r"'lucene'.*tantivy, whoosh"):
            ask()
    assert not Path("nowhere").exists()


def test_version_names_engine_and_release(name: str, empty: Engine) -> None:
    """The fingerprint tells engines and their releases apart."""
    assert engines.version(name).startswith(f"{name} ")
    assert "schema" in engines.version(name)
    assert empty.name == name


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scribble(path: Path) -> None:
    path.write_bytes(b"not what it was" * 20)


def _biggest(folder: Path, pattern: str) -> Path:
    return max(folder.glob(pattern), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("harm", [_cut, _scribble, Path.unlink])
@pytest.mark.parametrize("file", ["table of contents", "terms"])
def test_a_broken_index_says_rebuild(
    engine: Engine, name: str, folder: Path, file: str, harm: Callable[[Path], None]
) -> None:
    """An index that cannot be read is reported with what to do, never wiped."""
    assert engine.count()
    patterns = {
        ("tantivy", "table of contents"): "meta.json",
        ("whoosh", "table of contents"): "_MAIN_*.toc",
        ("tantivy", "terms"): "*.term",
        ("whoosh", "terms"): "MAIN_*.trm",
    }
    harm(_biggest(folder, patterns[name, file]))
    before = sorted(folder.iterdir())
    with pytest.raises(LibraryError, match="axtar rebuild"):
        engines.open_engine(name, folder)
    assert sorted(folder.iterdir()) == before


def test_a_folder_of_something_else_is_not_taken(name: str, tmp_path: Path) -> None:
    """A folder with other files is no place for a new index; hidden files do not matter."""
    (tmp_path / ".gitkeep").touch()
    engines.open_engine(name, tmp_path / "sub")
    (tmp_path / "letter.txt").write_text("dear reader", encoding="utf-8")
    with pytest.raises(LibraryError, match="axtar rebuild"):
        engines.open_engine(name, tmp_path)


def test_a_file_in_the_place_of_the_folder(name: str, tmp_path: Path) -> None:
    """A file where the folder should be is reported."""
    (tmp_path / "index").write_text("not a folder", encoding="utf-8")
    with pytest.raises(LibraryError, match="index"):
        engines.open_engine(name, tmp_path / "index")
