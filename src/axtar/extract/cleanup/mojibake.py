"""Repair of mojibake: words of 8-bit text that was decoded with the wrong code page.

YÜKSEKÖÐRETÝM is YÜKSEKÖĞRETİM, and Øóøà is Шуша. Every repair requires evidence in the text and works on whole words, so that
French, Icelandic or Turkmen, where the same letters are right, remain as they are.
"""

import re

# cp1254 differs from Latin-1 in six letters.
_TURKISH = str.maketrans("ÐðÝýÞþ", "ĞğİıŞş")
_TURKISH_PAIRS = ("Ðð", "Ýý", "Þþ")
# The words of these patterns begin where a word begins, so that a long run of letters is not searched from each of them.
_TURKISH_WORD = re.compile(
    "(?<![A-Za-zÇçÖöÜüÂâÎîÛûÐðÝýÞþ])[A-Za-zÇçÖöÜüÂâÎîÛû]*[ÐðÝýÞþ][A-Za-zÇçÖöÜüÂâÎîÛûÐðÝýÞþ]*(?![À-ÿ])"
)
# Icelandic, Faroese and Old English never have these letters in a word with ü or ç, nor a final or post-vocalic thorn.
_TURKISH_EVIDENCE = re.compile(r"\b(?=\w*[ÐðÝýÞþ])\w*[ÜüÇç]\w*|\b\w+[Þþ]\b|[ýÝ][þÞ]")
_NORDIC_EVIDENCE = re.compile(r"\b\w*[æáéíóúøåÆÁÉÍÓÚØÅ]\w*")

# cp1251 as Latin-1: whole words of accented letters, which no language has.
_RUSSIAN_WORD = re.compile(r"(?<![\w¨¸])[¨¸À-ÿ]+(?![\w¨¸])")
_RUSSIAN_RUN = re.compile("[¨¸À-ÿ]{4}")
_RUSSIAN_EVIDENCE = re.compile(r"(?<![\w¨¸])[¨¸À-ÿ]{4,}(?![\w¨¸])")
_RUSSIAN_SHAPE = re.compile("(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+)")
_VOWEL = re.compile("[аеёиоуыэюя]")
_CONSONANT = re.compile("[бвгджзклмнпрстфхцчшщ]")

# Control characters 0x80 to 0x9f are cp1252 punctuation that was read as Latin-1.
_PUNCTUATION = frozenset(map(chr, range(0x80, 0xA0))) - set("\x81\x8d\x8f\x90\x9d")
_SUSPICIOUS = _PUNCTUATION.union(map(chr, range(0xC0, 0x100))) - set("ÇçÖöÜüÂâÎîÛû×÷")
_TO_PUNCTUATION = {ord(mark): mark.encode("latin-1").decode("cp1252") for mark in _PUNCTUATION}


def may_be_mojibake(letters: set[str]) -> bool:
    """Whether a text of these letters may need `repair_code_page`.

    It may if it has characters of Latin-1 that Turkish does not use.
    """
    return not letters.isdisjoint(_SUSPICIOUS)


def repair_code_page(text: str) -> str:
    """Repair Turkish and Cyrillic words decoded as Latin-1, where the text has evidence of it.

    Their code pages are cp1254 and cp1251.

    >>> repair_code_page("Øóøà")
    'Шуша'
    """
    letters = set(text)
    if not letters.isdisjoint(_PUNCTUATION):
        text = text.translate(_TO_PUNCTUATION)
    if _RUSSIAN_RUN.search(text) and _is_russian(text):
        text = _RUSSIAN_WORD.sub(lambda match: match.group().encode("latin-1").decode("cp1251"), text)
    if sum(not letters.isdisjoint(pair) for pair in _TURKISH_PAIRS) > 1 and _is_turkish(text):
        text = _TURKISH_WORD.sub(lambda match: match.group().translate(_TURKISH), text)
    return text


def _is_turkish(text: str) -> bool:
    """Whether ð, ý and þ stand for ğ, ı and ş.

    They do if the text has more than twice as much evidence of Turkish as of a Nordic language.
    """
    return len(_TURKISH_EVIDENCE.findall(text)) > 2 * len(_NORDIC_EVIDENCE.findall(text))


def _is_russian(text: str) -> bool:
    """Whether some word of four or more accented letters is a plausible Cyrillic word.

    A plausible word has regular case, a vowel and a consonant.
    """
    words = (match.group().encode("latin-1").decode("cp1251") for match in _RUSSIAN_EVIDENCE.finditer(text))
    return any(
        _RUSSIAN_SHAPE.fullmatch(word) and _VOWEL.search(word.lower()) and _CONSONANT.search(word.lower())
        for word in words
    )
