"""The language of one word whose letters tell that it is not its passage's: a title or a quotation inside a sentence."""

from functools import cache

from axtar.detect import ngram_model
from axtar.detect.tables import read
from axtar.languages import LANGUAGES

_SURE = 6 * ngram_model.COST_PER_NAT  # of Russian against Azerbaijani where both can write a word
_BEFORE_1958 = str.maketrans({"я": "ја", "ю": "јү", "й": "ј", "э": "е"})
_SHORTEST = 2  # letters; initials and numbers tell nothing


@cache
def _alphabets() -> dict[tuple[str, str], frozenset[str]]:
    """data/alphabets.tsv: by script and letter, the languages that have it; letters that all of ours have are not there."""
    rows = (line.split("\t") for line in read("alphabets.tsv").splitlines()[1:])
    return {(script, letter): frozenset(codes.split()) for script, letters, codes in rows for letter in letters}


def word_language(word: str, language: str) -> str:
    """The language (ISO 639-1) by which to analyse a word that stands in a passage in `language`.

    It is the passage's wherever that can be written so. Else it is the likeliest, by the counts of letters, of those that
    can: ə is Azerbaijani in an English sentence, ğ that or Turkish, Latin letters in a Russian one any but Russian. A Turkic
    suffix after an apostrophe is the passage's, and so is its word. In Azerbaijani passages a Cyrillic word is Russian where the
    counts leave no doubt, because most Cyrillic letters are of both. Passages in languages that we do not analyse keep
    their words.
    """
    lowered = ngram_model.normalize_case(word)
    letters = ngram_model.split_words(lowered)
    if language not in LANGUAGES or sum(map(len, letters)) < _SHORTEST or ngram_model.FOREIGN_CYRILLIC.search(lowered):
        return language
    script = ngram_model.word_script(lowered)
    places = {
        one.language: i
        for i, one in enumerate(ngram_model.STATES)
        if one.script == script and one.columns and one.language
    }
    told = [_alphabets()[script, letter] for letter in {*word, *lowered} if (script, letter) in _alphabets()]
    able = (places.keys() & LANGUAGES).intersection(*told)
    if language == "az" and able == {"az", "ru"}:
        old = [one.translate(_BEFORE_1958) for one in letters]
        sure = ngram_model.text_costs(letters)[places["ru"]] + _SURE <= ngram_model.text_costs(old)[places["az"]]
        return "ru" if sure else "az"
    suffixed = LANGUAGES[language].dotless_i and language in places and len(letters) > 1
    if language in able or not able or suffixed:
        return language
    costs = ngram_model.text_costs(letters)
    return min(able, key=lambda one: (costs[places[one]], one))
