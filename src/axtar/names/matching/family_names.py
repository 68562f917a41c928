"""The suffixes of family names, in data/family_names.tsv."""

import re
from functools import cache

from axtar.names.tables import rows


def ends_like_family_name(word: str) -> bool:
    """Whether a word has a suffix of family names that villages hardly ever have."""
    return bool(family_name_suffix("family").search(word))


@cache
def family_name_suffix(use: str) -> re.Pattern[str]:
    """Return a pattern for the suffixes with one use in data/family_names.tsv."""
    suffixes = (words for row_use, words in rows("family_names.tsv") if row_use == use)
    return re.compile(f"(?:{'|'.join(' '.join(suffixes).split())})$", re.IGNORECASE)
