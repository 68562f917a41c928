"""Stem lexicon of an agglutinative language.

It splits words into stem and suffix chain by a unigram model of both. A stem's weight is the number of word types of running
text that it explains, a chain's weight its frequency; an unseen stem costs a factor per letter.
`resources/analysis/build_azerbaijani.py` learns the weights with the same functions that use them here.
"""

import math
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from axtar.analysis.azerbaijani.suffix_grammar import HARMONY, VOWELS, shape
from axtar.languages import LONGEST_WORD

V_co = TypeVar("V_co", covariant=True)

_UNSOFTENED = {"ğ": "q", "g": "q", "y": "k"}  # çörəy-i is çörək, qonağ-ı is qonaq; g is typed for ğ
_LETTER_PROBABILITY = 1 / 8  # of each further letter of an unseen stem
_UNSEEN_MASS = 20000.0  # of all unseen stems, in word types
_MIN_UNSEEN = 6  # letters; a shorter unseen stem is as improbable as one of this length, because short stems are known
_MIN_STEM = 2  # letters
_UNSEEN_WEIGHTS = tuple(_UNSEEN_MASS * _LETTER_PROBABILITY ** max(letters, _MIN_UNSEEN) for letters in range(64))

DERIVED = 0.05  # an unseen noun derived with -lı, -çı, -lıq or -sız weighs this share of its base
_DENOMINAL_NOUNS = tuple(
    a + b + c for a, c in (("l", ""), ("ç", ""), ("l", "q"), ("l", "k"), ("s", "z")) for b in "ıiuü"
)
_DENOMINAL_VERBS = tuple(
    a + b for a in ("la", "lə", "le") for b in ("", "n", "ş", "t", "nt", "ndır", "ndir", "şdır", "şdir")
)
_PASSIVES = (("ıl", "il", "ul", "ül"), ("ın", "in", "un", "ün"))  # the second after l
_VOICES = ("dır", "dir", "dur", "dür", "t", "ır", "ir", "ur", "ür", "ış", "iş", "uş", "üş", "ş")
_VERBAL_FINALS = "aəelnrşt"  # the last letters of all suffixes that derive verbs


class Stem(NamedTuple):
    """A stem in the lexicon.

    `weight` is in word types; `lowercase_count` counts the occurrences in lower case; `spelling` is the stem as spelled in a
    dictionary, and `lemma_stem` the stem of its lemma.
    """

    weight: float
    lowercase_count: int
    spelling: str
    lemma_stem: str


class Segmentation(NamedTuple):
    """A word split into stem and suffix chain at `cut`.

    `cost` is the negative log weight of both, with the most probable meaning of the chain.
    """

    cost: float
    stem: str
    kind: str
    cut: int


class Lookup(Protocol[V_co]):
    """A mapping that is only looked up, such as a dict."""

    def get(self, key: str, /) -> V_co | None:
        """Return the value of a key; None if it is absent."""

    def keys(self) -> Container[str]:
        """Return the keys."""


def infinitive(stem: str) -> str:
    """Return the dictionary form of a verb stem."""
    return stem + ("maq" if shape(stem)[0] in "ao" else "mək")


def derivation_base(noun: str) -> str:
    """Return the noun from which a noun seems to be derived.

    Returns "" if it does not end like a derived one.
    """
    if len(noun) > 4 and noun.endswith(_DENOMINAL_NOUNS):
        return noun[: -2 if noun[-1] in VOWELS else -3]
    return ""


def unseen_weight(stem: str) -> float:
    """Return the prior weight of a stem before it is seen."""
    return _UNSEEN_WEIGHTS[min(len(stem), len(_UNSEEN_WEIGHTS) - 1)]


class Lexicon:
    """Stems, suffix chains as written, and irregular stems.

    `stems` maps a stem to its entries by kind (`noun`, `verb`); `endings` maps a chain as written to the shapes of the preceding
    stem (`suffix_grammar.shape`), and these to kinds and log weights; `irregular` maps (stem before a vowel, kind) to the stem.
    `harmony` is the harmony class of each vowel; without it, endings of all classes fit.
    """

    def __init__(
        self,
        stems: Lookup[Mapping[str, Stem]],
        endings: Lookup[Mapping[str, Sequence[tuple[str, float]]]],
        irregular: Mapping[tuple[str, str], str],
        harmony: Mapping[str, str] = HARMONY,
    ) -> None:
        self._stems, self._endings, self._irregular = stems, endings, irregular
        self._vowel_shapes = {vowel: (harmony.get(vowel, "") + "V", harmony.get(vowel, "") + "C") for vowel in VOWELS}

    def entry(self, stem: str, kind: str) -> Stem | None:
        """Return the entry of a stem, or None."""
        kinds = self._stems.get(stem)
        return kinds.get(kind) if kinds else None

    def segmentations(self, word: str) -> list[Segmentation]:
        """Return all segmentations of a lowercase word, best first; none if it is too long."""
        segmentations: list[Segmentation] = []
        if len(word) > LONGEST_WORD:
            return segmentations
        endings = self._endings.keys()
        cuts = [cut for cut in range(_MIN_STEM, len(word) + 1) if word[cut:] in endings]
        shapes = self._prefix_shapes(word) if cuts else []
        for cut in cuts:
            prefix, ending = word[:cut], word[cut:]
            for kind, weight in (self._endings.get(ending) or {}).get(shapes[cut - 1], ()):
                if kind == "noun" or self.active_stem(prefix):
                    segmentations.append(Segmentation(-weight - self.weight(prefix, kind), prefix, kind, cut))
                if ending and ending[0] in VOWELS:
                    stem = self.underlying(prefix, kind)
                    if stem and (kind == "noun" or self.active_stem(stem)):
                        segmentations.append(Segmentation(-weight - self.weight(stem, kind), stem, kind, cut))
        segmentations.sort()
        return segmentations

    def _prefix_shapes(self, word: str) -> list[str]:
        """Return the shape of each prefix of a word, from one letter on."""
        shapes, closed = [], "C"
        for letter in word:
            vowel = self._vowel_shapes.get(letter)
            if vowel:
                closed = vowel[1]
            shapes.append(vowel[0] if vowel else closed)
        return shapes

    def underlying(self, written: str, kind: str) -> str:
        """Return the stem that is written this way before a vowel (çörəy → çörək, ed → et).

        Returns "" if there is none.
        """
        irregular = self._irregular.get((written, kind))
        if irregular:
            return irregular
        if kind == "noun":
            return written[:-1] + _UNSOFTENED[written[-1]] if self._is_softened(written) else ""
        return written[:-1] + "t" if written[-1] == "d" and len(written) > 3 else ""

    def _is_softened(self, noun: str) -> bool:
        """Whether a noun may end in a softened q or k.

        A y is a softened k after front vowels only, not in saray.
        """
        if noun[-1] not in _UNSOFTENED or noun[-2] not in VOWELS:
            return False
        return noun[-1] != "y" or self._vowel_shapes[noun[-2]][0] not in ("aV", "oV")

    def active_stem(self, verb: str) -> str:
        """Return a verb stem without the passive suffix, unless the passive is a verb of its own.

        Returns "" if it is not a verb stem. Verbs are a closed class except for denominal ones in -la, -lan, -laş, and the
        voices of other verbs.
        """
        entry = self.entry(verb, "verb")
        if entry:
            return entry.lemma_stem
        if not 4 <= len(verb) <= LONGEST_WORD or verb[-1] not in _VERBAL_FINALS:
            return ""
        active = self._strip_passive(verb)
        if active or (verb.endswith(_DENOMINAL_VERBS) and len(verb) > 4):
            return active or verb
        if verb.endswith(_VOICES):
            return (
                verb if any(self.active_stem(verb[: -len(voice)]) for voice in _VOICES if verb.endswith(voice)) else ""
            )
        return ""

    def _strip_passive(self, verb: str) -> str:
        """Return the active stem of an apparent passive: oxu-n, al-ın, yaz-ıl.

        After a vowel the verb must be listed. Returns "" if it is not a passive.
        """
        for length in (1, 2):
            base, passive = verb[:-length], verb[-length:]
            if passive in (("n",) if base[-1] in VOWELS else _PASSIVES[base[-1] == "l"]):
                bases = (base, self.underlying(base, "verb"))
                active = [
                    self.active_stem(stem) for stem in bases if stem and (length == 2 or self.entry(stem, "verb"))
                ]
                if any(active):
                    return max(active)
        return ""

    def weight(self, stem: str, kind: str) -> float:
        """Return the log weight of a stem in word types: its learned weight plus its prior."""
        entry = self.entry(stem, kind)
        noun = derivation_base(stem) if kind == "noun" else ""
        base = self.entry(noun, kind) if noun else None
        return math.log(
            unseen_weight(stem) + (entry.weight if entry else 0.0) + (DERIVED * base.weight if base else 0.0)
        )

    def lemma(self, stem: str, kind: str) -> str:
        """Return the dictionary form of a stem."""
        if kind == "verb":
            return infinitive(self.active_stem(stem))
        entry = self.entry(stem, kind)
        return entry.lemma_stem if entry else stem
