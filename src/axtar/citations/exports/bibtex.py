"""BibTeX in UTF-8, as biblatex and reference managers read it."""

import re

from axtar import tables
from axtar.citations.csl_item import Item, date_parts, name
from axtar.citations.exports.citation_key import key
from axtar.citations.locators import Locator, remark
from axtar.languages import LANGUAGES

TYPES = {csl: entry for csl, entry, _ in tables.rows("axtar.citations", "data/types.tsv")}
"""CSL types as entries; everything else is `misc`."""

NAMES = {"author": "author", "editor": "editor", "translator": "translator"}
FIELDS = {
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "edition": "edition",
    "publisher-place": "address",
    "collection-title": "series",
    "genre": "type",
    "ISBN": "isbn",
    "ISSN": "issn",
    "note": "note",
}
CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
PUBLISHERS = {"thesis": "school", "techreport": "institution", "online": "organization"}

# BibTeX counts braces whether a backslash stands before them or not; so they are written as commands.
SPECIAL = str.maketrans(
    {letter: f"\\{letter}" for letter in "&%$#_"}
    | {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)
IN_ADDRESSES = str.maketrans({letter: f"%{ord(letter):02X}" for letter in ' {}\\"<>'})
NEEDS_BRACES = re.compile(r",|(?:^|\s)(?:and|others)(?:\s|$)", re.IGNORECASE)


def bibtex(item: Item, locator: Locator | None, url: str) -> str:
    """One entry. The cited page and the link to it stand in `annote`, which bibliography styles do not print."""
    kind = TYPES.get(item["type"], "misc")
    fields = {field: " and ".join(_name(person) for person in item[csl]) for csl, field in NAMES.items() if csl in item}
    # Doubly braced, for old styles take capital letters away, and do not know İ and ı.
    fields["title"] = "{" + escape(item["title"]) + "}"
    fields |= {field: escape(item[csl]) for csl, field in FIELDS.items() if csl in item}
    if "container-title" in item:
        fields[CONTAINERS.get(kind, "howpublished")] = escape(item["container-title"])
    if "publisher" in item:
        fields[PUBLISHERS.get(kind, "publisher")] = escape(item["publisher"])
    if "page" in item:
        fields["pages"] = escape(re.sub(r"\s*[-–—]+\s*", "--", item["page"]))
    fields |= dict(zip(("year", "month"), map(str, date_parts(item.get("issued"))), strict=False))
    if "literal" in item.get("issued", {}):
        fields["year"] = escape(item["issued"]["literal"])
    if "DOI" in item:
        fields["doi"] = item["DOI"].translate(IN_ADDRESSES)
    fields["url"] = item.get("URL", url).translate(IN_ADDRESSES)
    if accessed := date_parts(item.get("accessed")):
        fields["urldate"] = "-".join(f"{part:02}" for part in accessed)
    if language := LANGUAGES.get(item.get("language", "")[:2]):
        fields["langid"] = language.name.lower()  # the names that babel and polyglossia have, too
    fields["annote"] = escape(remark(locator, url))
    lines = "".join(f"  {field} = {{{value}}},\n" for field, value in fields.items())
    return f"@{kind}{{{key(item)},\n{lines}}}\n"


def escape(text: str) -> str:
    """A text inside braces."""
    return text.translate(SPECIAL)


def _name(person: dict[str, str]) -> str:
    if "literal" in person:
        return "{" + escape(person["literal"]) + "}"
    parts = {part: _part(text) for part, text in person.items()}
    if "suffix" in parts:  # von Family, Jr, Given
        given = parts.pop("given", "")
        return name(
            {
                "family": name({k: v for k, v in parts.items() if k != "suffix"}),
                "given": parts["suffix"],
                "suffix": given,
            }
        )
    return name(parts)


def _part(text: str) -> str:
    return "{" + escape(text) + "}" if NEEDS_BRACES.search(text) else escape(text)
