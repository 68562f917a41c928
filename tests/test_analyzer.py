"""Index terms of texts and queries, which indexing, searching and highlighting share."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar import analysis, analyzer
from axtar.analyzer import shipped_analyzer
from axtar.languages import LANGUAGES
from axtar.model import AnalyzedToken, Mention, Passage

ANALYZER = shipped_analyzer(authority=True)

WORDS = """
Şuşada Şuşa'nın Шуше Шушада Shusha's Շուշիում carpets халчаларын Türkiye-Azerbaycan Нью-Йорк Mkhch'yan İSTANBUL
ısı Ağdərə 1905-ci the və и . , — … \u00ad a\u0301 👍 ــ شوشا
"""
texts = st.text(max_size=60) | st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)
languages = st.sampled_from([*LANGUAGES, "und", "de"])


def analyzed(text: str, language: str) -> tuple[list[AnalyzedToken], dict[str, list[str]]]:
    """Return the tokens of a text, and the index terms in each field."""
    tokens = ANALYZER.analyze(text, language)
    return tokens, {field: value.split() for field, value in analyzer.text_fields(tokens).items()}


QUOTED = [row.split("\t") for row in (Path(__file__).parent / "data/und/quoted.tsv").read_text("utf8").splitlines()[1:]]


@pytest.mark.parametrize(("language", "sentence", "word", "lemma"), QUOTED)
def test_a_quoted_word_is_analyzed_in_the_language_of_its_letters(
    language: str, sentence: str, word: str, lemma: str
) -> None:
    """The index has its lemma in that language, for which a query for the word or another form of it searches."""
    tokens = [token for token in ANALYZER.analyze(sentence, language) if token.text == word]
    assert [token.lemma_term for token in tokens] == [lemma]
    readings = [reading for query_word in ANALYZER.analyze_query(word) for reading in query_word.readings]
    assert lemma in {token.lemma_term for _, token in readings} or lemma.startswith("und:")


@pytest.mark.parametrize("language", ["az", "fa"])
def test_a_word_in_arabic_script_is_found_in_every_language(language: str) -> None:
    """Azerbaijani and Persian share words, which a query finds in both, typed with either keyboard."""
    (token,) = ANALYZER.analyze("کیتابی", language)
    (query_word,) = ANALYZER.analyze_query("كيتابى")
    assert token.lemma_term in {reading.lemma_term for _, reading in query_word.readings}
    assert {reading.surface for _, reading in query_word.readings} == {token.surface}


@settings(deadline=None)
@given(texts, languages)
def test_surface_and_lemma_have_one_term_at_each_position(text: str, language: str) -> None:
    """Positions in both fields are those of the tokens, so that phrases match in either."""
    tokens, fields = analyzed(text, language)
    assert len(fields["surface"]) == len(fields["lemma"]) == len(tokens)
    for position, token in enumerate(tokens):
        assert fields["surface"][position] == (token.surface or analyzer.FILLER)
        assert fields["lemma"][position] == token.entity_or_lemma
    mentions = [mention for token in tokens for mention in token.mentions]
    assert fields["names"] == [name for mention in mentions for name in analyzer.mention_terms(mention)]


@settings(deadline=None)
@given(texts, languages)
def test_offsets_enclose_the_word_as_written(text: str, language: str) -> None:
    """Tokens are in order and do not overlap; their spans and those of names are inside the text."""
    end = 0
    for token in ANALYZER.analyze(text, language):
        assert end <= token.start < token.end <= len(text)
        end = token.end
        assert analysis.surface(text[token.start : token.end], token.language or language) == token.surface
        for mention in token.mentions:
            assert mention.start == token.start
            assert mention.start < mention.end <= len(text)


@settings(deadline=None)
@given(texts)
def test_a_query_is_read_in_every_language_of_its_script(text: str) -> None:
    """Each word has at least one reading, and its offsets are those of the text."""
    for word in ANALYZER.analyze_query(text):
        assert word.readings
        assert {token.start for _, token in word.readings} == {word.start}
        codes = [code for code, _ in word.readings]
        assert set(codes) <= {*LANGUAGES, "und"}


@settings(deadline=None)
@given(texts, st.sampled_from(list(LANGUAGES)))
def test_a_query_can_be_read_as_the_same_text(text: str, language: str) -> None:
    """The readings of a word in the language of a text include what the index has of it."""
    for token, word in zip(ANALYZER.analyze(text, language), ANALYZER.analyze_query(text), strict=True):
        readings = [reading for code, reading in word.readings if code == (token.language or language)]
        if readings:
            assert token.surface in {reading.surface for reading in readings}
            assert token.lemma in {reading.lemma for reading in readings}


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
def test_fields_have_surfaces_lemmas_and_entities(text: str, language: str, surface: str, lemma: str) -> None:
    """Surfaces are folded, lemmas are marked with their language, and an entity replaces the lemma of a name."""
    _, fields = analyzed(text, language)
    assert (fields["surface"], fields["lemma"]) == ([surface], [lemma])


def test_a_name_has_terms_for_its_entities_and_keys() -> None:
    """Each is indexed alone and with the spelling, in which underscores replace blanks."""
    mention = Mention(0, 12, "Mir Cəlal", keys=("mrgll",), entities=("h.mir-jalal",))
    assert analyzer.mention_terms(mention) == ("h.mir-jalal", "h.mir-jalal=mir_celal", "~mrgll", "~mrgll=mir_celal")
    assert analyzer.mention_names(mention) == ("h.mir-jalal", "~mrgll")


def test_places_are_recognized_by_their_id() -> None:
    """Persons and organisations have other prefixes."""
    assert [analyzer.is_place(id_) for id_ in ("p.shusha", "h.uzeyir-hajibeyov", "o.un")] == [True, False, False]


def test_a_token_without_terms_leaves_a_filler() -> None:
    """Without it, the positions of all tokens after it would shift."""
    token = AnalyzedToken("x", 0, 1, "", "", analyzer.FILLER)
    filled = {"surface": analyzer.FILLER, "lemma": analyzer.FILLER, "names": "", "ngrams": ""}
    assert analyzer.text_fields([token]) == filled


def test_a_passage_has_the_fields_of_its_text() -> None:
    """They are those of `analyze` and `text_fields`."""
    text = "В Шуше ткали ковры."
    fields, tokens = ANALYZER.passage_fields(Passage(1, 0, len(text), "ru", "Cyrl", text))
    assert tokens == ANALYZER.analyze(text, "ru")
    assert fields == analyzer.text_fields(tokens)
    assert set(fields) == {"surface", "lemma", "names", "ngrams"}


def test_only_the_analyzer_makes_index_terms() -> None:
    """Highlights and index agree, since both use the analyzer and neither uses the analysis of words."""
    source = Path(analyzer.__file__).parent
    for module in ("search/highlight.py", "ingest/index_passages.py"):
        text = (source / module).read_text("utf8")
        assert "axtar.analysis" not in text
        assert "axtar.analyzer" in text
