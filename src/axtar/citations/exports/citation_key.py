"""Citation keys in plain ASCII: barkan1942."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from axtar import tables
from axtar.citations.csl_item import Item, date_parts

AZERBAIJANI = "az"


def key(item: Item) -> str:
    """The first author's family name, else the title's first long word, and the year; the document's id for other scripts."""
    language = item.get("language", "")
    author = item.get("author", [{}])[0]
    title = next((word for word in item["title"].split() if len(word) > 3), item["title"])
    year = date_parts(item.get("issued"))[:1]
    for name in (author.get("family") or author.get("literal"), title):
        if name and (letters := latin(name, language)):
            return f"{letters}{year[0] if year else 'nd'}"
    return str(item["id"])


def latin(text: str, language: str) -> str:
    """The letters of a text in lower-case ASCII; of letters that are not in data/latin.tsv nothing remains."""
    table = _table(language[:2] == AZERBAIJANI)
    apart = unicodedata.normalize("NFKD", text.casefold().translate(table))
    return re.sub("[^a-z0-9]", "", apart.translate(table))


@cache
def _table(azerbaijani: bool) -> Mapping[int, str]:  # noqa: FBT001 - private, and called once
    rows = tables.rows("axtar.citations", "data/latin.tsv")
    return {ord(row[0]): row[2] if azerbaijani and len(row) > 2 else row[1] for row in rows}
