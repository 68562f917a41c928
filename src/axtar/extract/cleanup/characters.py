"""Repair of characters: the text as one would type it.

It becomes NFC, without invisible characters and ligatures, with plain spaces and line breaks. PDFium marks a hyphen at a line
end, together with the line break, by U+FFFE (U+0002 in some of its functions).
"""

import re
import unicodedata

from axtar.extract.cleanup.homoglyphs import may_mix_scripts, unify_script
from axtar.extract.cleanup.mojibake import may_be_mojibake, repair_code_page
from axtar.normalization import nfc

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ"}
)
# Controls, soft hyphens, zero-width characters, direction marks, surrogates and noncharacters.
_INVISIBLE_RANGES = (
    *("\x00-\x08", "\x0e-\x1f", "\x7f-\x9f", "\xad", "\u200b", "\u200d-\u200f", "\u202a-\u202e", "\u2060-\u2069"),
    *("\ud800-\udfff", "\ufdd0-\ufdef", "\ufeff", "\ufffe", "\uffff"),
)
# U+200C stays between letters of the Arabic script, where it is spelling.
_INVISIBLE = re.compile(f"[{''.join(_INVISIBLE_RANGES)}]|(?<![\u0600-\u08ff])\u200c|\u200c(?![\u0600-\u08ff])")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_RARE = frozenset(chr(code) for span in _INVISIBLE_RANGES for code in range(ord(span[0]), ord(span[-1]) + 1)).union(
    "\u200c", _SPACES, map(chr, _LIGATURES)
)
_REPEATED_SPACES = re.compile("  +")
_TO_PLAIN = _LIGATURES | str.maketrans(dict.fromkeys(_SPACES, " "))

_MARKED_HYPHEN = re.compile("\x02\n?|[\u00ad¬][ \t]*\n")
_LINE_BREAK = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_RARE_BREAKS = frozenset("\x02\u00ad¬\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def expand_pdfium_hyphens(raw: str) -> str:
    """Replace U+FFFE by a hyphen and a line break, and CRLF by LF."""
    return raw.replace("\r\n", "\n").replace("\ufffe", "-\n")


def unify_line_breaks(raw: str) -> str:
    """Write every line break as LF, and every hyphen at a line end as "-".

    Such a hyphen may be U+FFFE, U+0002, a soft hyphen or a not sign.
    """
    text = expand_pdfium_hyphens(raw)
    if set(text).isdisjoint(_RARE_BREAKS):
        return text
    return _MARKED_HYPHEN.sub("-\n", _LINE_BREAK.sub("\n", text))


def repair_characters(text: str) -> str:
    """Repair the characters of a text; its lines remain as they are.

    Words decoded with the wrong code page are repaired, mixed words written in one script where that is possible. The result is
    NFC, without invisible characters and ligatures, with single spaces.
    """
    letters = set(text)  # about eighty on a page, which are cheaper to examine than its text
    if may_be_mojibake(letters):
        text = repair_code_page(text)
        letters = set(text)
    if not letters.isdisjoint(_RARE):
        text = _INVISIBLE.sub("", text).translate(_TO_PLAIN)
    if not unicodedata.is_normalized("NFC", text):
        text = nfc(text)
    if may_mix_scripts(letters):
        # Latin letters compose with marks that Cyrillic ones do not.
        text = nfc(unify_script(text))
    return _REPEATED_SPACES.sub(" ", text) if "  " in text else text
