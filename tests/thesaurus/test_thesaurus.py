"""The thesaurus: its hand-edited tables, and the generated ones."""

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
HEADER = "id\tpos\ten\taz\ttr\tru\tbroader"
ROWS = [
    (path.name, line.split("\t"))
    for path in sorted(SOURCES.rglob("*.tsv"))
    for line in path.read_text("utf8").splitlines()[1:]
]


def test_the_shipped_tables_are_up_to_date(tmp_path: Path) -> None:
    """An edited table or changed language analysis fails here: run `make thesaurus`."""
    runpy.run_path(str(SOURCES / "build.py"))["main"](tmp_path)
    for generated in sorted(tmp_path.iterdir()):
        shipped = ROOT / "src" / "axtar" / "thesaurus" / "data" / generated.name
        assert generated.read_bytes() == shipped.read_bytes(), f"{generated.name}: run make thesaurus"


def test_an_invalid_row_is_reported(tmp_path: Path) -> None:
    """The message names the file, the line and the required columns."""
    table = tmp_path / "war.tsv"
    table.write_text(f"{HEADER}\ns.war\tn\twar\tmüharibə\tsavaş\n", "utf8")
    with pytest.raises(SystemExit, match=r"war\.tsv:2: a concept needs id, pos, en, az, tr, ru"):
        list(runpy.run_path(str(SOURCES / "build.py"))["read"](table))


def test_an_invalid_part_of_speech_is_reported(tmp_path: Path) -> None:
    """The message names it."""
    table = tmp_path / "war.tsv"
    table.write_text(f"{HEADER}\ns.war\tnoun\twar\tmüharibə\tsavaş\tвойна\n", "utf8")
    with pytest.raises(SystemExit, match=r"war\.tsv:2: the part of speech 'noun' is none of n, v, adj, adv"):
        list(runpy.run_path(str(SOURCES / "build.py"))["read"](table))


# ------------------------------------------------------------------ the tables
def test_general_tables_are_in_a_folder_of_their_own() -> None:
    """Their ids show it, by which a search weighs them."""
    for path in SOURCES.rglob("*.tsv"):
        prefix = "g." if path.parent.name == "general" else "s."
        assert all(line.startswith(prefix) for line in path.read_text("utf8").splitlines()[1:]), path.name


def test_every_table_has_the_header() -> None:
    """Every table also ends with a line end."""
    for path in SOURCES.rglob("*.tsv"):
        text = path.read_text("utf8")
        assert text.startswith(f"{HEADER}\n"), path.name
        assert text.endswith("\n"), path.name


def test_ids_are_unique_over_all_tables() -> None:
    """Ids are lowercase ASCII; the prefix of subjects is s, that of everyday words g."""
    ids = Counter(cells[0] for _, cells in ROWS)
    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert [id_ for id_ in ids if id_[:2] not in {"s.", "g."} or not id_[2:].replace("-", "").isalnum()] == []
    assert all(id_.isascii() and id_ == id_.lower() for id_ in ids)


def test_every_concept_has_words_in_all_languages() -> None:
    """Words are not empty, not repeated within a cell, in NFC and in the alphabet of their language."""
    for name, cells in ROWS:
        for language, cell in zip(thesaurus.LANGUAGES, cells[2:6], strict=True):
            words = cell.split("; ")
            where = f"{name}: {cells[0]}: {language}: {cell}"
            assert all(word.removeprefix("~") == word.strip(" ;,~") != "" for word in words), where
            assert len(words) == len(set(words)), where
            assert unicodedata.is_normalized("NFC", cell), where
            cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in cell)
            latin = any(letter.isalpha() and not "\u0400" <= letter <= "\u04ff" for letter in cell)
            assert (cyrillic, latin) == (language == "ru", language != "ru"), where


def test_broader_concepts_exist_without_cycles() -> None:
    """The chain of broader concepts ends."""
    broader = {cells[0]: "".join(cells[6:7]) for _, cells in ROWS}
    for id_ in broader:
        path = [id_]
        while broader[path[-1]]:
            assert broader[path[-1]] in broader, f"{path[-1]}: there is no {broader[path[-1]]}"
            assert broader[path[-1]] not in path, path
            path.append(broader[path[-1]])


def test_no_two_concepts_have_the_same_words() -> None:
    """The preferred words of a concept are not those of another."""
    preferred = Counter(tuple(cell.split("; ")[0] for cell in cells[2:6]) for _, cells in ROWS)
    assert [words for words, count in preferred.items() if count > 1] == []


# ------------------------------------------------------------------ looking up
@pytest.mark.parametrize(("language", "lemmas", "id_"), [
    ("en", ("ceasefire",), "s.ceasefire"),
    ("az", ("ateskes",), "s.ceasefire"),
    ("tr", ("ateskes",), "s.ceasefire"),
    ("ru", ("перемирие",), "s.ceasefire"),
    ("en", ("peace", "treaty"), "s.peace-treaty"),
    ("ru", ("мирный", "договор"), "s.peace-treaty"),
])  # fmt: skip
def test_lemmas_lead_to_concepts(language: str, lemmas: tuple[str, ...], id_: str) -> None:
    """Terms are looked up by folded lemmas, as they are indexed."""
    assert id_ in thesaurus.concept_ids(language, lemmas)


def test_lemmas_belong_to_a_language() -> None:
    """A lemma of another language leads to no concept."""
    assert thesaurus.concept_ids("en", ("ateskes",)) == ()
    assert thesaurus.concept_ids("ru", ("ceasefire",)) == ()


def test_a_concept_has_a_field_and_preferred_words() -> None:
    """The preferred word of each language is the first."""
    found = thesaurus.concept("s.ceasefire")
    assert (found.field, found.broader) == ("war", "s.war")
    preferred: dict[str, str] = {}
    for word in found.words:
        preferred.setdefault(word.language, word.text)
    assert preferred == {"en": "ceasefire", "az": "atəşkəs", "tr": "ateşkes", "ru": "перемирие"}


def test_an_ambiguous_word_is_a_label_only() -> None:
    """May is a month and a verb: it is shown, but not searched."""
    label = thesaurus.concept("s.may").words[0]
    assert (label.text, label.lemmas) == ("May", ())
    assert "s.may" not in thesaurus.concept_ids("en", ("may",))
    assert "s.may" in thesaurus.concept_ids("tr", ("mayis",))


def test_no_word_has_the_lemma_of_its_opposite() -> None:
    """A word whose lemma lost its privative -sız would find the guilty for the innocent: it must be a label."""
    lost = [
        (one.id, word.text)
        for one in thesaurus.concepts()
        for word in one.words
        if word.language in {"az", "tr"} and PRIVATIVE.search(word.text)
        if len(word.lemmas) == 1 and not PRIVATIVE.search(word.lemmas[0])
    ]
    assert lost == []


def test_all_concepts_are_listed() -> None:
    """Each concept is listed once, as it is returned by its id."""
    found = list(thesaurus.concepts())
    assert len(found) == len(ROWS)
    assert all(thesaurus.concept(one.id) == one for one in found)


def test_an_unknown_id_is_an_error() -> None:
    """The message points to the documentation."""
    with pytest.raises(NotFoundError, match=r"s\.nothing.*docs/thesaurus\.md"):
        thesaurus.concept("s.nothing")
