"""The subject vocabulary: its tables, and that the data is what they say."""

import re
import runpy
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from axtar import thesaurus
from axtar.errors import NotFoundError

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "resources" / "thesaurus"
PRIVATIVE = re.compile(r"s[ıiuü]z")
HEADER = "id\ten\taz\ttr\tru\tbroader"
ROWS = [
    (path.name, line.split("\t"))
    for path in sorted(SOURCES.glob("*.tsv"))
    for line in path.read_text("utf8").splitlines()[1:]
]


def test_the_data_is_what_the_generator_makes_of_the_tables(tmp_path: Path) -> None:
    """Whoever edits a table, or the analysis of words, runs `make subjects`."""
    runpy.run_path(str(SOURCES / "build.py"))["main"](tmp_path)
    for made in sorted(tmp_path.iterdir()):
        shipped = ROOT / "src" / "axtar" / "thesaurus" / "data" / made.name
        assert made.read_bytes() == shipped.read_bytes(), f"{made.name}: run make subjects"


def test_a_row_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """With its file and line, and what is missing."""
    table = tmp_path / "war.tsv"
    table.write_text(f"{HEADER}\ns.war\twar\tmüharibə\tsavaş\n", "utf8")
    with pytest.raises(SystemExit, match=r"war\.tsv:2: every concept needs id, en, az, tr, ru"):
        list(runpy.run_path(str(SOURCES / "build.py"))["read"](table))


# ------------------------------------------------------------------ the tables
def test_every_table_has_the_header() -> None:
    """And ends with a line end."""
    for path in SOURCES.glob("*.tsv"):
        text = path.read_text("utf8")
        assert text.startswith(f"{HEADER}\n"), path.name
        assert text.endswith("\n"), path.name


def test_ids_are_unique_over_all_tables() -> None:
    """And written in one way."""
    ids = Counter(cells[0] for _, cells in ROWS)
    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert [id_ for id_ in ids if not id_.startswith("s.") or not id_[2:].replace("-", "").isalnum()] == []
    assert all(id_.isascii() and id_ == id_.lower() for id_ in ids)


def test_every_concept_has_words_in_all_languages() -> None:
    """None empty, none twice in a cell, in composed letters and in the language's alphabet."""
    for name, cells in ROWS:
        for language, cell in zip(thesaurus.LANGUAGES, cells[1:5], strict=True):
            words = cell.split("; ")
            where = f"{name}: {cells[0]}: {language}: {cell}"
            assert all(word.removeprefix("~") == word.strip(" ;,~") != "" for word in words), where
            assert len(words) == len(set(words)), where
            assert unicodedata.is_normalized("NFC", cell), where
            cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in cell)
            latin = any(letter.isalpha() and not "\u0400" <= letter <= "\u04ff" for letter in cell)
            assert (cyrillic, latin) == (language == "ru", language != "ru"), where


def test_wider_concepts_exist_and_end() -> None:
    """Going up from a concept never comes back to it."""
    wider = {cells[0]: "".join(cells[5:6]) for _, cells in ROWS}
    for id_ in wider:
        path = [id_]
        while wider[path[-1]]:
            assert wider[path[-1]] in wider, f"{path[-1]}: there is no {wider[path[-1]]}"
            assert wider[path[-1]] not in path, path
            path.append(wider[path[-1]])


def test_no_two_concepts_have_the_same_words() -> None:
    """The usual words of a concept are those of no other."""
    usual = Counter(tuple(cell.split("; ")[0] for cell in cells[1:5]) for _, cells in ROWS)
    assert [words for words, count in usual.items() if count > 1] == []


# ------------------------------------------------------------------ looking up
@pytest.mark.parametrize(("language", "lemmas", "id_"), [
    ("en", ("ceasefire",), "s.ceasefire"),
    ("az", ("ateskes",), "s.ceasefire"),
    ("tr", ("ateskes",), "s.ceasefire"),
    ("ru", ("перемирие",), "s.ceasefire"),
    ("en", ("peace", "treaty"), "s.peace-treaty"),
    ("ru", ("мирный", "договор"), "s.peace-treaty"),
])  # fmt: skip
def test_lemmas_name_concepts(language: str, lemmas: tuple[str, ...], id_: str) -> None:
    """As the index has them, folded."""
    assert id_ in thesaurus.concept_ids(language, lemmas)


def test_a_word_of_another_language_names_nothing() -> None:
    """A lemma belongs to its language."""
    assert thesaurus.concept_ids("en", ("ateskes",)) == ()
    assert thesaurus.concept_ids("ru", ("ceasefire",)) == ()


def test_a_concept_has_its_field_and_words() -> None:
    """The usual word of each language first."""
    found = thesaurus.concept("s.ceasefire")
    assert (found.field, found.broader) == ("war", "s.war")
    usual: dict[str, str] = {}
    for word in found.words:
        usual.setdefault(word.language, word.text)
    assert usual == {"en": "ceasefire", "az": "atəşkəs", "tr": "ateşkes", "ru": "перемирие"}


def test_an_ambiguous_word_is_a_label_that_leads_nowhere() -> None:
    """May is a month and a verb: it is told, not searched."""
    label = thesaurus.concept("s.may").words[0]
    assert (label.text, label.lemmas) == ("May", ())
    assert "s.may" not in thesaurus.concept_ids("en", ("may",))
    assert "s.may" in thesaurus.concept_ids("tr", ("mayis",))


def test_no_word_is_searched_as_its_opposite() -> None:
    """A lemma that lost its -sız would find the guilty for the innocent: such words are labels."""
    lost = [
        (one.id, word.text)
        for one in thesaurus.concepts()
        for word in one.words
        if word.language in {"az", "tr"} and PRIVATIVE.search(word.text)
        if len(word.lemmas) == 1 and not PRIVATIVE.search(word.lemmas[0])
    ]
    assert lost == []


def test_all_concepts_can_be_listed() -> None:
    """Each once, as by its id."""
    found = list(thesaurus.concepts())
    assert len(found) == len(ROWS)
    assert all(thesaurus.concept(one.id) == one for one in found)


def test_an_unknown_id_is_said_so() -> None:
    """With where to look."""
    with pytest.raises(NotFoundError, match=r"s\.nothing.*docs/subjects\.md"):
        thesaurus.concept("s.nothing")
