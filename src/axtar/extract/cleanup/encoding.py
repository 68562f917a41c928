"""Bytes to text when nobody says in what code page: UTF-8, UTF-16 with its mark, windows-1251, windows-1254, KOI8-R."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CYRILLIC = ("windows-1251", "koi8-r", "ibm866", "iso-8859-5", "mac-cyrillic")
_LATIN = ("windows-1254", "windows-1252")
_SAMPLE = 100_000  # bytes that are looked at
_TYPOS = 0.001  # UTF-8 with so few bad bytes is UTF-8 with bad bytes

_LOWER_AFTER = re.compile("[а-яё][а-яё]")
_UPPER_AFTER = re.compile("[а-яё][А-ЯЁ]")
_ODD = re.compile("[\u0080-\u009f\ufffd\u2500-\u25ff]")
_TURKISH = re.compile("[ğışĞİŞçöüÇÖÜ]")
_STRANGE = re.compile("[ÐðÝýÞþÿ¿-×]")


def decode(data: bytes) -> str:
    """The text; a byte that means nothing in its code page becomes U+FFFD. Never fails."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= _TYPOS * len(text):
        return text
    return data.decode(_legacy(data[:_SAMPLE]), errors="replace")


def _legacy(sample: bytes) -> str:
    """The 8-bit code page: chardet's word where it is plausible, else the most plausible of ours."""
    import chardet  # 50 ms, and few files need it

    guess = (
        str(chardet.detect(sample)["encoding"] or "")
        .lower()
        .replace("iso-8859-9", "windows-1254")
        .replace("cp", "windows-")
    )
    candidates = [name for name in (guess, *_CYRILLIC, *_LATIN) if name in (*_CYRILLIC, *_LATIN)]
    return max(candidates, key=lambda name: _plausibility(sample.decode(name, errors="replace")))


def _plausibility(text: str) -> float:
    """How much a text looks like Russian or Turkish by its letters; the first of equals wins, so chardet's guess comes first."""
    good = len(_LOWER_AFTER.findall(text)) + 2 * len(_TURKISH.findall(text))
    bad = len(_UPPER_AFTER.findall(text)) + 3 * len(_ODD.findall(text)) + 2 * len(_STRANGE.findall(text))
    return (good - 2 * bad) / (len(text) or 1)
