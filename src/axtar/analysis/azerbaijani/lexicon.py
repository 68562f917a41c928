"""Words of an agglutinative language, read as stem + chain of endings.

A stem weighs by how many word types of running text it explains, a chain by how often it stood; an unseen stem costs a
factor per letter. `resources/analysis/build_azerbaijani.py` learns the weights with the very functions that use them here.
"""

import math
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from axtar.analysis.azerbaijani.suffix_grammar import HARMONY, VOWELS, shape

V_co = TypeVar("V_co", covariant=True)

_HARD = {"ğ": "q", "g": "q", "y": "k"}  # çörəy-i is çörək, qonağ-ı is qonaq; g where ğ was typed so
_LETTER = 1 / 8  # the probability of each further letter of an unseen stem
_NEW = 20000.0  # how readily a stem is new, in word types
_SHORT = 6  # an unseen stem shorter than this is as unlikely as one of this length: we know the short ones
_CLOSEST = 2  # letters of the shortest stem
_UNSEEN = tuple(_NEW * _LETTER ** max(letters, _SHORT) for letters in range(64))

DERIVED = 0.05  # an unseen noun made of another with -lı, -çı, -lıq or -sız weighs so much of that one
_DERIVATIONS = tuple(a + b + c for a, c in (("l", ""), ("ç", ""), ("l", "q"), ("l", "k"), ("s", "z")) for b in "ıiuü")
_DENOMINAL = tuple(a + b for a in ("la", "lə", "le") for b in ("", "n", "ş", "t", "nt", "ndır", "ndir", "şdır", "şdir"))
_PASSIVES = (("ıl", "il", "ul", "ül"), ("ın", "in", "un", "ün"))  # after l the second
_VOICES = ("dır", "dir", "dur", "dür", "t", "ır", "ir", "ur", "ür", "ış", "iş", "uş", "üş", "ş")
_LAST = "aəelnrşt"  # the last letters of all that makes verbs


class Stem(NamedTuple):
    """What is known of a stem: its weight, how often it stood in lower case, its own spelling, and its dictionary form's stem."""

    weight: float
    small: int
    spelt: str
    plain: str


class Segmentation(NamedTuple):
    """A word as stem and ending, which begins at `cut`.

    `cost` is the negative log weight of both, where the ending means what is likeliest.
    """

    cost: float
    stem: str
    kind: str
    cut: int


class Lookup(Protocol[V_co]):
    """Where the value of a key is looked up: a dict does."""

    def get(self, key: str, /) -> V_co | None: ...
    def keys(self) -> Container[str]: ...


def infinitive(stem: str) -> str:
    """The dictionary form of a verb."""
    return stem + ("maq" if shape(stem)[0] in "ao" else "mək")


def derivation_base(noun: str) -> str:
    """The noun that this one is made of by its looks; "" where it is not."""
    if len(noun) > 4 and noun.endswith(_DERIVATIONS):
        return noun[: -2 if noun[-1] in VOWELS else -3]
    return ""


def unseen_weight(stem: str) -> float:
    """What a stem weighs that nobody has seen."""
    return _UNSEEN[min(len(stem), len(_UNSEEN) - 1)]


class Lexicon:
    """Stems, their endings, and stems that change before a vowel.

    `stems` gives what is known of a stem by its kind (`noun`, `verb`); `endings` the kinds of an ending and the log weight of
    each, by the shape of the stem before it (`morphemes.shape`); `irregular` the stem by (changed stem, kind). `harmony` says
    which harmony a vowel asks for; without one, endings of all harmonies fit.
    """

    def __init__(
        self,
        stems: Lookup[Mapping[str, Stem]],
        endings: Lookup[Mapping[str, Sequence[tuple[str, float]]]],
        irregular: Mapping[tuple[str, str], str],
        harmony: Mapping[str, str] = HARMONY,
    ) -> None:
        self._stems, self._endings, self._irregular = stems, endings, irregular
        self._shapes = {vowel: (harmony.get(vowel, "") + "V", harmony.get(vowel, "") + "C") for vowel in VOWELS}

    def known(self, stem: str, kind: str) -> Stem | None:
        """What is known of a stem."""
        kinds = self._stems.get(stem)
        return kinds.get(kind) if kinds else None

    def readings(self, word: str) -> list[Segmentation]:
        """All ways to read a lowercase word, best first."""
        found = []
        texts = self._endings.keys()
        cuts = [cut for cut in range(_CLOSEST, len(word) + 1) if word[cut:] in texts]
        shapes = self._prefix_shapes(word) if cuts else []
        for cut in cuts:
            written, ending = word[:cut], word[cut:]
            for kind, weight in (self._endings.get(ending) or {}).get(shapes[cut - 1], ()):
                if kind == "noun" or self.plain(written):
                    found.append(Segmentation(-weight - self.weight(written, kind), written, kind, cut))
                if ending and ending[0] in VOWELS:
                    changed = self.unchanged(written, kind)
                    if changed and (kind == "noun" or self.plain(changed)):
                        found.append(Segmentation(-weight - self.weight(changed, kind), changed, kind, cut))
        found.sort()
        return found

    def _prefix_shapes(self, word: str) -> list[str]:
        """The shape of each beginning of a word, from one letter on."""
        found, closed = [], "C"
        for letter in word:
            vowel = self._shapes.get(letter)
            if vowel:
                closed = vowel[1]
            found.append(vowel[0] if vowel else closed)
        return found

    def unchanged(self, written: str, kind: str) -> str:
        """The stem that is written so before a vowel; "" where none is."""
        irregular = self._irregular.get((written, kind))
        if irregular:
            return irregular
        if kind == "noun":
            return written[:-1] + _HARD[written[-1]] if self._softened(written) else ""
        return written[:-1] + "t" if written[-1] == "d" and len(written) > 3 else ""

    def _softened(self, noun: str) -> bool:
        """Whether a noun ends like one whose q or k is soft before a vowel: y is k after front vowels only, not in saray."""
        if noun[-1] not in _HARD or noun[-2] not in VOWELS:
            return False
        return noun[-1] != "y" or self._shapes[noun[-2]][0] not in ("aV", "oV")

    def plain(self, verb: str) -> str:
        """The verb's stem without the passive, unless that is a verb of its own; "" for what cannot be a verb.

        Verbs are a closed class but for those made of nouns with -la, -lan, -laş, and the voices of other verbs.
        """
        known = self.known(verb, "verb")
        if known:
            return known.plain
        if len(verb) < 4 or verb[-1] not in _LAST:
            return ""
        active = self._active(verb)
        if active or (verb.endswith(_DENOMINAL) and len(verb) > 4):
            return active or verb
        if verb.endswith(_VOICES):
            return verb if any(self.plain(verb[: -len(voice)]) for voice in _VOICES if verb.endswith(voice)) else ""
        return ""

    def _active(self, verb: str) -> str:
        """The plain verb of what looks like a passive: bəyən-n, al-ın, yaz-ıl; after a vowel only of a verb that is listed."""
        for length in (1, 2):
            base, passive = verb[:-length], verb[-length:]
            if passive in (("n",) if base[-1] in VOWELS else _PASSIVES[base[-1] == "l"]):
                bases = (base, self.unchanged(base, "verb"))
                plain = [self.plain(stem) for stem in bases if stem and (length == 2 or self.known(stem, "verb"))]
                if any(plain):
                    return max(plain)
        return ""

    def weight(self, stem: str, kind: str) -> float:
        """How much of the language the stem explains (log word types): as seen, and what it weighs before it is seen."""
        known = self.known(stem, kind)
        noun = derivation_base(stem) if kind == "noun" else ""
        base = self.known(noun, kind) if noun else None
        return math.log(
            unseen_weight(stem) + (known.weight if known else 0.0) + (DERIVED * base.weight if base else 0.0)
        )

    def lemma(self, stem: str, kind: str) -> str:
        """The dictionary form."""
        if kind == "verb":
            return infinitive(self.plain(stem))
        known = self.known(stem, kind)
        return known.plain if known else stem
