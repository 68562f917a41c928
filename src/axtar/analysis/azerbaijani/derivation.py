"""Derivation: şuşa-lı, kitab-çı, gözəl-lik, yaz-ıl, yaz-dır.

The rules are in data/az_derivations.tsv.
"""

from functools import cache
from typing import NamedTuple

from axtar.analysis.azerbaijani.lexicon import Lexicon
from axtar.analysis.azerbaijani.suffix_grammar import attach
from axtar.analysis.tables import rows
from axtar.languages import LONGEST_WORD

_MIN_LETTERS = 5  # of a derived noun: shorter ones only look derived (dəli, əlli); a verb may have one fewer
_MIN_BASE_WEIGHT = 1.0


class Derivation(NamedTuple):
    """The last step of a derivation: the base, its kind, the suffix as written, and its tag."""

    base: str
    kind: str
    text: str
    tag: str


def last_derivation(stem: str, kind: str, lexicon: Lexicon) -> Derivation | None:
    """Find the last derivational suffix of a stem whose base is in the lexicon.

    The longest base wins.
    """
    if not (_MIN_LETTERS if kind == "noun" else _MIN_LETTERS - 1) <= len(stem) <= LONGEST_WORD:
        return None
    for cut in range(len(stem) - 1, 1, -1):
        for base_kind, tag in _rules().get((kind, stem[cut:]), ()):
            for base in (stem[:cut], lexicon.underlying(stem[:cut], base_kind) if base_kind == "verb" else ""):
                entry = lexicon.entry(base, base_kind) if base else None
                if entry and entry.weight >= _MIN_BASE_WEIGHT:
                    return Derivation(base, base_kind, stem[cut:], tag)
    return None


@cache
def _rules() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Map (kind of the derived word, suffix as written) to kinds of the base and tags."""
    rules: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
    for base_kind, kind, suffix, tag in rows("az_derivations.tsv"):
        for vowel in "aeoö":
            for stem in (vowel, vowel + "b"):
                rules.setdefault((kind, attach(stem, suffix)[len(stem) :]), {})[base_kind, tag] = None
    return {key: tuple(bases) for key, bases in rules.items()}
