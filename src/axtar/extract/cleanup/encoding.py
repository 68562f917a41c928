"""Decoding of bytes in an unknown encoding.

The encodings are UTF-8, UTF-16 and UTF-32 with a byte order mark, windows-1251, windows-1254, KOI8-R and others.
"""

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CYRILLIC = ("windows-1251", "koi8-r", "ibm866", "iso-8859-5", "mac-cyrillic")
_LATIN = ("windows-1254", "windows-1252")
_SAMPLE_BYTES = 100_000
_MAX_INVALID = 0.001  # share of invalid bytes in text that is still UTF-8

_LOWER_LOWER = re.compile("[а-яё][а-яё]")
_LOWER_UPPER = re.compile("[а-яё][А-ЯЁ]")
_UNLIKELY = re.compile("[\u0080-\u009f\ufffd\u2500-\u25ff]")
_TURKISH = re.compile("[ğışĞİŞçöüÇÖÜ]")
_FOREIGN = re.compile("[ÐðÝýÞþÿ¿-×]")


def decode(data: bytes) -> str:
    """Decode bytes; those that are invalid in their encoding become U+FFFD. Never fails."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= _MAX_INVALID * len(text):
        return text
    return data.decode(_detect_code_page(data[:_SAMPLE_BYTES]), errors="replace")


def _detect_code_page(sample: bytes) -> str:
    """Return the 8-bit code page in which a sample is most plausible.

    The one that chardet detects wins a tie.
    """
    import chardet  # 50 ms, and few files need it

    guess = str(chardet.detect(sample)["encoding"] or "").lower()
    detected = guess.replace("iso-8859-9", "windows-1254").replace("cp", "windows-")
    candidates = [name for name in (detected, *_CYRILLIC, *_LATIN) if name in (*_CYRILLIC, *_LATIN)]
    return max(candidates, key=lambda name: _plausibility(sample.decode(name, errors="replace")))


def _plausibility(text: str) -> float:
    """Score how much the letters of a text look like Russian or Turkish."""
    likely = len(_LOWER_LOWER.findall(text)) + 2 * len(_TURKISH.findall(text))
    unlikely = len(_LOWER_UPPER.findall(text)) + 3 * len(_UNLIKELY.findall(text)) + 2 * len(_FOREIGN.findall(text))
    return (likely - 2 * unlikely) / (len(text) or 1)
