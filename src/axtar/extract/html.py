"""HTML: the text that a reader of the page sees, and the bibliographic record in its head."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from axtar.extract.blocks import LINE_BREAK, Block
from axtar.extract.cleanup.characters import repair_characters
from axtar.extract.cleanup.encoding import decode
from axtar.extract.limits import ExtractionLimits
from axtar.extract.sections import document_in_sections
from axtar.media_types import HTML
from axtar.model import ExtractedDocument, Record
from axtar.progress import ProgressCallback

# fmt: off
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SKIPPED = frozenset((
    "script", "style", "nav", "noscript", "template", "head", "svg", "button", "select", "textarea", "iframe", "object",
))
_BLOCKS = _HEADINGS | frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "tfoot", "thead", "title", "ul",
))
# fmt: on
_CELL_ENDS = {"td": "\t", "th": "\t", "tr": LINE_BREAK}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHARSET_REACH = 4096  # bytes
_META_FIELDS = {"citation_journal_title": "container-title", "citation_volume": "volume", "citation_doi": "DOI"}
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def read(path: Path, _on_progress: ProgressCallback, _limits: ExtractionLimits) -> ExtractedDocument:
    """Read the text of a web page, without navigation and scripts. Raises EmptyError."""
    tree = _parse(_decode(path.read_bytes()))
    blocks = [] if tree is None else list(_blocks(tree))
    return document_in_sections(path, HTML, blocks, {} if tree is None else _record(tree))


def html_blocks(source: str) -> Iterator[Block]:
    """Yield the blocks of HTML source, such as that inside Markdown."""
    tree = _parse(source)
    if tree is not None:
        yield from _blocks(tree)


def _decode(data: bytes) -> str:
    """Decode HTML by its byte order mark, the charset in its head, or else by detection.

    A charset that is unknown or does not fit is ignored.
    """
    declared = _CHARSET.search(data[:_CHARSET_REACH])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):  # wrong declarations are common
            pass
    return decode(data)


def _parse(text: str) -> Any:  # noqa: ANN401 - lxml's element, or None
    from lxml import etree  # 20 ms, and few files need it

    text = re.sub(r"^\s*<\?xml[^>]*>", "", text).replace("\0", "")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    except etree.XMLSyntaxError:  # the document is empty
        return None


def _blocks(tree: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml's element
    """Yield the text of every block element, in order.

    Iterates rather than recurses, because elements may be deeply nested.
    """
    from lxml import etree

    words: list[str] = []
    is_heading = preformatted = False
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start" and tag in _SKIPPED:
            walker.skip_subtree()
        elif event == "start":
            if tag in _BLOCKS:
                yield from _block(words, is_heading=is_heading)
                words, is_heading = [], tag in _HEADINGS
                preformatted = preformatted or tag == "pre"
            words.append(LINE_BREAK if tag == "br" else _text(element.text, preformatted=preformatted))
        else:
            if tag in _BLOCKS:
                yield from _block(words, is_heading=is_heading)
                words, is_heading = [], False
                preformatted = preformatted and tag != "pre"
            elif tag in _CELL_ENDS:
                words.append(_CELL_ENDS[tag])
            words.append(_text(element.tail, preformatted=preformatted))
    yield from _block(words, is_heading=is_heading)


def _block(words: list[str], *, is_heading: bool) -> Iterator[Block]:
    text = re.sub(r" *([\n\v\t]) *", r"\1", "".join(words)).strip()
    if text:
        yield Block(text, is_heading)


def _text(text: str | None, *, preformatted: bool) -> str:
    """Collapse white space, as browsers do."""
    if not text:
        return ""
    if preformatted:
        return text.replace("\r", "").replace("\n", LINE_BREAK)
    return re.sub(r"[ \t\r\f\v]*\n\s*", "\n", re.sub(r"[ \t\r\f\v]+", " ", text))


def _record(tree: Any) -> Record:  # noqa: ANN401 - lxml's element
    """Return the bibliographic record in the head of a page.

    `<meta name="citation_…">` takes precedence over `author` and `<title>`.
    """
    fields: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = " ".join(repair_characters(meta.get("content") or "").split())
        if content:
            fields.setdefault((meta.get("name") or meta.get("property") or "").lower(), []).append(content)
    titles = [" ".join(repair_characters("".join(title.itertext())).split()) for title in tree.iter("title")]
    record: dict[str, Any] = {}
    if title := next(filter(None, [*fields.get("citation_title", []), *titles]), ""):
        record["title"] = title
    if authors := fields.get("citation_author") or fields.get("author"):
        record["author"] = [{"literal": author} for author in authors]
    dates = fields.get("citation_publication_date") or fields.get("citation_date") or []
    if year := next((match for date in dates if (match := _YEAR.search(date))), None):
        record["issued"] = {"date-parts": [[int(year.group())]]}
    return record | {key: fields[name][0] for name, key in _META_FIELDS.items() if name in fields}
