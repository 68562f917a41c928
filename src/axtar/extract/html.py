"""HTML: the text that a reader of the page sees, and the bibliographic record in its head."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from axtar.extract.blocks import LINE_BREAK, Block
from axtar.extract.cleanup.characters import repair_characters
from axtar.extract.cleanup.encoding import decode
from axtar.extract.cleanup.raised_digits import raise_digits
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
_XML_DECLARATION = re.compile(r"^\s*+<\?xml[^>]*+>")
_MAX_DEPTH = 2_000  # of nested elements; of a page with more, all tags are removed
_CHUNK = 1 << 15  # bytes; an error of the parser is only raised at the end of a chunk
_TAG = re.compile("<[^<>]*>?")
_LONG_TAG_LENGTH, _MAX_ATTRIBUTES = 10_000, 1_000
_LONG_TAG = re.compile(rf"<[a-z][^<>]{{{_LONG_TAG_LENGTH},}}>?", re.IGNORECASE)
_BLANKS_AROUND_BREAK = re.compile(
    r"(?:(?<! ) +)?([\n\v\t]) *"
)  # from a run's first blank, or runs would be read again from each
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def read(path: Path, _on_progress: ProgressCallback, _limits: ExtractionLimits) -> ExtractedDocument:
    """Read the text of a web page, without navigation and scripts. Raises EmptyError."""
    content = _parse(_decode(path.read_bytes()))
    return document_in_sections(path, HTML, content.blocks, _record(content))


def html_blocks(source: str) -> list[Block]:
    """Return the blocks of HTML source, such as that inside Markdown."""
    return _parse(source).blocks


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


class _TooDeepError(Exception):
    """Elements are nested deeper than on any page.

    The parser would compare every end tag with all that are open.
    """


class _Content:
    """What the parser finds in a page: its blocks, titles and metadata.

    It is told of every tag and text, without a tree of them. Its methods have the names that lxml calls.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.titles: list[str] = []
        self.metadata: list[dict[str, str]] = []
        self._data: list[str] = []  # text since the last tag
        self._words: list[str] = []  # of the block that is open
        self._title: list[str] = []
        self._depth = self._open_titles = self._open_skipped = self._open_raised = 0
        self._is_heading = self._preformatted = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _TooDeepError
        self._end_text()
        if tag == "meta":
            self.metadata.append(dict(attributes))
        self._open_titles += tag == "title"
        self._open_raised += tag == "sup"
        if self._open_skipped or tag in _SKIPPED:
            self._open_skipped += tag in _SKIPPED
            return
        if tag in _BLOCKS:
            self._end_block()
            self._is_heading = tag in _HEADINGS
            self._preformatted = self._preformatted or tag == "pre"
        if tag == "br":
            self._words.append(LINE_BREAK)

    def data(self, text: str) -> None:
        self._data.append(text)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._end_text()
        self._open_raised -= tag == "sup"
        if tag == "title":
            self._open_titles -= 1
            self.titles.append("".join(self._title))
            self._title = []
        if self._open_skipped:
            self._open_skipped -= tag in _SKIPPED
        elif tag in _BLOCKS:
            self._end_block()
            self._preformatted = self._preformatted and tag != "pre"
        elif tag in _CELL_ENDS:
            self._words.append(_CELL_ENDS[tag])

    def close(self) -> "_Content":
        self._end_text()
        self._end_block()
        return self

    def _end_text(self) -> None:
        text, self._data = "".join(self._data), []
        if self._open_raised:
            text = raise_digits(text)
        if self._open_titles:
            self._title.append(text)
        if not self._open_skipped:
            self._words.append(_text(text, preformatted=self._preformatted))

    def _end_block(self) -> None:
        self.blocks += _block(self._words, is_heading=self._is_heading)
        self._words, self._is_heading = [], False


def _parse(text: str) -> _Content:
    from lxml import etree  # 20 ms, and few files need it

    text = _without_long_tags(_XML_DECLARATION.sub("", text, count=1).replace("\0", ""))
    content = _Content()
    target: Any = content  # lxml's type of a target has methods for bytes as well
    parser = etree.HTMLParser(target=target, no_network=True, huge_tree=True, encoding="utf-8")
    try:
        data = text.encode("utf-8", "replace")
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    except etree.XMLSyntaxError:  # the document is empty
        pass
    except _TooDeepError:
        content = _Content()
        content.blocks = [Block(text) for text in map(str.strip, _TAG.split(unescape(text))) if text]
    return content


def _without_long_tags(text: str) -> str:
    """Drop tags with thousands of attributes.

    The parser would compare each of them with all others.
    """
    kept, start = [], 0
    for tag in _LONG_TAG.finditer(text) if len(text) > _LONG_TAG_LENGTH else ():
        if tag.group().count(" ") > _MAX_ATTRIBUTES or len(tag.group().split()) > _MAX_ATTRIBUTES:
            kept.append(text[start : tag.start()])
            start = tag.end()
    return "".join((*kept, text[start:]))


def _block(words: list[str], *, is_heading: bool) -> Iterator[Block]:
    text = _BLANKS_AROUND_BREAK.sub(r"\1", "".join(words)).strip()
    if text:
        yield Block(text, is_heading)


def _text(text: str | None, *, preformatted: bool) -> str:
    """Collapse white space, as browsers do."""
    if not text:
        return ""
    if preformatted:
        return text.replace("\r", "").replace("\n", LINE_BREAK)
    return re.sub(r"[ \t\r\f\v]*\n\s*", "\n", re.sub(r"[ \t\r\f\v]+", " ", text))


def _record(content: _Content) -> Record:
    """Return the bibliographic record in the head of a page.

    `<meta name="citation_…">` takes precedence over `author` and `<title>`.
    """
    fields: dict[str, list[str]] = {}
    for meta in content.metadata:
        value = " ".join(repair_characters(meta.get("content") or "").split())
        if value:
            fields.setdefault((meta.get("name") or meta.get("property") or "").lower(), []).append(value)
    titles = [" ".join(repair_characters(title).split()) for title in content.titles]
    record: dict[str, Any] = {}
    if title := next(filter(None, [*fields.get("citation_title", []), *titles]), ""):
        record["title"] = title
    if authors := fields.get("citation_author") or fields.get("author"):
        record["author"] = [{"literal": author} for author in authors]
    dates = fields.get("citation_publication_date") or fields.get("citation_date") or []
    if year := next((match for date in dates if (match := _YEAR.search(date))), None):
        record["issued"] = {"date-parts": [[int(year.group())]]}
    return record | {key: fields[name][0] for name, key in _META_FIELDS.items() if name in fields}
