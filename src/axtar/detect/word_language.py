"""The language of a single word whose letters exclude the language of its passage.

Such words are part of a title or a quotation in a sentence.
"""

from functools import cache

from axtar.detect import ngram_model
from axtar.detect.ngram_model import COST_PER_NAT, MODEL, STATES
from axtar.detect.tables import read
from axtar.languages import LANGUAGES

_RUSSIAN_MARGIN = 6 * COST_PER_NAT  # by which Russian must beat Azerbaijani where both have the letters
_BEFORE_1958 = str.maketrans({"я": "ја", "ю": "јү", "й": "ј", "э": "е"})
_MIN_LETTERS = 2  # initials and numbers are no evidence


@cache
def _alphabets() -> dict[tuple[str, str], frozenset[str]]:
    """Map (script, letter) to the languages that have the letter (data/alphabets.tsv).

    Letters of all languages are not listed.
    """
    rows = (line.split("\t") for line in read("alphabets.tsv").splitlines()[1:])
    return {(script, letter): frozenset(codes.split()) for script, letters, codes in rows for letter in letters}


def word_language(word: str, language: str) -> str:
    """Return the language (ISO 639-1) by which to analyze a word in a passage of `language`.

    This is the passage's language if that can spell the word, else the most probable of those that can: ə is Azerbaijani in
    an English sentence, ğ Azerbaijani or Turkish, Latin letters in a Russian sentence any language but Russian. A word with
    a Turkic suffix after an apostrophe stays in its Turkic passage. In an Azerbaijani passage a Cyrillic word is Russian only
    if the model is certain, because both languages share most letters. Passages in languages that axtar does not analyze
    keep their words.
    """
    lowered = ngram_model.normalize_case(word)
    parts = ngram_model.split_words(lowered)
    if language not in LANGUAGES or sum(map(len, parts)) < _MIN_LETTERS or ngram_model.FOREIGN_CYRILLIC.search(lowered):
        return language
    script = ngram_model.word_script(lowered)
    indexes = {
        state.language: index
        for index, state in enumerate(STATES)
        if state.script == script and state.columns and state.language
    }
    by_letter = [_alphabets()[script, letter] for letter in {*word, *lowered} if (script, letter) in _alphabets()]
    possible = (indexes.keys() & LANGUAGES).intersection(*by_letter)
    if language == "az" and possible == {"az", "ru"}:
        old_spelling = [part.translate(_BEFORE_1958) for part in parts]
        russian, azerbaijani = MODEL.text_costs(parts)[indexes["ru"]], MODEL.text_costs(old_spelling)[indexes["az"]]
        return "ru" if russian + _RUSSIAN_MARGIN <= azerbaijani else "az"
    has_suffix = LANGUAGES[language].dotless_i and language in indexes and len(parts) > 1
    if language in possible or not possible or has_suffix:
        return language
    costs = MODEL.text_costs(parts)
    return min(possible, key=lambda code: (costs[indexes[code]], code))
