"""Words of an agglutinative language, read as stem + chain of endings.

A stem weighs by how many word types of running text it explains, a chain by how often it stood; an unseen stem costs a
factor per letter. `resources/analysis/build_azerbaijani.py` learns the weights with the very functions that use them here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

VOWELS = frozenset("aıouəeiöü")
HARMONY = {"a": "a", "ı": "a", "e": "e", "ə": "e", "i": "e", "o": "o", "u": "o", "ö": "ö", "ü": "ö"}
_HARD = {"ğ": "q", "g": "q", "y": "k"}  # çörəy-i is çörək, qonağ-ı is qonaq; g where ğ was typed so
_LETTER = 1 / 8  # the probability of each further letter of an unseen stem
_NEW = 20000.0  # how readily a stem is new, in word types
_SHORT = 6  # an unseen stem shorter than this is as unlikely as one of this length: we know the short ones
_CLOSEST = 2  # letters of the shortest stem

DERIVED = 0.05  # an unseen noun made of another with -lı, -çı, -lıq or -sız weighs so much of that one
_DERIVATIONS = tuple(a + b + c for a, c in (("l", ""), ("ç", ""), ("l", "q"), ("l", "k"), ("s", "z")) for b in "ıiuü")
_DENOMINAL = tuple(a + b for a in ("la", "lə", "le") for b in ("", "n", "ş", "t", "nt", "ndır", "ndir", "şdır", "şdir"))
_PASSIVES = (("ıl", "il", "ul", "ül"), ("ın", "in", "un", "ün"))  # after l the second
_VOICES = ("dır", "dir", "dur", "dür", "t", "ır", "ir", "ur", "ür", "ış", "iş", "uş", "üş", "ş")


class Ending(NamedTuple):
    """A chain of endings: of nouns or verbs, after stems of which shapes (run together), its log weight and its meaning."""

    kind: str
    after: str
    weight: float
    tags: str


class Stem(NamedTuple):
    """What is known of a stem: its weight, how often it stood in lower case, and its dictionary form's stem."""

    weight: float
    small: int
    plain: str


class Reading(NamedTuple):
    """A word as stem and ending."""

    stem: str
    kind: str
    ending: Ending


def shape(stem: str) -> str:
    """Harmony (by the last vowel: a e o ö) and final (V or C) of a stem: what its endings depend on."""
    vowel = next((HARMONY[letter] for letter in reversed(stem) if letter in VOWELS), "")
    return vowel + ("V" if stem[-1] in VOWELS else "C")


def infinitive(stem: str) -> str:
    """The dictionary form of a verb."""
    return stem + ("maq" if shape(stem)[0] in "ao" else "mək")


def derived_from(noun: str) -> str:
    """The noun that this one is made of by its looks; "" where it is not."""
    return next((noun[: -len(suffix)] for suffix in _DERIVATIONS if len(noun) > 4 and noun.endswith(suffix)), "")


def unseen(stem: str) -> float:
    """What a stem weighs that nobody has seen."""
    return _NEW * _LETTER ** max(len(stem), _SHORT)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Stems by (stem, kind), endings as written, and stems that change before a vowel by (changed stem, kind)."""

    stems: Mapping[tuple[str, str], Stem]
    endings: Mapping[str, list[Ending]]
    irregular: Mapping[tuple[str, str], str]

    def readings(self, word: str) -> Iterator[Reading]:
        """All ways to read a lowercase word."""
        for cut in range(_CLOSEST, len(word) + 1):
            endings = self.endings.get(word[cut:])
            if not endings:
                continue
            after = shape(word[:cut])
            for kind in ("noun", "verb"):
                fitting = [ending for ending in endings if ending.kind == kind and after in ending.after]
                if fitting:
                    stems = self._stems(word[:cut], word[cut:], kind)
                    yield from (Reading(stem, kind, ending) for ending in fitting for stem in stems)

    def _stems(self, written: str, ending: str, kind: str) -> list[str]:
        """The stems that are written so before this ending; only such verbs as can be."""
        found = [written]
        if ending and ending[0] in VOWELS:
            found += self._changed(written, kind)
        return [stem for stem in found if kind == "noun" or self.plain(stem)]

    def _changed(self, written: str, kind: str) -> list[str]:
        """The stem that is written so before a vowel."""
        if (written, kind) in self.irregular:
            return [self.irregular[written, kind]]
        if kind == "noun" and written[-1] in _HARD and len(written) > 2 and written[-2] in VOWELS:
            return [written[:-1] + _HARD[written[-1]]]
        if kind == "verb" and written[-1] == "d" and len(written) > 3:
            return [written[:-1] + "t"]
        return []

    def plain(self, verb: str) -> str:
        """The verb's stem without the passive, unless that is a verb of its own; "" for what cannot be a verb.

        Verbs are a closed class but for those made of nouns with -la, -lan, -laş, and the voices of other verbs.
        """
        known = self.stems.get((verb, "verb"))
        if known:
            return known.plain
        if len(verb) < 4:
            return ""
        active = self._active(verb)
        if active or (verb.endswith(_DENOMINAL) and len(verb) > 4):
            return active or verb
        voices = (verb[: -len(voice)] for voice in _VOICES if verb.endswith(voice))
        return verb if any(self.plain(base) for base in voices) else ""

    def _active(self, verb: str) -> str:
        """The plain verb of what looks like a passive: bəyən-n, al-ın, yaz-ıl; after a vowel only of a verb that is listed."""
        for length in (1, 2):
            base, passive = verb[:-length], verb[-length:]
            if passive in (("n",) if base[-1] in VOWELS else _PASSIVES[base[-1] == "l"]):
                bases = (base, *self._changed(base, "verb"))
                plain = [self.plain(stem) for stem in bases if length == 2 or (stem, "verb") in self.stems]
                if any(plain):
                    return max(plain)
        return ""

    def weight(self, stem: str, kind: str) -> float:
        """How much of the language the stem explains, in word types: as seen, and what it weighs before it is seen."""
        known = self.stems.get((stem, kind))
        base = self.stems.get((derived_from(stem), kind)) if kind == "noun" else None
        return unseen(stem) + (known.weight if known else 0.0) + (DERIVED * base.weight if base else 0.0)

    def small(self, stem: str, kind: str) -> int:
        """How often the stem stood in lower case inside a sentence."""
        known = self.stems.get((stem, kind))
        return known.small if known else 0

    def lemma(self, stem: str, kind: str) -> str:
        """The dictionary form."""
        known = self.stems.get((stem, kind))
        plain = known.plain if known else self.plain(stem) if kind == "verb" else stem
        return infinitive(plain) if kind == "verb" else plain
