"""The contract of every engine: the same passages and the same queries give the same hits."""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from axtar import engines
from axtar.config import ENGINES
from axtar.engines.protocol import Engine
from axtar.errors import DiskError, IndexUnreadableError, LibraryError, LockedError, ReadOnlyError, SettingsError
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


def passage(id_: str, document: str, surface: str, **values: object) -> IndexedPassage:
    """Return a passage with default values for the fields that a test does not set."""
    defaults: dict[str, object] = {
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
    return IndexedPassage(id=id_, document=document, surface=surface, **(defaults | values))  # type: ignore[arg-type]  # plain data


PASSAGES = [
    passage("d1/1", "d1", "the old bridge of shusha", lemma="en:the en:old en:bridge en:of wd1", title="bridges of old",
          author="aliyev həsən", names="wd1 wd1=shusha ~ss ~ss=shusha", ngrams="bri rid idg",
          places=("Şuşa", "Karabakh")),
    passage("d1/2", "d1", "köprü eski köprü", language="tr", lemma="tr:köprü tr:eski tr:köprü", title="bridges of old",
          author="aliyev həsən", places=("Şuşa", "Karabakh")),
    passage("d2/1", "d2", "шуша старый мост шуша шуша", language="ru", type="article", year=1925,
          lemma="wd1 ru:старый ru:мост wd1 wd1", title="мост", names="wd1 wd1 wd1 ~ss ~ss ~ss", places=("Şuşa",)),
    passage("d3/1", "d3", "bridge over the old river", language="en", type="article", year=None,
          lemma="en:bridge en:over en:the en:old en:river", title="rivers", places=("New York / Нью-Йорк",)),
    passage("d4/1", "d4", "a bridge a bridge a bridge", year=2001, type="article", title="counting"),
]  # fmt: skip


@pytest.fixture(params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of each engine in turn."""
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "made" / "index"


@pytest.fixture
def empty(name: str, folder: Path) -> Engine:
    """An engine with an empty index."""
    return engines.create_engine(name, folder)


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """An engine with all passages, indexed in two writes so that there are several segments."""
    for part in (PASSAGES[:2], PASSAGES[2:]):
        with empty.writer() as writer:
            writer.add(part)
    return empty


def ids(engine: Engine, query: EngineQuery, limit: int = 100) -> list[str]:
    """Return the ids of the hits, best first."""
    return [hit.id for hit in engine.search(query, limit)]


def surface(term: str, boost: float = 1.0) -> TermQuery:
    """Return a query for a word in its written form."""
    return TermQuery("surface", term, boost)


CASES: dict[str, tuple[EngineQuery, set[str]]] = {
    "a word": (surface("bridge"), {"d1/1", "d3/1", "d4/1"}),
    "a word in Cyrillic": (surface("мост"), {"d2/1"}),
    "a word that does not occur": (surface("nowhere"), set()),
    "a word in another letter case": (surface("Bridge"), set()),
    "a lemma with its language": (TermQuery("lemma", "tr:köprü"), {"d1/2"}),
    "an entity": (TermQuery("lemma", "wd1"), {"d1/1", "d2/1"}),
    "a spelling of an entity": (TermQuery("names", "wd1=shusha"), {"d1/1"}),
    "a phonetic key": (TermQuery("names", "~ss"), {"d1/1", "d2/1"}),
    "an n-gram": (TermQuery("ngrams", "rid"), {"d1/1"}),
    "an author": (TermQuery("author", "həsən"), {"d1/1", "d1/2"}),
    "a title": (TermQuery("title", "bridges"), {"d1/1", "d1/2"}),
    "a passage": (TermQuery("id", "d1/2"), {"d1/2"}),
    "a document": (TermQuery("document", "d1"), {"d1/1", "d1/2"}),
    "a language": (TermQuery("language", "ru"), {"d2/1"}),
    "a type": (TermQuery("type", "book"), {"d1/1", "d1/2"}),
    "one of several places": (TermQuery("places", "Karabakh"), {"d1/1", "d1/2"}),
    "a place with spaces": (TermQuery("places", "New York / Нью-Йорк"), {"d3/1"}),
    "a word of a place": (TermQuery("places", "York"), set()),
    "an empty value": (TermQuery("places", ""), set()),
    "a phrase": (PhraseQuery("surface", ("old", "bridge")), {"d1/1"}),
    "a phrase of lemmas": (PhraseQuery("lemma", ("ru:мост", "wd1")), {"d2/1"}),
    "a phrase in a title": (PhraseQuery("title", ("bridges", "of", "old")), {"d1/1", "d1/2"}),
    "a phrase with a word twice": (PhraseQuery("surface", ("шуша", "шуша")), {"d2/1"}),
    "a phrase that repeats a word too often": (PhraseQuery("surface", ("шуша", "шуша", "шуша")), set()),
    "a phrase of one word": (PhraseQuery("surface", ("old",)), {"d1/1", "d3/1"}),
    "a phrase of no words": (PhraseQuery("surface", ()), set()),
    "a phrase with a word that does not occur": (PhraseQuery("surface", ("old", "nowhere")), set()),
    "a phrase with slop": (PhraseQuery("surface", ("bridge", "shusha"), 1), {"d1/1"}),
    "a phrase with too little slop": (PhraseQuery("surface", ("bridge", "the", "river"), 1), set()),
    "a phrase with slop in two places": (PhraseQuery("surface", ("bridge", "the", "river"), 2), {"d3/1"}),
    "a phrase with more slop than needed": (PhraseQuery("surface", ("the", "shusha"), 9), {"d1/1"}),
    "a phrase in the other order": (PhraseQuery("surface", ("bridge", "old"), 1), set()),
    "a phrase in the other order with much slop": (PhraseQuery("surface", ("shusha", "old"), 9), set()),
    "proximity in any order": (
        Disjunction((PhraseQuery("surface", ("bridge", "old"), 2), PhraseQuery("surface", ("old", "bridge"), 2))),
        {"d1/1", "d3/1"},
    ),
    "a prefix": (PrefixQuery("surface", "br"), {"d1/1", "d3/1", "d4/1"}),
    "a prefix in Cyrillic": (PrefixQuery("lemma", "ru:"), {"d2/1"}),
    "a prefix that is a whole word": (PrefixQuery("author", "həsən"), {"d1/1", "d1/2"}),
    "a prefix of names": (PrefixQuery("names", "wd1="), {"d1/1"}),
    "a prefix that does not occur": (PrefixQuery("title", "m"), set()),
    "an empty prefix": (PrefixQuery("title", ""), {"d1/1", "d1/2", "d2/1", "d3/1", "d4/1"}),
    "a range of years": (RangeQuery("year", 1925, 1999), {"d1/1", "d1/2", "d2/1"}),
    "years from": (RangeQuery("year", 1926, None), {"d1/1", "d1/2", "d4/1"}),
    "years until": (RangeQuery("year", None, 1998), {"d2/1"}),
    "any year": (RangeQuery("year", None, None), {"d1/1", "d1/2", "d2/1", "d4/1"}),
    "a range with its ends swapped": (RangeQuery("year", 2001, 1900), set()),
    "a conjunction": (Conjunction((surface("old"), surface("bridge"))), {"d1/1", "d3/1"}),
    "a conjunction of nothing": (Conjunction(()), {"d1/1", "d1/2", "d2/1", "d3/1", "d4/1"}),
    "a disjunction": (Disjunction((surface("мост"), surface("köprü"))), {"d1/2", "d2/1"}),
    "a disjunction of nothing": (Disjunction(()), set()),
    "a disjunction by the best score": (DisjunctionMax((surface("мост"), surface("köprü"))), {"d1/2", "d2/1"}),
    "a disjunction by the best score of nothing": (DisjunctionMax(()), set()),
    "a constant score": (ConstantScore(PhraseQuery("surface", ("old", "bridge"))), {"d1/1"}),
    "a constant score of nothing": (ConstantScore(Disjunction(()), 2.0), set()),
    "a Boolean query with `must` only": (BooleanQuery(surface("old")), {"d1/1", "d3/1"}),
    "`should` adds no matches": (BooleanQuery(surface("old"), (surface("мост"),)), {"d1/1", "d3/1"}),
    "`filter` restricts the matches": (
        BooleanQuery(surface("bridge"), (), (TermQuery("type", "article"), RangeQuery("year", 2000, None))),
        {"d4/1"},
    ),
    "`must_not` excludes matches": (
        BooleanQuery(surface("bridge"), (), (), (surface("old"), TermQuery("document", "d9"))),
        {"d4/1"},
    ),
    "everything except": (BooleanQuery(MatchAll(), (), (), (TermQuery("language", "en"),)), {"d1/2", "d2/1"}),
    "all passages": (MatchAll(), {"d1/1", "d1/2", "d2/1", "d3/1", "d4/1"}),
    "nested queries": (
        Conjunction(
            (
                Disjunction((surface("old"), surface("мост"))),
                BooleanQuery(MatchAll(), (), (), (TermQuery("document", "d3"),)),
            )
        ),
        {"d1/1", "d2/1"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_query_matches_these_passages(engine: Engine, case: str) -> None:
    """And their documents, with the number of matching passages."""
    query, expected = CASES[case]
    assert set(ids(engine, query)) == expected
    documents = engine.documents(query)
    assert documents == {id_.split("/")[0]: sum(each.startswith(id_[:3]) for each in expected) for id_ in expected}


def test_frequent_terms_and_short_passages_rank_higher(engine: Engine) -> None:
    """The passage with the word three times comes first; of two others the shorter comes before the longer."""
    assert ids(engine, surface("bridge")) == ["d4/1", "d1/1", "d3/1"]


def test_rare_terms_rank_higher(engine: Engine) -> None:
    """Of two passages with one of the words each, the one with the rarer word comes first."""
    assert ids(engine, Disjunction((surface("over"), surface("of"), surface("bridge"))))[0] in {"d1/1", "d3/1"}
    assert ids(engine, Disjunction((surface("мост"), surface("bridge", 0.1))))[0] == "d2/1"


def test_boost_multiplies_the_score(engine: Engine) -> None:
    """A boost of two doubles the score of a word, a phrase, a prefix and a value."""
    for once, twice in (
        (surface("old"), surface("old", 2.0)),
        (PhraseQuery("surface", ("old", "bridge")), PhraseQuery("surface", ("old", "bridge"), boost=2.0)),
        (PhraseQuery("surface", ("old",)), PhraseQuery("surface", ("old",), boost=2.0)),
        (PrefixQuery("surface", "ol"), PrefixQuery("surface", "ol", 2.0)),
        (TermQuery("language", "en"), TermQuery("language", "en", 2.0)),
    ):
        single, double = engine.search(once, 9), engine.search(twice, 9)
        assert [hit.score * 2 for hit in single] == pytest.approx([hit.score for hit in double], abs=1e-3)


def test_scores_are_summed_or_the_best_counts(engine: Engine) -> None:
    """Conjunctions and disjunctions sum, DisjunctionMax takes the best; `should` adds to the score, `filter` does not."""
    two = (TermQuery("language", "en", 3.0), TermQuery("type", "book", 2.0))
    assert {hit.id: hit.score for hit in engine.search(Disjunction(two), 9)} == {
        "d1/1": 5.0, "d1/2": 2.0, "d3/1": 3.0, "d4/1": 3.0,
    }  # fmt: skip
    assert [hit.score for hit in engine.search(Conjunction(two), 9)] == [5.0]
    assert [hit.score for hit in engine.search(DisjunctionMax(two), 9)] == [3.0, 3.0, 3.0, 2.0]
    assert [hit.score for hit in engine.search(ConstantScore(Disjunction(two), 0.5), 9)] == [0.5, 0.5, 0.5, 0.5]
    assert [hit.score for hit in engine.search(Disjunction((two[1], ConstantScore(Conjunction(two), 0.5))), 9)] == [
        2.5,
        2.0,
    ]
    ranked = BooleanQuery(two[0], should=(two[1],), filter=(TermQuery("places", "Şuşa", 9.0),))
    assert [hit.score for hit in engine.search(ranked, 9)] == [5.0]
    assert [hit.score for hit in engine.search(MatchAll(), 2)] == [1.0, 1.0]


def test_ties_are_ordered_by_id_at_every_limit(empty: Engine) -> None:
    """Also if the limit falls between passages with equal scores."""
    for last in "73519246":
        with empty.writer() as writer:
            writer.add([passage(f"p{last}{more}", "d", "same words") for more in "ba"])
    wanted = sorted(f"p{last}{more}" for last in "73519246" for more in "ab")
    for limit in (0, 1, 3, 15, 16, 99):
        assert ids(empty, surface("same"), limit) == wanted[:limit]
        assert ids(empty, MatchAll(), limit) == wanted[:limit]


def test_facets_count_documents(engine: Engine) -> None:
    """A document counts once per value, for any number of passages; a document without a year counts for none."""
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


@pytest.mark.parametrize("case", CASES)
def test_matches_counts_passages(engine: Engine, case: str) -> None:
    """Without fetching them."""
    query, expected = CASES[case]
    assert engine.matches(query) == len(expected)


def test_frequency_excludes_deleted_passages(engine: Engine) -> None:
    """It is exact before and after a document with the term is deleted."""
    assert engine.frequency("surface", "bridge") == 3
    assert engine.frequency("lemma", "wd1") == 2
    assert engine.frequency("surface", "nowhere") == 0
    with engine.writer() as writer:
        writer.delete("d1")
    assert engine.frequency("surface", "bridge") == 2
    assert engine.frequency("names", "wd1") == 1


def test_an_empty_index_has_no_matches(empty: Engine) -> None:
    """For any query."""
    for query, _ in CASES.values():
        assert empty.search(query, 9) == []
        assert empty.documents(query) == {}
    assert empty.facets(MatchAll(), ["year"]) == {"year": {}}
    assert empty.frequency("surface", "bridge") == 0
    assert empty.count() == 0


def test_a_deleted_document_is_in_no_result(engine: Engine) -> None:
    """Other documents stay, and deleting an unknown one has no effect."""
    with engine.writer() as writer:
        writer.delete("d1")
        writer.delete("unknown")
    assert set(ids(engine, MatchAll())) == {"d2/1", "d3/1", "d4/1"}
    assert engine.documents(PrefixQuery("surface", "")) == {"d2": 1, "d3": 1, "d4": 1}
    assert engine.facets(MatchAll(), ["language"]) == {"language": {"ru": 1, "en": 2}}
    assert ids(engine, PhraseQuery("surface", ("old", "bridge"))) == []
    assert ids(engine, RangeQuery("year", None, None)) == ["d2/1", "d4/1"]
    assert engine.count() == 3


@pytest.mark.parametrize("first", ["delete", "add"])
def test_a_document_can_be_deleted_and_added_in_one_write(engine: Engine, first: str) -> None:
    """In either order: a deletion applies only to passages that were indexed before the write."""
    with engine.writer() as writer:
        if first == "delete":
            writer.delete("d1")
        writer.add([passage("d1/new", "d1", "a new text")])
        if first == "add":
            writer.delete("d1")
    assert ids(engine, TermQuery("document", "d1")) == ["d1/new"]
    assert engine.count() == 4


def test_a_write_becomes_visible_when_it_ends(engine: Engine) -> None:
    """Until then searches see the state before it."""
    with engine.writer() as writer:
        writer.delete("d1")
        writer.add([passage("d5/1", "d5", "bridge")])
        assert set(ids(engine, surface("bridge"))) == {"d1/1", "d3/1", "d4/1"}
    assert set(ids(engine, surface("bridge"))) == {"d5/1", "d3/1", "d4/1"}


def test_a_failed_write_changes_nothing(engine: Engine) -> None:
    """An exception in the block rolls all of it back, and the next write works."""
    with pytest.raises(ZeroDivisionError), engine.writer() as writer:  # noqa: PT012 - the block is what is tested
        writer.delete("d1")
        writer.add([passage("d5/1", "d5", "bridge")])
        raise ZeroDivisionError
    assert engine.count() == len(PASSAGES)
    assert set(ids(engine, surface("bridge"))) == {"d1/1", "d3/1", "d4/1"}
    with engine.writer() as writer:
        writer.add([passage("d5/1", "d5", "bridge")])
    assert engine.count() == len(PASSAGES) + 1


def test_an_empty_write_changes_nothing(engine: Engine) -> None:
    """It is no error."""
    with engine.writer():
        pass
    assert engine.count() == len(PASSAGES)


def test_there_is_one_writer_at_a_time(engine: Engine, name: str, folder: Path) -> None:
    """A second one raises LockedError, and the first can continue."""
    with engine.writer() as writer:
        with pytest.raises(LockedError, match="Another process"), engines.open_engine(name, folder).writer():
            pass
        writer.add([passage("d5/1", "d5", "bridge")])
    assert engine.count() == len(PASSAGES) + 1


UNUSUAL = ["~ss=şuşa", "wd1:x", "a.b", "*", "b*", '"', "\\", "(", "[a-z]", "+", "AND", "NOT", "İı", "Ҹәмил", "شوشا", "Շուշի",
       "中", "𐐀", "e\u0301", "\u00a0nbsp\u00a0", "x" * 40, "ə" * 300, "-", "_", "/", "'", "0"]  # fmt: skip


def test_terms_may_contain_any_characters(empty: Engine) -> None:
    """They match as a term, by a prefix and in a phrase, for any script, punctuation and length."""
    with empty.writer() as writer:
        for number, term in enumerate(UNUSUAL):
            text = f"before {term}\tafter{number}"
            unusual = passage(f"p{number}", f"d{term}", text, names=term, title=text, places=(term,), type=term)
            writer.add([unusual])
    for number, term in enumerate(UNUSUAL):
        expected = [f"p{number}"]
        for query in (
            surface(term),
            TermQuery("names", term),
            TermQuery("places", term),
            TermQuery("type", term),
            TermQuery("document", f"d{term}"),
            PhraseQuery("title", ("before", term)),
            PhraseQuery("surface", (term, f"after{number}")),
        ):
            assert ids(empty, query) == expected, query
        assert f"p{number}" in ids(empty, PrefixQuery("surface", term[: max(1, len(term) - 1)]))
        assert empty.documents(surface(term)) == {f"d{term}": 1}
        assert empty.frequency("names", term) == 1
    assert empty.facets(MatchAll(), ["places"])["places"] == dict.fromkeys(UNUSUAL, 1)


def test_a_prefix_may_match_any_number_of_terms(empty: Engine) -> None:
    """Five thousand terms are no problem."""
    with empty.writer() as writer:
        writer.add(passage(f"p{page}", "d", " ".join(f"w{page}x{n}" for n in range(100))) for page in range(50))
    assert empty.documents(PrefixQuery("surface", "w")) == {"d": 50}
    assert empty.documents(PrefixQuery("surface", "w7x")) == {"d": 1}


def test_two_engines_can_share_an_index(engine: Engine, name: str, folder: Path) -> None:
    """Each sees the writes of the other."""
    other = engines.open_engine(name, folder)
    assert other.search(surface("bridge"), 9) == engine.search(surface("bridge"), 9)
    with other.writer() as writer:
        writer.delete("d4")
    assert set(ids(engine, surface("bridge"))) == {"d1/1", "d3/1"}


def test_threads_can_search_while_another_one_writes(engine: Engine) -> None:
    """They see whole writes only: a document always has both of its passages."""
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            documents = engine.documents(surface("pair"))
            wrong.extend(documents.items() if set(documents.values()) - {2} else ())
            if len(engine.search(surface("bridge"), 9)) != 3:
                wrong.append("bridge")

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(12):
        with engine.writer() as writer:
            writer.delete("x")
            writer.add([passage(f"x/{turn}/1", "x", "pair"), passage(f"x/{turn}/2", "x", "pair")])
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
    """After SIGKILL in the middle of a write, the index is in the state before it, and can be written."""
    command = [sys.executable, "-c", WRITE_AND_WAIT, name, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
    for opened in (engine, engines.open_engine(name, folder)):
        assert set(ids(opened, surface("bridge"))) == {"d1/1", "d3/1", "d4/1"}
        assert opened.frequency("surface", "killed") == 0
    with engine.writer() as writer:
        writer.add([passage("d5/1", "d5", "bridge")])
    assert engines.open_engine(name, folder).count() == len(PASSAGES) + 1


def test_files_of_deleted_segments_are_removed(engine: Engine, folder: Path) -> None:
    """Repeated writes of the same passages do not fill the disk."""
    for _ in range(30):
        with engine.writer() as writer:
            for document in ("d1", "d2", "d3", "d4"):
                writer.delete(document)
            writer.add(PASSAGES)
    assert engine.count() == len(PASSAGES)
    assert len([path for path in folder.rglob("*") if path.is_file()]) < 100


def test_an_unknown_engine_is_refused() -> None:
    """The error lists the known ones."""
    with pytest.raises(SettingsError, match=r"'lucene'.*tantivy, whoosh"):
        engines.open_engine("lucene", Path("nowhere"))
    assert not Path("nowhere").exists()


def test_every_registered_engine_opens(name: str, empty: Engine) -> None:
    """Each name in the settings opens an engine of that name."""
    assert empty.name == name


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _overwrite(path: Path) -> None:
    path.write_bytes(b"overwritten file" * 20)


def _largest(folder: Path, pattern: str) -> Path:
    return max(folder.glob(pattern), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("damage", [_truncate, _overwrite, Path.unlink])
@pytest.mark.parametrize("file", ["table of contents", "terms"])
def test_a_damaged_index_asks_for_a_rebuild(
    engine: Engine, name: str, folder: Path, file: str, damage: Callable[[Path], None]
) -> None:
    """The error names the remedy, and no file is changed."""
    assert engine.count()
    patterns = {
        ("tantivy", "table of contents"): "meta.json",
        ("whoosh", "table of contents"): "_MAIN_*.toc",
        ("tantivy", "terms"): "*.term",
        ("whoosh", "terms"): "MAIN_*.trm",
    }
    damage(_largest(folder, patterns[name, file]))
    before = sorted(folder.iterdir())
    with pytest.raises(LibraryError, match="axtar rebuild"):
        engines.open_engine(name, folder)
    assert sorted(folder.iterdir()) == before


def test_no_index_is_created_among_other_files(name: str, tmp_path: Path) -> None:
    """The error names the folder, which is unchanged."""
    (tmp_path / "letter.txt").write_text("dear reader", encoding="utf-8")
    for action in (engines.create_engine, engines.open_engine):
        with pytest.raises(IndexUnreadableError, match=re.escape(str(tmp_path))):
            action(name, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_opening_creates_nothing(name: str, tmp_path: Path) -> None:
    """In a missing folder and in an empty one there is no index."""
    for folder in (tmp_path / "missing", tmp_path):
        with pytest.raises(IndexUnreadableError, match="axtar rebuild"):
            engines.open_engine(name, folder)
    assert not list(tmp_path.iterdir())


def test_a_file_in_place_of_the_folder_is_reported(name: str, tmp_path: Path) -> None:
    """The error names it."""
    (tmp_path / "index").write_text("not a folder", encoding="utf-8")
    for action in (engines.create_engine, engines.open_engine):
        with pytest.raises(LibraryError, match="index"):
            action(name, tmp_path / "index")


def test_a_reader_outlives_the_folder_of_its_index(engine: Engine, name: str, folder: Path) -> None:
    """A rebuild has replaced the index; what was read last stays readable, and a new reader asks for a rebuild."""
    assert engine.count() == len(PASSAGES)
    folder.rename(folder.with_name("elsewhere"))
    assert set(ids(engine, surface("bridge"))) == {"d1/1", "d3/1", "d4/1"}
    shutil.rmtree(folder.with_name("elsewhere"))
    assert engine.count() == len(PASSAGES)
    assert engine.documents(surface("bridge")) == {"d1": 1, "d3": 1, "d4": 1}
    with pytest.raises(IndexUnreadableError, match="axtar rebuild"):
        engines.open_engine(name, folder)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (errno.ENOSPC, DiskError),
        (errno.EIO, DiskError),
        (errno.EROFS, ReadOnlyError),
        (errno.EMFILE, LibraryError),
        (None, IndexUnreadableError),
    ],
)
def test_a_failing_commit_leaves_the_last_one(
    engine: Engine, folder: Path, code: int | None, error: type[LibraryError], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is axtar's and says what to do; the next writer works."""

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code)) if code else ValueError("damaged")

    with monkeypatch.context() as patch:
        for module in ("axtar.engines.tantivy.writer", "axtar.engines.whoosh.files"):
            patch.setattr(f"{module}.sync_folder", fail)
        with pytest.raises(LibraryError) as caught, engine.writer() as writer:
            writer.add([passage("d5/1", "d5", "bridge")])
    assert type(caught.value) is error
    assert str(folder) in str(caught.value)
    with engine.writer() as writer:
        writer.delete("d5")
        writer.add([passage("d5/1", "d5", "bridge")])
    assert engine.documents(TermQuery("document", "d5")) == {"d5": 1}


def test_an_error_of_the_caller_is_raised_unchanged(engine: Engine) -> None:
    """It is no error of the index, also if it looks like one."""
    error = ValueError("os error 28")

    def passages() -> Iterator[IndexedPassage]:
        yield passage("d5/1", "d5", "bridge")
        raise error

    with pytest.raises(ValueError, match="os error") as caught, engine.writer() as writer:
        writer.add(passages())
    assert caught.value is error
    assert engine.count() == len(PASSAGES)


READ_AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from axtar import engines
from axtar.errors import ReadOnlyError
from axtar.model import TermQuery
engines.open_engine(sys.argv[1], Path(sys.argv[2])).documents(TermQuery("surface", "bridge"))  # imports what it needs
if os.geteuid() == 0:  # to whom no mode is a hindrance
    os.setuid(65534)
engine = engines.open_engine(sys.argv[1], Path(sys.argv[2]))
print(engine.documents(TermQuery("surface", "bridge")), flush=True)
sys.stdin.readline()
print(engine.count(), flush=True)
try:
    with engine.writer():
        pass
except ReadOnlyError as error:
    print(error)
"""


@pytest.mark.usefixtures("unmeasured")
def test_an_index_can_be_read_that_cannot_be_written(name: str) -> None:
    """Its owner changes it meanwhile. A writer raises ReadOnlyError."""
    with tempfile.TemporaryDirectory() as public:  # pytest's own folders are private
        Path(public).chmod(0o755)
        folder = Path(public, "index")
        engine = engines.create_engine(name, folder)
        with engine.writer() as writer:
            writer.add(PASSAGES)
        _set_modes(folder, 0o555, 0o444)
        command = [sys.executable, "-c", READ_AS_ANOTHER_USER, name, str(folder)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            assert process.stdout.readline() == "{'d1': 1, 'd3': 1, 'd4': 1}\n"
            _set_modes(folder, 0o755, 0o644)
            with engine.writer() as writer:
                writer.add([passage("d5/1", "d5", "bridge")])
            _set_modes(folder, 0o555, 0o444)
            count, refusal = process.communicate("\n")[0].splitlines()
        _set_modes(folder, 0o755, 0o644)
    assert count == str(len(PASSAGES) + 1)
    assert str(folder) in refusal


def _set_modes(folder: Path, of_folder: int, of_files: int) -> None:
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(of_files)
    folder.chmod(of_folder)
