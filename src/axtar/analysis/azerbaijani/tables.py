"""The shipped Azerbaijani tables.

These are the lexicon, the lexicon as typed without diacritics, listed forms and weights of chains.
"""

import math
from collections.abc import Callable
from functools import cache

from axtar.analysis.azerbaijani.lexicon import Lexicon, Stem
from axtar.analysis.fold import fold
from axtar.analysis.tables import LazyTable, read_pairs, rows


@cache
def lexicon() -> Lexicon:
    """Open the lexicon of stems, endings and irregular stems."""
    return Lexicon(
        LazyTable(read_pairs("az_stems.tsv"), _parse_stem),
        LazyTable(read_pairs("az_endings.tsv"), _parse_ending),
        _irregular(),
    )


@cache
def ascii_lexicon(schwa: str) -> Lexicon:
    """Open the lexicon of words typed without diacritics, with `schwa` (e or a) for ə.

    Its stems and endings are folded, and endings of any vowel harmony fit.
    """

    def to_ascii(text: str) -> str:
        return fold(text.replace("ə", schwa))

    irregular = {(to_ascii(changed), kind): to_ascii(stem) for (changed, kind), stem in _irregular().items()}
    stems, endings = (_merge_keys(read_pairs(name), to_ascii) for name in ("az_stems.tsv", "az_endings.tsv"))
    return Lexicon(LazyTable(stems, _parse_stem), LazyTable(endings, _parse_ending), irregular, harmony={})


@cache
def listed_forms() -> dict[str, tuple[str, ...]]:
    """Read the irregular forms: form → lemma and endings (text=TAG)."""
    return {form: (base, *"".join(endings).split()) for form, base, *endings in rows("az_words.tsv")}


def chain_log_weight(kind: str, chain: str) -> float:
    """Return the log weight of a chain of tags; an unseen one has that of its number of tags."""
    weight = _chains().get(f"{kind} {chain}".rstrip())
    return _chains()[f"{kind} {'*' * len(chain.split())}"] if weight is None else weight


def _merge_keys(table: dict[str, str], convert: Callable[[str], str]) -> dict[str, str]:
    """Convert a table's keys; cells of keys that become equal are joined with `|`."""
    merged: dict[str, str] = {}
    for key, cells in zip(convert("\n".join(table)).split("\n"), table.values(), strict=True):
        merged[key] = f"{merged[key]}|{cells}" if key in merged else cells
    return merged


def _irregular() -> dict[tuple[str, str], str]:
    """Map (stem before a vowel, kind) to the stem."""
    return {(changed, kind): stem for changed, kind, stem in rows("az_irregular.tsv")}


def _parse_stem(cells: str) -> dict[str, Stem]:
    """Parse the entries of a stem by kind; of several that are typed alike, the heaviest."""
    entries: dict[str, Stem] = {}
    for cell in cells.split("|"):
        kind, weight, lowercase_count, spelling, lemma_stem = cell.split(" ")
        stem = Stem(float(weight), int(lowercase_count), spelling, lemma_stem)
        if kind not in entries or entries[kind].weight < stem.weight:
            entries[kind] = stem
    return entries


def _parse_ending(cells: str) -> dict[str, list[tuple[str, float]]]:
    """Parse the kinds and log weights of an ending, by the shape of the stem.

    They are also listed by the stem's final (V or C) alone.
    """
    by_shape: dict[str, dict[str, float]] = {}
    for cell in cells.split("|"):
        kind, shapes, weight = cell.split(" ")
        for shape in (*(shapes[i : i + 2] for i in range(0, len(shapes), 2)), *{*shapes} & {"V", "C"}):
            kinds = by_shape.setdefault(shape, {})
            kinds[kind] = max(float(weight), kinds.get(kind, -math.inf))
    return {shape: list(kinds.items()) for shape, kinds in by_shape.items()}


@cache
def _chains() -> dict[str, float]:
    """Map the kind and tags of a chain to its log weight."""
    return {chain: float(weight) for chain, weight in rows("az_chains.tsv")}
