"""The Azerbaijani tables as they ship: the lexicon, the same as typed without its letters, listed forms, weights of chains."""

import math
from collections.abc import Callable
from functools import cache

from axtar.analysis.azerbaijani.lexicon import Lexicon, Stem
from axtar.analysis.fold import fold
from axtar.analysis.tables import LazyTable, read_pairs, rows


@cache
def lexicon() -> Lexicon:
    """The stems, their endings, and the stems that change."""
    return Lexicon(
        LazyTable(read_pairs("az_stems.tsv"), _stem), LazyTable(read_pairs("az_endings.tsv"), _ending), _irregular()
    )


@cache
def ascii_lexicon(schwa: str) -> Lexicon:
    """The tables as people type them who have none of our letters, with this letter for ə: folded, and in any vowel harmony."""

    def plain(text: str) -> str:
        return fold(text.replace("ə", schwa))

    irregular = {(plain(changed), kind): plain(stem) for (changed, kind), stem in _irregular().items()}
    stems, endings = (_alike(read_pairs(name), plain) for name in ("az_stems.tsv", "az_endings.tsv"))
    return Lexicon(LazyTable(stems, _stem), LazyTable(endings, _ending), irregular, harmony={})


def _alike(table: dict[str, str], plain: Callable[[str], str]) -> dict[str, str]:
    """A table with plain keys: the cells of keys that are typed alike stand side by side."""
    found: dict[str, str] = {}
    for key, cells in zip(plain("\n".join(table)).split("\n"), table.values(), strict=True):
        found[key] = f"{found[key]}|{cells}" if key in found else cells
    return found


def _irregular() -> dict[tuple[str, str], str]:
    """(Changed stem, kind) → stem."""
    return {(changed, kind): stem for changed, kind, stem in rows("az_irregular.tsv")}


def _stem(cells: str) -> dict[str, Stem]:
    """What is known of a stem, by kind; of two that are typed alike, the heavier one."""
    found: dict[str, Stem] = {}
    for cell in cells.split("|"):
        kind, weight, small, spelt, plain = cell.split(" ")
        stem = Stem(float(weight), int(small), spelt, plain)
        if kind not in found or found[kind].weight < stem.weight:
            found[kind] = stem
    return found


def _ending(cells: str) -> dict[str, list[tuple[str, float]]]:
    """The kinds of an ending and their log weights, by the shape of the stem; by its final letter alone as well."""
    found: dict[str, dict[str, float]] = {}
    for cell in cells.split("|"):
        kind, after, weight = cell.split(" ")
        for one in (*(after[i : i + 2] for i in range(0, len(after), 2)), *{*after} & {"V", "C"}):
            kinds = found.setdefault(one, {})
            kinds[kind] = max(float(weight), kinds.get(kind, -math.inf))
    return {after: list(kinds.items()) for after, kinds in found.items()}


@cache
def listed_forms() -> dict[str, tuple[str, ...]]:
    """Forms that no grammar makes → lemma and endings (text=TAG)."""
    return {form: (base, *"".join(endings).split()) for form, base, *endings in rows("az_words.tsv")}


def chain_log_weight(kind: str, chain: str) -> float:
    """The log weight of a chain; one that was never seen weighs by its number of tags."""
    seen = _chains().get(f"{kind} {chain}".rstrip())
    return _chains()[f"{kind} {'*' * len(chain.split())}"] if seen is None else seen


@cache
def _chains() -> dict[str, float]:
    """Kind and tags of a chain → its log weight."""
    return {chain: float(weight) for chain, weight in rows("az_chains.tsv")}
