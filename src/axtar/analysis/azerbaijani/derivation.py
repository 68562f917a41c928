"""Words made of other words: şuşa-lı, kitab-çı, gözəl-lik, yaz-ıl, yaz-dır. The rules are the table data/az_derivations.tsv."""

from functools import cache
from typing import NamedTuple

from axtar.analysis.azerbaijani.lexicon import Lexicon
from axtar.analysis.azerbaijani.suffix_grammar import attach
from axtar.analysis.tables import rows

_SHORTEST = 5  # letters of a word that is taken apart: shorter ones only look so (dəli, əlli)
_SURE = 1.0  # the weight of a base that we know well enough


class Derivation(NamedTuple):
    """The last step in the making of a word: its base, the base's kind, the ending as written, and its tag."""

    base: str
    kind: str
    text: str
    tag: str


@cache
def _rules() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """(Kind of the word, ending as written) → kinds of the base and tags."""
    found: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
    for base, kind, ending, tag in rows("az_derivations.tsv"):
        for vowel in "aeoö":
            for stem in (vowel, vowel + "b"):
                found.setdefault((kind, attach(stem, ending)[len(stem) :]), {})[base, tag] = None
    return {key: tuple(rules) for key, rules in found.items()}


def last_derivation(stem: str, kind: str, lexicon: Lexicon) -> Derivation | None:
    """The last step in the making of a stem, if its base is in the lexicon: of several, the one with the longest base."""
    if len(stem) < (_SHORTEST if kind == "noun" else _SHORTEST - 1):
        return None
    for cut in range(len(stem) - 1, 1, -1):
        for base_kind, tag in _rules().get((kind, stem[cut:]), ()):
            for base in (stem[:cut], lexicon.unchanged(stem[:cut], base_kind) if base_kind == "verb" else ""):
                known = lexicon.known(base, base_kind) if base else None
                if known and known.weight >= _SURE:
                    return Derivation(base, base_kind, stem[cut:], tag)
    return None
