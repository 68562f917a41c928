"""Clean-up of a page's raw text: repaired characters, whole words, whole paragraphs.

A paragraph is one line, separated from the next by an empty line; items of lists, rows of tables and page numbers keep lines
of their own. `axtar.extract.pdf.alignment` maps the result back to the raw text.
"""

import re
from collections.abc import Collection

from axtar.extract.cleanup.characters import repair_characters, unify_line_breaks
from axtar.extract.cleanup.dehyphenation import JoinedText, document_words, is_divided
from axtar.normalization import nfc

_LETTER = re.compile(r"[^\W\d_]")
_BULLETS = frozenset("•▪●◦‣■□*-")
_NUMBERED = re.compile(r"(?:\(?\d{1,3}|[^\W\d_])[.)]\s|\[\d{1,3}\]")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]{0,3}$")
_SENTENCE_END_LENGTH = 4
_LONGEST_LINE = 200  # characters of a printed line; a longer one is a paragraph by itself
_FULL_LINE = 0.85  # of the width of the lines around it
_FULL_LAST_LINE = 0.95  # the same, if the line ends a sentence and the next begins one
_HEADING_WIDTH = 0.7  # of that width; a shorter line without a full stop is a heading


def clean_page(raw: str, vocabulary: Collection[str] | None = None) -> str:
    """Clean the raw text of one page: NFC, words and paragraphs joined. Idempotent.

    `vocabulary` is that of the whole document (`document_words`), by which compounds at line ends are recognized; the
    default is that of this text.
    """
    text = _join_paragraphs(repair_characters(unify_line_breaks(raw)).split("\n"), vocabulary)
    return nfc(text)  # a joined word may compose with a combining mark that follows it


def _join_paragraphs(lines: list[str], vocabulary: Collection[str] | None) -> str:
    """Join lines into paragraphs. Joining the result again keeps its line ends."""
    lines = [line.strip() for line in lines]
    if vocabulary is None:
        vocabulary = document_words(lines) if any(map(is_divided, lines)) else ()
    widths = [len(line) for line in lines]
    joined = JoinedText(vocabulary)
    previous, previous_separate = "", False
    for number, line in enumerate(lines):
        separate = bool(line) and _is_separate(line)
        if not line:
            pass
        elif joined.is_empty:
            joined.append(line)
        elif not previous:
            joined.append("\n\n", line)
        elif separate or previous_separate or _begins_item(previous, line):
            joined.append("\n", line)
        elif is_divided(previous) or _continues(previous, line, max(widths[max(0, number - 3) : number + 3])):
            joined.join(line)
        else:
            joined.append("\n\n", line)
        previous, previous_separate = line, separate
    return joined.text()


# The next two depend on nothing that joining other lines changes, which keeps `clean_page` idempotent.
def _is_separate(line: str) -> bool:
    """Whether a line is a row of a table, a number or a rule."""
    return "\t" in line or "|" in line or not _LETTER.search(line)


def _begins_item(previous: str, line: str) -> bool:
    """Whether a line begins an item of a list.

    Items begin with a bullet, or with a number if the previous line ends a sentence.
    """
    if line[0] in _BULLETS:
        return line[1:2].isspace()
    return bool(_NUMBERED.match(line) and _ends_sentence(previous))


def _continues(previous: str, line: str, width: int) -> bool:
    """Whether a line continues a paragraph.

    It does if it begins in lower case, or if its first word had no room on the previous line.
    """
    if len(previous) > _LONGEST_LINE:
        return False
    ended = _ends_sentence(previous)
    if line[0].islower() and not ended:
        return True
    if previous.isupper() != line.isupper():
        return False  # a heading in capitals
    new_sentence = ended and line[0].isupper()
    if new_sentence and len(line) < _HEADING_WIDTH * width and not _ends_sentence(line):
        return False  # a heading: the short last line of a paragraph would end a sentence
    needed = len(previous) + 1 + len(line.split(None, 1)[0])
    return needed >= width * (_FULL_LAST_LINE if new_sentence else _FULL_LINE)


def _ends_sentence(line: str) -> bool:
    return bool(_SENTENCE_END.search(line[-_SENTENCE_END_LENGTH:]))
