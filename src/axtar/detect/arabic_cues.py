"""What a word in Arabic script says for Azerbaijani, and against it.

Persian and Azerbaijani share the letters and half of the words, and there was no text to count: so it is frequent words,
endings and a few letters that tell. They stand with their weights in data/arabic.tsv.
"""

from functools import cache

from axtar.detect.tables import read

_ONE_FORM = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ە": "ه", "ۀ": "ه", "ـ": ""})


@cache
def _signs(kind: str) -> dict[str, tuple[int, int]]:
    """What tells at some place of a word: letters, fewest letters of the word, nats."""
    rows = [line.split("\t") for line in read("arabic.tsv").splitlines()[1:]]
    return {
        form: (int(least), int(nats) if language == "az" else -int(nats))
        for language, sort, least, nats, forms, _source in rows
        if sort == kind
        for form in forms.translate(_ONE_FORM).split()
    }


def evidence(word: str) -> int:
    """How many nats a word speaks for Azerbaijani; below nought for Persian, Arabic and others.

    A word of the table says what stands there; of any other its beginning, its ending (the longest of each) and its letters
    add up.
    """
    plain = word.translate(_ONE_FORM)
    if plain in _signs("word"):
        return _signs("word")[plain][1]
    sizes = range(len(plain) - 1, 0, -1)
    beginning = _first("beginning", [plain[:size] for size in sizes], len(plain))
    ending = _first("ending", [plain[-size:] for size in sizes], len(plain))
    return beginning + ending + sum(_first("letter", [letter], len(plain)) for letter in set(word))


def _first(kind: str, parts: list[str], letters: int) -> int:
    """The nats of the first part that is in the table, for a word of so many letters."""
    found = (_signs(kind)[part] for part in parts if part in _signs(kind))
    return next((nats for least, nats in found if letters >= least), 0)
