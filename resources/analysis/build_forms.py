"""Make data/en.blocks and data/tr.blocks, the dictionaries of English and Turkish word forms.

    python resources/analysis/build_forms.py

Source: the lemma lists of simplemma 2.0.0 (MIT; see README.md beside this script). Their Turkish table takes 2 s and 118 MB
as it ships; ours opens in milliseconds.
"""

import collections
import re
from collections.abc import Iterator
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from axtar.analysis.case import lower
from axtar.analysis.dictionary import entry
from axtar.analysis.tables import pack

DATA = Path(__file__).parents[2] / "src/axtar/analysis/data"
WORD = re.compile(r"[^\W\d_]+")


def pairs(language: str) -> Iterator[tuple[str, str, str]]:
    """Form, lemma and flags of every single word in simplemma's list; lowercase spellings before capitalised ones."""
    listed = sorted(
        DefaultDictionaryFactory().get_dictionary(language).items(), key=lambda pair: (pair[0] != pair[0].lower(), pair)
    )
    for form, lemma in listed:
        if WORD.fullmatch(form) and WORD.fullmatch(lemma):
            yield lower(form, language), lower(lemma, language), "c" if form == lower(form, language) else ""


def table(language: str) -> dict[str, str]:
    """Folded form → readings, as axtar.analysis.dictionary reads them."""
    found: dict[str, dict[str, str]] = collections.defaultdict(dict)
    for form, lemma, flags in pairs(language):
        key, value = entry(form, lemma, flags)
        found[key].setdefault(value.partition(",")[0], value)
    return {key: "|".join(values.values()) for key, values in found.items()}


if __name__ == "__main__":
    for code in ("en", "tr"):
        made = table(code)
        content = pack(made.items())
        (DATA / f"{code}.blocks").write_bytes(content)
        print(f"{code}: {len(made)} forms, {len(content)} bytes")
