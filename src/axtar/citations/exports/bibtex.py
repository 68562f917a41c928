"""BibTeX in UTF-8, for biblatex and reference managers."""

import re

from axtar import tables
from axtar.citations.csl_item import Item, date_parts, format_name
from axtar.citations.exports.citation_key import citation_key
from axtar.citations.locators import Locator, page_and_link
from axtar.languages import LANGUAGES

TYPES = {csl: entry for csl, entry, _ in tables.rows("axtar.citations", "data/types.tsv")}
"""The BibTeX entry type for each CSL type; any other type is `misc`."""

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

# BibTeX counts braces even after a backslash, so they are written as commands.
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
URL_ESCAPES = str.maketrans({letter: f"%{ord(letter):02X}" for letter in ' {}\\"<>'})
NEEDS_BRACES = re.compile(r",|(?:^|\s)(?:and|others)(?:\s|$)", re.IGNORECASE)


def write_bibtex(item: Item, locator: Locator | None, url: str) -> str:
    """Write one entry.

    The cited page and the link to it are in `annote`, which bibliography styles do not print.
    """
    kind = TYPES.get(item["type"], "misc")
    fields = {field: " and ".join(_name(person) for person in item[csl]) for csl, field in NAMES.items() if csl in item}
    # Doubly braced, since old styles lower-case titles, and do not know İ and ı.
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
        fields["doi"] = item["DOI"].translate(URL_ESCAPES)
    fields["url"] = item.get("URL", url).translate(URL_ESCAPES)
    if accessed := date_parts(item.get("accessed")):
        fields["urldate"] = "-".join(f"{part:02}" for part in accessed)
    if language := LANGUAGES.get(item.get("language", "")[:2]):
        fields["langid"] = language.name.lower()  # babel and polyglossia use the same names
    fields["annote"] = escape(page_and_link(locator, url))
    lines = "".join(f"  {field} = {{{value}}},\n" for field, value in fields.items())
    return f"@{kind}{{{citation_key(item)},\n{lines}}}\n"


def escape(text: str) -> str:
    """Escape the special characters of a text inside braces."""
    return text.translate(SPECIAL)


def _name(person: dict[str, str]) -> str:
    if "literal" in person:
        return "{" + escape(person["literal"]) + "}"
    parts = {part: _part(text) for part, text in person.items()}
    if "suffix" in parts:  # von Family, Jr, Given
        given = parts.pop("given", "")
        return format_name(
            {
                "family": format_name({k: v for k, v in parts.items() if k != "suffix"}),
                "given": parts["suffix"],
                "suffix": given,
            }
        )
    return format_name(parts)


def _part(text: str) -> str:
    return "{" + escape(text) + "}" if NEEDS_BRACES.search(text) else escape(text)
