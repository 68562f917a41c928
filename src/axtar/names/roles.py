"""Words that say what stands beside them: kinds of places, titles of rulers, words for a language (data/generics.tsv)."""

from functools import cache

from axtar.names.folding import fold_word
from axtar.names.tables import rows


@cache
def words_with_role(role: str) -> frozenset[str]:
    """The words of one role in plain letters: before, after (of a name), of, ruler, language."""
    return frozenset(
        fold_word(word) for _, where, words in rows("generics.tsv") if where == role for word in words.split()
    )
