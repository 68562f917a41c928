"""The raw text of a page to text as one would type it: composed letters, whole words, whole paragraphs.

A paragraph is one line, parted from the next by an empty line; lists, tables and page numbers keep lines of their own.
Highlighting on the page finds the way back to the raw text with `extract.align`.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Collection, Iterable

from axtar import tables
from axtar.extract.cleanup.apostrophes import rejoin_at_apostrophe
from axtar.extract.cleanup.mojibake import may_be_mixed, may_be_wrong, repair_code_page, unify_script

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ"}
)
# Marks that are not seen: controls, soft hyphens, zero-width marks, directions, what is no character.
_UNSEEN_RANGES = (
    *("\x00-\x08", "\x0e-\x1f", "\x7f-\x9f", "\xad", "\u200b", "\u200d-\u200f", "\u202a-\u202e", "\u2060-\u2069"),
    *("\ud800-\udfff", "\ufdd0-\ufdef", "\ufeff", "\ufffe", "\uffff"),
)
# U+200C stays between letters of the Arabic script, where it is spelling.
_UNSEEN = re.compile(f"[{''.join(_UNSEEN_RANGES)}]|(?<![\u0600-\u08ff])\u200c|\u200c(?![\u0600-\u08ff])")
_ODD_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_RARE = frozenset(chr(code) for span in _UNSEEN_RANGES for code in range(ord(span[0]), ord(span[-1]) + 1)).union(
    "\u200c", _ODD_BLANKS, map(chr, _LIGATURES)
)
_BLANKS = re.compile("  +")
_TO_PLAIN = _LIGATURES | str.maketrans(dict.fromkeys(_ODD_BLANKS, " "))
# A hyphen that a line ends with. PDFium's mark (U+FFFE, U+0002 from some of its calls) stands for hyphen and line end.
_MARKED_HYPHEN = re.compile("\x02\n?|[\u00ad¬][ \t]*\n")
_BREAK = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ODD_BREAKS = frozenset("\x02\u00ad¬\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")

_HYPHENS = ("-", "‐", "‑")
_HYPHEN = re.compile("[-‐‑]")
_BROKEN_BY = frozenset("\ufffe\x02\u00ad¬")
_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTER = re.compile(r"[^\W\d_]")

_BULLETS = frozenset("•▪●◦‣■□*-")
_NUMBERED = re.compile(r"(?:\(?\d{1,3}|[^\W\d_])[.)]\s|\[\d{1,3}\]")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]{0,3}$")
_TAIL = 4  # characters that the pattern above may take
_WIDEST = 200  # no printed line is longer; a longer one is a paragraph by itself
_TWICE = 3
_STEM = 4  # letters of a compound's second half that tell it: endings differ from place to place


def clean_page(raw: str, known: Collection[str] | None = None) -> str:
    """The text of one page, NFC, with its words and paragraphs made whole. Idempotent.

    `known` is the vocabulary of the whole document (see `document_words`), to tell real compounds at line ends; by default
    that of this text.
    """
    text = raw.replace("\r\n", "\n").replace("\ufffe", "-\n")
    letters = set(text)  # a page has eighty of them: cheaper to ask than the text
    if not letters.isdisjoint(_ODD_BREAKS):
        text = _MARKED_HYPHEN.sub("-\n", _BREAK.sub("\n", text))
    text = _flow(_repair(text, letters).split("\n"), known)
    return unicodedata.normalize("NFC", text)  # a joined word may take up a mark that stands after it


def repair_characters(text: str) -> str:
    """The same lines with every letter as it should be: NFC, nothing unseen, ligatures unfolded, one script a word."""
    return _repair(text, set(text))


def _repair(text: str, letters: set[str]) -> str:
    """`letters` are those of the text, or more."""
    if may_be_wrong(letters):
        text = repair_code_page(text)
        letters = set(text)
    if not letters.isdisjoint(_RARE):
        text = _UNSEEN.sub("", text).translate(_TO_PLAIN)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if may_be_mixed(letters):
        text = unicodedata.normalize("NFC", unify_script(text))  # Latin letters take up marks that Cyrillic ones do not
    return _BLANKS.sub(" ", text) if "  " in text else text


def document_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of a document, folded, and its compounds as `first-seco`: what tells real hyphens at the ends of lines."""
    words = set[str]().union(*(text.split() for text in texts))
    return frozenset(key for word in words for key in _keys(word))


def _keys(word: str) -> Iterable[str]:
    if word.isalnum():
        return (word.casefold(),)
    if word.endswith(_HYPHENS) or not _BROKEN_BY.isdisjoint(word):
        return ()  # broken by a line end itself
    halves = [_WORD.findall(part) for part in _HYPHEN.split(word)]
    compounds = (_compound(a[-1], b[0]) for a, b in itertools.pairwise(halves) if a and b)
    return itertools.chain((part.casefold() for half in halves for part in half), compounds)


def _compound(first: str, second: str) -> str:
    return f"{first.casefold()}-{second.casefold()[:_STEM]}"


def join_halves(first: str, second: str, known: Collection[str]) -> str:
    """Two halves of a word that a line-end hyphen parts, as one word, with or without the hyphen.

    A hyphen is real beside a digit, before a capital, in a word said twice (tez-tez), in what compounds.tsv lists, and
    where the document writes it inside a line as well. In a word all in capitals a capital says nothing: there it is
    real where both halves are words of the document and the whole is not.
    """
    left, right = first.casefold(), second.casefold()
    if first[-1].isdigit() or second[0].isdigit():
        real = True
    elif left + right in known:
        real = second[0].isupper() and not second.isupper()
    elif _compound(first, second) in known or _is_compound(left, right):
        real = True
    elif first.isupper() and second.isupper() and len(first) > 1:
        real = left in known and right in known
    else:
        real = second[0].isupper()
    return f"{first}-{second}" if real else repair_characters(first + second)


@functools.cache
def _listed() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    return [(re.compile(first), re.compile(second)) for first, second in tables.rows(__package__, "compounds.tsv")]


def _is_compound(left: str, right: str) -> bool:
    """Whether two folded halves always have a hyphen between them; a word said twice is longer than baby talk (ma-ma)."""
    if left == right and len(left) >= _TWICE:
        return True
    return any(first.fullmatch(left) and second.fullmatch(right) for first, second in _listed())


def glue(first: str, second: str, known: Collection[str]) -> str:
    """Two lines of one paragraph as one."""
    if whole := rejoin_at_apostrophe(first, second):
        return whole
    if not _is_broken(first) or not (rest := _WORD.match(second)):
        return f"{first} {second}"
    start = max(first.rfind(" "), first.rfind("\t")) + 1
    *_, broken = _LAST_WORD.finditer(first, start, len(first) - 1)
    return first[: broken.start()] + join_halves(broken.group(), rest.group(), known) + second[rest.end() :]


def _is_broken(line: str) -> bool:
    """Whether the line ends within a word."""
    return line.endswith(_HYPHENS) and bool(_WORD.fullmatch(line[-2:-1]))


def _flow(lines: list[str], known: Collection[str] | None) -> str:
    """Lines to paragraphs. What still ends a line afterwards ends it again when the result is read once more."""
    lines = [line.strip() for line in lines]
    if known is None:
        known = document_words(lines) if any(map(_is_broken, lines)) else ()
    widths = [len(line) for line in lines]
    parts: list[str] = []
    previous, previous_apart = "", False
    for number, line in enumerate(lines):
        apart = bool(line) and _stands_apart(line)
        if not line:
            pass
        elif not parts:
            parts.append(line)
        elif not previous:
            parts += ("\n\n", line)
        elif apart or previous_apart or _begins_item(previous, line):
            parts += ("\n", line)
        elif _is_broken(previous) or _runs_on(previous, line, max(widths[max(0, number - 3) : number + 3])):
            parts[-1] = glue(parts[-1], line, known)
        else:
            parts += ("\n\n", line)
        previous, previous_apart = line, apart
    return "".join(parts)


# The next two look at nothing that joining other lines would change; that keeps `clean_page` idempotent.
def _stands_apart(line: str) -> bool:
    """Whether it is a row of a table, a number or a rule."""
    return "\t" in line or "|" in line or not _LETTER.search(line)


def _begins_item(previous: str, line: str) -> bool:
    """Whether a list's item begins here: with a bullet, or with a number after the end of a sentence."""
    if line[0] in _BULLETS:
        return line[1:2].isspace()
    return bool(_NUMBERED.match(line) and _SENTENCE_END.search(previous[-_TAIL:]))


def _runs_on(previous: str, line: str, width: int) -> bool:
    """Whether a paragraph goes on: it begins small, or its first word had no room on a line of this width."""
    if len(previous) > _WIDEST:
        return False
    ended = _SENTENCE_END.search(previous[-_TAIL:])
    if line[0].islower() and not ended:
        return True
    if previous.isupper() != line.isupper():
        return False  # a heading in capitals
    fresh = ended and line[0].isupper()
    if fresh and len(line) < 0.7 * width and not _SENTENCE_END.search(line[-_TAIL:]):
        return False  # a heading: the short last line of a paragraph would end a sentence
    room = len(previous) + 1 + len(line.split(None, 1)[0])
    return room >= width * (0.95 if fresh else 0.85)
