"""Evidence for or against Azerbaijani in a word in Arabic script.

Persian and Azerbaijani share the letters and half of the words, and no corpus was available to train a model: the cues are
frequent words, beginnings, endings and a few letters, weighted by hand in data/arabic.tsv.
"""

from functools import cache

from axtar.detect.tables import read
from axtar.languages import LONGEST_WORD

_UNIFY_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ە": "ه", "ۀ": "ه", "ـ": ""})


@cache
def _cues(kind: str) -> dict[str, tuple[int, int]]:
    """Read the cues of one kind: form → (shortest word it counts in, nats for Azerbaijani)."""
    rows = [line.split("\t") for line in read("arabic.tsv").splitlines()[1:]]
    return {
        form: (int(min_length), int(nats) if language == "az" else -int(nats))
        for language, row_kind, min_length, nats, forms, _source in rows
        if row_kind == kind
        for form in forms.translate(_UNIFY_LETTERS).split()
    }


def evidence(word: str) -> int:
    """Weigh a word in nats: positive for Azerbaijani, negative for Persian, Arabic and others.

    A listed word has the weight of its row. Any other is the sum of its longest listed beginning, its longest listed ending
    and its letters.
    """
    unified = word.translate(_UNIFY_LETTERS)
    if unified in _cues("word"):
        return _cues("word")[unified][1]
    sizes = range(min(len(unified) - 1, LONGEST_WORD), 0, -1)
    beginning = _first_weight("beginning", [unified[:size] for size in sizes], len(unified))
    ending = _first_weight("ending", [unified[-size:] for size in sizes], len(unified))
    return beginning + ending + sum(_first_weight("letter", [letter], len(unified)) for letter in set(word))


def _first_weight(kind: str, parts: list[str], length: int) -> int:
    """Return the weight of the first listed part that counts in a word of this length.

    Returns 0 if there is none.
    """
    listed = (_cues(kind)[part] for part in parts if part in _cues(kind))
    return next((nats for min_length, nats in listed if length >= min_length), 0)
