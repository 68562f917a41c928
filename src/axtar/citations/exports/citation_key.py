"""Citation keys in ASCII, such as `barkan1942`."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from axtar import tables
from axtar.citations.csl_item import Item, date_parts

AZERBAIJANI = "az"


def citation_key(item: Item) -> str:
    """Return the first author's family name, or the title's first long word, with the year.

    If neither has letters that `data/latin.tsv` transliterates, the key is the document's id.
    """
    language = item.get("language", "")
    author = item.get("author", [{}])[0]
    title = next((word for word in item["title"].split() if len(word) > 3), item["title"])
    year = date_parts(item.get("issued"))[:1]
    for name in (author.get("family") or author.get("literal"), title):
        if name and (letters := to_ascii(name, language)):
            return f"{letters}{year[0] if year else 'nd'}"
    return str(item["id"])


def to_ascii(text: str, language: str) -> str:
    """Transliterate the letters of a text to lower-case ASCII.

    Letters that are not in `data/latin.tsv` are dropped.
    """
    table = _table(language[:2] == AZERBAIJANI)
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(table))
    return re.sub("[^a-z0-9]", "", decomposed.translate(table))


@cache
def _table(azerbaijani: bool) -> Mapping[int, str]:  # noqa: FBT001 - a cache key
    rows = tables.rows("axtar.citations", "data/latin.tsv")
    return {ord(row[0]): row[2] if azerbaijani and len(row) > 2 else row[1] for row in rows}
