"""The raw text of a page to text as one would type it: composed letters, whole words, whole paragraphs.

A paragraph is one line, parted from the next by an empty line; lists, tables and page numbers keep lines of their own.
Highlighting on the page finds the way back to the raw text with `extract.align`.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable

from axtar.extract.letters import one_script, right_code_page

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ"}
)
_LIGATURE = re.compile("[ﬀ-ﬆĳĲ]")
# Marks that are not seen. U+200C stays between letters of the Arabic script, where it is spelling.
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    "|(?<![\u0600-\u08ff])\u200c|\u200c(?![\u0600-\u08ff])"
    "|[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\uffff\ufffe]"
)
# A hyphen that a line ends with: PDFium's mark (U+FFFE, U+0002 from some of its calls), a soft hyphen, OCR's not sign.
_MARKED_HYPHEN = re.compile("[\ufffe\x02]|[\u00ad¬][ \t]*(?=\r?\n)")
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

_BROKEN = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)[-‐‑]$")
_WORD = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")

_BULLET = re.compile(r"[•▪●◦‣■□*-]\s")
_NUMBERED = re.compile(r"(?:\(?\d{1,3}|[^\W\d_])[.)]\s|\[\d{1,3}\]")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_WIDEST = 200  # no printed line is longer; a longer one is a paragraph by itself
_STEM = 4  # letters of a compound's second half that tell it: endings differ from place to place


def clean(raw: str, vocabulary: Collection[str] | None = None) -> str:
    """The text of one page, NFC, with its words and paragraphs made whole.

    `vocabulary` is that of the whole document (`vocabulary()`), to tell real compounds; by default the page's own.
    Idempotent.
    """
    text = raw if raw.isascii() and "\r" not in raw else _BREAK.sub("\n", raw)
    text = _MARKED_HYPHEN.sub("-\n", text).replace("-\n\n", "-\n") if _MARKED_HYPHEN.search(text) else text
    text = repair(text)
    return _flow(text.split("\n"), vocabulary)


def repair(text: str) -> str:
    """The same lines with every letter as it should be: NFC, nothing unseen, ligatures unfolded, one script to a word."""
    if not (text.isascii() and text.isprintable()):
        text = right_code_page(text)
        text = _UNSEEN.sub("", text)
        if _LIGATURE.search(text):
            text = text.translate(_LIGATURES)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        text = one_script(text)
    return _BLANKS.sub(" ", text)


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words of a document, and its compounds as `first-seco`: what tells at a line's end which hyphens are real."""
    words = {word for text in texts for word in _WORDS.findall(text)}
    return frozenset(key for word in words for key in _keys(word.casefold()))


def _keys(word: str) -> Iterable[str]:
    if word.isalnum():
        return (word,)
    parts = _WORD.findall(word)
    return (*parts, *(f"{first}-{second[:_STEM]}" for first, second in zip(parts, parts[1:], strict=False)))


def joined(first: str, second: str, known: Collection[str]) -> str:
    """Two halves of a word that a line-end hyphen parts, as one word, with or without the hyphen.

    A hyphen is real beside a digit, before a capital, and where the document writes it inside a line as well. In a word all in
    capitals a capital says nothing: it is real where both halves are words of the document and the whole is not.
    """
    left, right = first.casefold(), second.casefold()
    if first[-1].isdigit() or second[0].isdigit():
        return f"{first}-{second}"
    if f"{left}-{right[:_STEM]}" in known and left + right not in known:
        return f"{first}-{second}"
    if first.isupper() and second.isupper() and len(first) > 1:
        real = left in known and right in known and left + right not in known
    else:
        real = second[0].isupper()
    return f"{first}-{second}" if real else first + second


def glue(first: str, second: str, known: Collection[str]) -> str:
    """Two lines of one paragraph as one."""
    broken, rest = _BROKEN.search(first), _WORD.match(second)
    if not broken or not rest:
        return f"{first} {second}" if first and second else first + second
    return first[: broken.start(1)] + joined(broken.group(1), rest.group(), known) + second[rest.end() :]


def _flow(lines: list[str], known: Collection[str] | None) -> str:
    """Lines to paragraphs. What still ends a line afterwards ends it again when the result is read once more."""
    lines = [line.strip() for line in lines]
    if known is None:
        known = vocabulary(lines) if any(line.endswith(("-", "‐", "‑")) for line in lines) else ()
    widths = [len(line) for line in lines]
    parts: list[str] = []
    for number, line in enumerate(lines):
        previous = lines[number - 1] if number else ""
        if not line:
            continue
        if not parts:
            parts.append(line)
        elif not previous:
            parts += ("\n\n", line)
        elif _own_line(previous, line):
            parts += ("\n", line)
        elif _BROKEN.search(previous) or _runs_on(previous, line, max(widths[max(0, number - 3) : number + 3])):
            parts[-1] = glue(parts[-1], line, known)
        else:
            parts += ("\n\n", line)
    return "".join(parts)


def _own_line(previous: str, line: str) -> bool:
    """Whether a line is kept apart for what it is: a row of a table, an item of a list, a number, a rule.

    Looks at nothing that joining other lines would change; that keeps `clean` idempotent.
    """
    if "\t" in line or "\t" in previous or "|" in line or "|" in previous:
        return True
    if not _has_letter(line) or not _has_letter(previous) or _BULLET.match(line):
        return True
    return bool(_NUMBERED.match(line) and _SENTENCE_END.search(previous))


def _has_letter(line: str) -> bool:
    return line.isalpha() or any(map(str.isalpha, line))


def _runs_on(previous: str, line: str, width: int) -> bool:
    """Whether a paragraph goes on: the next line's first word had no room on a line of this width, or it begins small."""
    if len(previous) > _WIDEST:
        return False
    ended = _SENTENCE_END.search(previous)
    if line[0].islower() and not ended:
        return True
    if previous.isupper() != line.isupper():
        return False  # a heading in capitals
    room = len(previous) + 1 + len(line.split(None, 1)[0])
    return room >= width * (0.95 if ended and line[0].isupper() else 0.85)
