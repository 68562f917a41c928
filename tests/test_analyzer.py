"""Text to terms: one composition for what is stored, asked and marked."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar import analysis, analyzer
from axtar.ingest.entities import shipped_analyzer
from axtar.languages import LANGUAGES
from axtar.model import AnalyzedToken, Mention, Passage

ANALYZER = shipped_analyzer(authority=True)

WORDS = """
Şuşada Şuşa'nın Шуше Шушада Shusha's Շուշիում carpets халчаларын Türkiye-Azerbaycan Нью-Йорк Mkhch'yan İSTANBUL
ısı Ağdərə 1905-ci the və и . , — … \u00ad a\u0301 👍 ــ شوشا
"""
texts = st.text(max_size=60) | st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)
languages = st.sampled_from([*LANGUAGES, "und", "de"])


def stored(text: str, language: str) -> tuple[list[AnalyzedToken], dict[str, list[str]]]:
    """The terms of a text, and what stands in each field."""
    found = ANALYZER.analyze(text, language)
    return found, {field: value.split() for field, value in analyzer.text_fields(found).items()}


QUOTED = [row.split("\t") for row in (Path(__file__).parent / "data/und/quoted.tsv").read_text("utf8").splitlines()[1:]]


@pytest.mark.parametrize(("language", "sentence", "word", "lemma"), QUOTED)
def test_a_quoted_word_is_analysed_by_its_own_letters(language: str, sentence: str, word: str, lemma: str) -> None:
    """The index holds its lemma in its own language, where a query for the word or for another of its forms looks."""
    found = [term for term in ANALYZER.analyze(sentence, language) if term.text == word]
    assert [term.lemma_term for term in found] == [lemma]
    asked = [reading for one in ANALYZER.analyze_query(word) for reading in one.readings]
    assert lemma in {term.lemma_term for _, term in asked} or lemma.startswith("und:")


@pytest.mark.parametrize("language", ["az", "fa"])
def test_a_word_in_arabic_script_is_found_in_any_language(language: str) -> None:
    """Azerbaijani and Persian share words; whoever types one finds it in both, with either keyboard."""
    (term,) = ANALYZER.analyze("کیتابی", language)
    (asked,) = ANALYZER.analyze_query("كيتابى")
    assert term.lemma_term in {one.lemma_term for _, one in asked.readings}
    assert {one.surface for _, one in asked.readings} == {term.surface}


@settings(deadline=None)
@given(texts, languages)
def test_surface_and_lemma_have_one_term_at_each_position(text: str, language: str) -> None:
    """A phrase in either field can mix with neither, because their positions agree."""
    found, fields = stored(text, language)
    assert len(fields["surface"]) == len(fields["lemma"]) == len(found)
    for place, term in enumerate(found):
        assert fields["surface"][place] == (term.surface or analyzer.FILLER)
        assert fields["lemma"][place] == term.entity_or_lemma
    mentions = [mention for term in found for mention in term.mentions]
    assert fields["names"] == [name for mention in mentions for name in analyzer.mention_terms(mention)]


@settings(deadline=None)
@given(texts, languages)
def test_offsets_give_what_was_written(text: str, language: str) -> None:
    """Terms stand in order, apart, inside the text; what stands there is the word."""
    end = 0
    for term in ANALYZER.analyze(text, language):
        assert end <= term.start < term.end <= len(text)
        end = term.end
        assert analysis.surface(text[term.start : term.end], term.language or language) == term.surface
        for mention in term.mentions:
            assert mention.start == term.start
            assert mention.start < mention.end <= len(text)


@settings(deadline=None)
@given(texts)
def test_a_question_is_read_in_every_language_of_its_script(text: str) -> None:
    """Each word has at least one reading, and its offsets are those of the text."""
    for word in ANALYZER.analyze_query(text):
        assert word.readings
        assert {term.start for _, term in word.readings} == {word.start}
        codes = [code for code, _ in word.readings]
        assert set(codes) <= {*LANGUAGES, "und"}


@settings(deadline=None)
@given(texts, st.sampled_from(list(LANGUAGES)))
def test_a_question_can_be_read_as_its_text_was(text: str, language: str) -> None:
    """Among the readings of a word in its own language is what the index holds of it."""
    for term, word in zip(ANALYZER.analyze(text, language), ANALYZER.analyze_query(text), strict=True):
        own = [reading for code, reading in word.readings if code == (term.language or language)]
        if own:
            assert term.surface in {reading.surface for reading in own}
            assert term.lemma in {reading.lemma for reading in own}


@pytest.mark.parametrize(
    ("text", "language", "surface", "lemma"),
    [
        ("Şuşada", "az", "susada", "p.shusha"),
        ("Şuşa'da", "tr", "susada", "p.shusha"),
        ("Шуше", "ru", "шуше", "p.shusha"),
        ("səhərlər", "az", "seherler", "az:seher"),
        ("сәһәрләр", "az", "seherler", "az:seher"),
        ("houses", "en", "houses", "en:house"),
        ("Häuser", "de", "hauser", "und:hauser"),
    ],
)
def test_what_is_written_into_the_fields(text: str, language: str, surface: str, lemma: str) -> None:
    """Folded words, lemmas marked with their language, and entities in place of both."""
    _, fields = stored(text, language)
    assert (fields["surface"], fields["lemma"]) == ([surface], [lemma])


def test_a_name_is_written_with_what_it_may_be() -> None:
    """Entities and keys, each alone and with the spelling; blanks do not part a term."""
    mention = Mention(0, 12, "Mir Cəlal", keys=("mrgll",), entities=("h.mir-jalal",))
    assert analyzer.mention_terms(mention) == ("h.mir-jalal", "h.mir-jalal=mir_celal", "~mrgll", "~mrgll=mir_celal")
    assert analyzer.mention_names(mention) == ("h.mir-jalal", "~mrgll")


def test_places_are_told_by_their_id() -> None:
    """Persons and organisations are no places."""
    assert [analyzer.is_place(id_) for id_ in ("p.shusha", "h.uzeyir-hajibeyov", "o.un")] == [True, False, False]


def test_what_has_no_letters_leaves_a_filler() -> None:
    """A term of blanks would shift all positions behind it."""
    bare = AnalyzedToken("x", 0, 1, "", "", analyzer.FILLER)
    filled = {"surface": analyzer.FILLER, "lemma": analyzer.FILLER, "names": "", "ngrams": ""}
    assert analyzer.text_fields([bare]) == filled


def test_a_passage_has_the_fields_of_its_text() -> None:
    """What adding stores is what analyse and text_fields say."""
    text = "В Шуше ткали ковры."
    fields, found = ANALYZER.passage_fields(Passage(1, 0, len(text), "ru", "Cyrl", text))
    assert found == ANALYZER.analyze(text, "ru")
    assert fields == analyzer.text_fields(found)
    assert set(fields) == {"surface", "lemma", "names", "ngrams"}


def test_only_the_analyzer_makes_index_terms() -> None:
    """Highlights and indexes agree by construction, as long as both use this module."""
    source = Path(analyzer.__file__).parent
    for module in ("search/highlight.py", "ingest/index_passages.py"):
        text = (source / module).read_text("utf8")
        assert "axtar.analysis" not in text
        assert "axtar.analyzer" in text
