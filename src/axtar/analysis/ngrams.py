"""Character n-grams of words, for fuzzy ranking of words that share a stem."""

from axtar.languages import LONGEST_WORD

SIZE = 4
"""Letters of an n-gram."""


def ngrams(surface: str) -> tuple[str, ...]:
    """Return the character 4-grams of a folded word: susada → susa, usad, sada.

    A word of up to four letters is its own n-gram; a number has none, nor has a word longer than LONGEST_WORD.
    """
    if surface.isdigit() or len(surface) > LONGEST_WORD:
        return ()
    if len(surface) <= SIZE:
        return (surface,)
    return tuple(surface[i : i + SIZE] for i in range(len(surface) - SIZE + 1))
