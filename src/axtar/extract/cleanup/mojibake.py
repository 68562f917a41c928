"""Letters that are not what they look like: two scripts mixed in one word, and 8-bit text read in the wrong code page.

Every repair needs evidence in the text and works on whole words, so that French, Icelandic or Turkmen, where the same
letters are right, survive.
"""

import re

from axtar import tables

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏɐ-ʯ"
_CYRILLIC = "\u0400-\u052f"
_SEAM = re.compile(f"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]")
_MIXED_WORD = re.compile(f"[{_LATIN}{_CYRILLIC}]*(?:{_SEAM.pattern})[{_LATIN}{_CYRILLIC}]*")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_CYRILLIC_LETTER = re.compile(f"[{_CYRILLIC}]")

# U+01DD is Pan-Nigerian and phonetic; in our texts it stands for the schwa (GeoNames and pycountry write it so).
_SCHWA = str.maketrans("ǝƎ", "əƏ")

# cp1254 differs from Latin-1 in six letters.
_TURKISH = str.maketrans("ÐðÝýÞþ", "ĞğİıŞş")
_TURKISH_KINDS = ("Ðð", "Ýý", "Þþ")
_TURKISH_WORD = re.compile("[A-Za-zÇçÖöÜüÂâÎîÛû]*[ÐðÝýÞþ][A-Za-zÇçÖöÜüÂâÎîÛûÐðÝýÞþ]*(?![À-ÿ])")
# What Icelandic, Faroese or Old English never write: these letters beside ü or ç, and a final or post-vocalic thorn.
_TURKISH_SIGN = re.compile(r"\b(?=\w*[ÐðÝýÞþ])\w*[ÜüÇç]\w*|\w+[Þþ]\b|[ýÝ][þÞ]")
_NORDIC_SIGN = re.compile(r"\w*[æáéíóúøåÆÁÉÍÓÚØÅ]\w*")

# cp1251 as Latin-1: whole words of accented letters, which no language writes.
_RUSSIAN_WORD = re.compile(r"(?<![\w¨¸])[¨¸À-ÿ]+(?![\w¨¸])")
_RUSSIAN_RUN = re.compile("[¨¸À-ÿ]{4}")
_RUSSIAN_SIGN = re.compile(r"(?<![\w¨¸])[¨¸À-ÿ]{4,}(?![\w¨¸])")
_RUSSIAN_SHAPE = re.compile("(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+)")
_VOWEL = re.compile("[аеёиоуыэюя]")
_CONSONANT = re.compile("[бвгджзклмнпрстфхцчшщ]")

# Control characters 0x80 to 0x9f are cp1252 punctuation that was read as Latin-1.
_PUNCTUATION = frozenset(map(chr, range(0x80, 0xA0))) - set("\x81\x8d\x8f\x90\x9d")
_SUSPICIOUS = _PUNCTUATION.union(map(chr, range(0xC0, 0x100))) - set("ÇçÖöÜüÂâÎîÛû×÷")
_TO_PUNCTUATION = {ord(mark): mark.encode("latin-1").decode("cp1252") for mark in _PUNCTUATION}


def _lookalikes() -> tuple[dict[str, str], dict[str, str]]:
    pairs = tables.rows(__package__, "lookalikes.tsv")
    return dict(pairs), {cyrillic: latin for latin, cyrillic in pairs}


_TO_CYRILLIC, _TO_LATIN = _lookalikes()


def may_be_mixed(letters: set[str]) -> bool:
    """Whether a text of these letters is worth showing to `unify_script`."""
    if letters.isdisjoint("ǝƎ") and not any("\u0400" <= letter <= "\u052f" for letter in letters):
        return False
    return any(_LATIN_LETTER.match(letter) for letter in letters)


def may_be_wrong(letters: set[str]) -> bool:
    """Whether a text of these letters is worth showing to `repair_code_page`: more of Latin-1 than Turkish needs."""
    return not letters.isdisjoint(_SUSPICIOUS)


def unify_script(text: str) -> str:
    """Words of mixed Latin and Cyrillic letters in the script of most of their letters, where all others have a look-alike.

    >>> one_script("Бəрдə")  # both ə are Latin here, and Cyrillic afterwards
    'Бәрдә'
    """
    text = text.translate(_SCHWA) if "ǝ" in text or "Ǝ" in text else text
    return _MIXED_WORD.sub(_word_in_one_script, text) if _SEAM.search(text) else text


def _word_in_one_script(match: re.Match[str]) -> str:
    word = match.group()
    to_latin = _converted(word, _CYRILLIC_LETTER, _TO_LATIN)
    to_cyrillic = _converted(word, _LATIN_LETTER, _TO_CYRILLIC)
    if to_latin is None or to_cyrillic is None:
        return to_latin or to_cyrillic or word  # neither: a real mixture, such as a Latin brand with a Russian ending
    return to_latin if len(_LATIN_LETTER.findall(word)) > len(_CYRILLIC_LETTER.findall(word)) else to_cyrillic


def _converted(word: str, letters: re.Pattern[str], table: dict[str, str]) -> str | None:
    """The word with these letters replaced; None where one of them has no look-alike."""
    if all(letter in table for letter in letters.findall(word)):
        return letters.sub(lambda match: table[match.group()], word)
    return None


def repair_code_page(text: str) -> str:
    """Turkish (cp1254) and Cyrillic (cp1251) words that were read as Latin-1, repaired where the text gives evidence.

    >>> right_code_page("Øóøà")
    'Шуша'
    """
    letters = set(text)
    if not letters.isdisjoint(_PUNCTUATION):
        text = text.translate(_TO_PUNCTUATION)
    if _RUSSIAN_RUN.search(text) and _is_russian(text):
        text = _RUSSIAN_WORD.sub(lambda match: match.group().encode("latin-1").decode("cp1251"), text)
    if sum(not letters.isdisjoint(kind) for kind in _TURKISH_KINDS) > 1 and _is_turkish(text):
        text = _TURKISH_WORD.sub(lambda match: match.group().translate(_TURKISH), text)
    return text


def _is_turkish(text: str) -> bool:
    """Whether ð, ý and þ stand for ğ, ı and ş: more signs of Turkish than of the north."""
    return len(_TURKISH_SIGN.findall(text)) > 2 * len(_NORDIC_SIGN.findall(text))


def _is_russian(text: str) -> bool:
    """Whether some word of four or more accented letters reads as a Cyrillic word, with its case, vowels and consonants."""
    words = (match.group().encode("latin-1").decode("cp1251") for match in _RUSSIAN_SIGN.finditer(text))
    return any(
        _RUSSIAN_SHAPE.fullmatch(word) and _VOWEL.search(word.lower()) and _CONSONANT.search(word.lower())
        for word in words
    )
