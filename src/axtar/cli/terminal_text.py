"""Text of others made safe for a terminal: names, titles, and messages that quote them.

A terminal obeys control characters: they colour, move and delete what is on it, or write a second line under another name.
Bidirectional controls show a text in another order than it has.
"""

import re

_CONTROLS = r"\x00-\x1f\x7f-\x9f"
_ORDERING = r"\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_LINE = re.compile(f"[{_CONTROLS}{_ORDERING}\ud800-\udfff]")
_TEXT = re.compile(rf"(?![\n\t])[{_CONTROLS}\ud800-\udfff]")
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_UNDECODED = range(0xDC80, 0xDD00)  # the bytes of a file name that is not UTF-8


def one_line(text: str) -> str:
    """Return a text that is one line on a terminal.

    Control characters, line ends and bidirectional controls are escaped as in Python.
    """
    return _LINE.sub(_escaped, text)


def lines(text: str) -> str:
    r"""Return a text of several lines, with all control characters but `\n` and `\t` escaped."""
    return _TEXT.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if code in _UNDECODED:
        code -= 0xDC00
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
