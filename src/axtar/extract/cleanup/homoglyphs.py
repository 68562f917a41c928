"""Repair of words that mix Latin and Cyrillic homoglyphs: they are written in one script.

Old fonts and OCR mix them: a Cyrillic а inside a Latin word.
"""

import re

from axtar import tables

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏɐ-ʯ"
_CYRILLIC = "\u0400-\u052f"
_BOUNDARY = re.compile(f"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]")
# From the start of a word, so that a long run of letters is not searched from each of them.
_MIXED_WORD = re.compile(
    f"(?<![{_LATIN}{_CYRILLIC}])[{_LATIN}{_CYRILLIC}]*(?:{_BOUNDARY.pattern})[{_LATIN}{_CYRILLIC}]*"
)
_CONTEXT = 60  # characters before and after a word
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_CYRILLIC_LETTER = re.compile(f"[{_CYRILLIC}]")

# U+01DD is Pan-Nigerian and phonetic; in our texts it stands for the schwa (GeoNames and pycountry write it that way).
_SCHWA = str.maketrans("ǝƎ", "əƏ")

_TO_CYRILLIC = dict(tables.rows(__package__, "homoglyphs.tsv"))
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()}

# Azerbaijani of 1929–1939, which writes ь and often в in Latin words: one of them is next to a letter that Cyrillic lacks.
_ONLY_LATIN = "".join(letter for letter in "abcçdefgğƣhijklmnoɵpqrsştuvxyzƶ" if letter not in _TO_CYRILLIC)
_OLD_AZERBAIJANI = re.compile(f"[{_ONLY_LATIN}{_ONLY_LATIN.upper()}][ьЬ]|[ьЬ][{_ONLY_LATIN}]")
_SHARED_LETTER = re.compile("[ьЬв]")
_OTHER_CYRILLIC_LETTER = re.compile(f"(?![ьЬв])[{_CYRILLIC}]")


def may_mix_scripts(letters: set[str]) -> bool:
    """Whether a text of these letters may need `unify_script`.

    A quick check, because most pages do not mix scripts.
    """
    if letters.isdisjoint("ǝƎ") and not any("\u0400" <= letter <= "\u052f" for letter in letters):
        return False
    return any(_LATIN_LETTER.match(letter) for letter in letters)


def unify_script(text: str) -> str:
    """Write each word that mixes scripts in one of them: the one that all its letters have.

    If they look alike in both, `_is_latin` decides; if it is a mixture in either, the word stays as it is. In Azerbaijani of
    1929–1939, ь and в are letters of Latin words.

    >>> unify_script("Бəрдə")  # both ə are Latin in the argument and Cyrillic in the result
    'Бәрдә'
    """
    text = text.translate(_SCHWA) if "ǝ" in text or "Ǝ" in text else text
    if not _BOUNDARY.search(text):
        return text
    return _MIXED_WORD.sub(_unify_old_word if _OLD_AZERBAIJANI.search(text) else _unify_word, text)


def _unify_old_word(match: re.Match[str]) -> str:
    """Write the other letters of a word with ь or в in Latin, if that is possible."""
    word = match.group()
    latin = _converted(word, _OTHER_CYRILLIC_LETTER, _TO_LATIN) if _SHARED_LETTER.search(word) else None
    return latin or _unify_word(match)


def _unify_word(match: re.Match[str]) -> str:
    word = match.group()
    to_latin = _converted(word, _CYRILLIC_LETTER, _TO_LATIN)
    to_cyrillic = _converted(word, _LATIN_LETTER, _TO_CYRILLIC)
    if to_latin is None or to_cyrillic is None:
        return to_latin or to_cyrillic or word  # neither: a real mixture, such as a Latin brand with a Russian ending
    return to_latin if _is_latin(match) else to_cyrillic


def _is_latin(match: re.Match[str]) -> bool:
    """Whether a word of which all letters look alike in both scripts is Latin.

    That is shown by к and k, which look alike less, else by the letters around the word, else by most of its own.
    """
    word = match.group()
    if ("k" in word) != ("к" in word):
        return "k" in word
    around = (
        match.string[max(0, match.start() - _CONTEXT) : match.start()]
        + match.string[match.end() : match.end() + _CONTEXT]
    )
    for letters in (around, word):
        latin, cyrillic = len(_LATIN_LETTER.findall(letters)), len(_CYRILLIC_LETTER.findall(letters))
        if latin != cyrillic:
            return latin > cyrillic
    return False


def _converted(word: str, letters: re.Pattern[str], table: dict[str, str]) -> str | None:
    """Replace these letters of a word by homoglyphs; return None if one of them has none."""
    if all(letter in table for letter in letters.findall(word)):
        return letters.sub(lambda match: table[match.group()], word)
    return None
