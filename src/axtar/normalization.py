"""Unicode normalization of texts that nobody vouches for."""

import re
import unicodedata

_LONGEST_RUN = (
    30  # combining marks after a letter: the limit of the stream-safe text format (Unicode Standard Annex 15)
)
_SHORT = 1000  # characters; sorting the marks of a shorter text costs nothing


def nfc(text: str) -> str:
    """Normalize a text to NFC.

    Of more than thirty combining marks in a row, the others are dropped, because normalization
    sorts the marks of a letter by insertion: a hundred thousand of them take minutes.
    """
    if len(text) > _SHORT and not unicodedata.is_normalized("NFC", text):
        text = _with_short_runs(text)
    return unicodedata.normalize("NFC", text)


def _with_short_runs(text: str) -> str:
    marks = "".join(letter for letter in set(text) if unicodedata.combining(letter))
    return re.sub(f"([{re.escape(marks)}]{{{_LONGEST_RUN}}})[{re.escape(marks)}]+", r"\1", text) if marks else text
