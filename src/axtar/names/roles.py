"""Words that determine what the name next to them is.

They are generic terms, titles of rulers, and words for a language.
"""

from functools import cache

from axtar.names.folding import fold_word
from axtar.names.tables import rows


@cache
def words_with_role(role: str) -> frozenset[str]:
    """Return the folded words of a role in data/generics.tsv.

    Roles are before, after, of, ruler and language.
    """
    return frozenset(
        fold_word(word) for _, row_role, words in rows("generics.tsv") if row_role == role for word in words.split()
    )
