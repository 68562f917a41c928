"""Markdown and HTML: their text in sections that begin at headings, and what their heads say of title, author and date."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from axtar.errors import EmptyError
from axtar.extract import sections
from axtar.extract.cleanup.characters import repair_characters
from axtar.extract.cleanup.dehyphenation import document_words, join_lines
from axtar.extract.cleanup.encoding import decode
from axtar.extract.limits import ExtractionLimits
from axtar.extract.sections import Block
from axtar.media_types import HTML, MARKDOWN, FileFormat
from axtar.model import ExtractedDocument, Record
from axtar.progress import ProgressCallback

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SKIPPED = frozenset(
    (
        "script",
        "style",
        "nav",
        "noscript",
        "template",
        "head",
        "svg",
        "button",
        "select",
        "textarea",
        "iframe",
        "object",
    )
)
# fmt: off
_BLOCKS = _HEADINGS | frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "tfoot", "thead", "title", "ul",
))
# fmt: on
_ROW_ENDS = {"td": "\t", "th": "\t", "tr": "\v"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_META = {"citation_journal_title": "container-title", "citation_volume": "volume", "citation_doi": "DOI"}
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def read_html(path: Path, _on_progress: ProgressCallback, _limits: ExtractionLimits) -> ExtractedDocument:
    """The page's text without navigation and scripts. Raises EmptyError."""
    tree = _tree(_declared(path.read_bytes()))
    blocks = [] if tree is None else list(_elements(tree))
    return _extract(path, HTML, blocks, {} if tree is None else _record(tree))


def read_markdown(path: Path, _on_progress: ProgressCallback, _limits: ExtractionLimits) -> ExtractedDocument:
    """The text without its marks; the title is the first heading of the first level. Raises EmptyError."""
    from markdown_it import MarkdownIt  # 40 ms, and few files need it

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(decode(path.read_bytes()))
    blocks = list(_markdown_blocks(tokens))
    title = next((token for before, token in pairwise(tokens) if before.tag == "h1"), None)
    return _extract(path, MARKDOWN, blocks, {"title": repair_characters(_inline(title))} if title else {})


def _extract(path: Path, file_format: FileFormat, blocks: list[Block], record: Record) -> ExtractedDocument:
    known = document_words(block.text for block in blocks) if any("-\n" in block.text for block in blocks) else ()
    whole = [Block(text, block.heading) for block in blocks if (text := _paragraph(block.text, known))]
    if not whole:
        raise EmptyError(f"{path.name}: holds no text; nothing to add")
    return ExtractedDocument(file_format.media_type, paged=False, pages=sections.pages(whole), record=record)


def _paragraph(text: str, known: Iterable[str]) -> str:
    """The lines of a block as one; a vertical tab, by which the readers below mark a real line break, parts them."""
    parts = []
    for part in text.split("\v"):
        whole = ""
        for line in repair_characters(part).split("\n"):
            whole = join_lines(whole, line.strip(), frozenset(known)) if whole else line.strip()
        parts.append(whole)
    return "\n".join(part for part in parts if part)


# ------------------------------------------------------------------ Markdown
def _markdown_blocks(tokens: list[Any]) -> Iterator[Block]:
    rows: list[list[str]] = []
    for before, token in pairwise([None, *tokens]):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield Block("\v".join("\t".join(row) for row in rows))
            rows = []
        elif token.type == "inline" and rows:
            rows[-1].append(_inline(token))
        elif token.type == "inline":
            yield Block(_inline(token), before.type == "heading_open")
        elif token.type in {"fence", "code_block"}:
            yield Block(token.content.rstrip("\n").replace("\n", "\v"))
        elif token.type == "html_block" and (tree := _tree(token.content)) is not None:
            yield from _elements(tree)


def _inline(token: Any) -> str:  # noqa: ANN401 - markdown-it's token, or None of them
    breaks = {"softbreak": "\n", "hardbreak": "\v", "html_inline": ""}
    return "".join(
        breaks.get(child.type, child.content) if child.type != "image" else child.content
        for child in token.children or ()
    )


# ------------------------------------------------------------------ HTML
def _declared(data: bytes) -> str:
    """The text in the encoding that its mark or its head names, if that fits; else as `decode` finds."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):  # a head that lies is common
            pass
    return decode(data)


def _tree(text: str) -> Any:  # noqa: ANN401 - lxml's element, or None
    from lxml import etree  # 20 ms, and few files need it

    text = re.sub(r"^\s*<\?xml[^>]*>", "", text).replace("\0", "")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    except etree.XMLSyntaxError:  # nothing in it
        return None


def _elements(tree: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml's element
    """The text of every block element, in order, without recursion: pages nest as deep as they like."""
    from lxml import etree

    words: list[str] = []
    heading = preformatted = False
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start" and tag in _SKIPPED:
            walker.skip_subtree()
        elif event == "start":
            if tag in _BLOCKS:
                yield from _block(words, heading=heading)
                words, heading = [], tag in _HEADINGS
                preformatted = preformatted or tag == "pre"
            words.append("\v" if tag == "br" else _flat(element.text, preformatted=preformatted))
        else:
            if tag in _BLOCKS:
                yield from _block(words, heading=heading)
                words, heading = [], False
                preformatted = preformatted and tag != "pre"
            elif tag in _ROW_ENDS:
                words.append(_ROW_ENDS[tag])
            words.append(_flat(element.tail, preformatted=preformatted))
    yield from _block(words, heading=heading)


def _block(words: list[str], *, heading: bool) -> Iterator[Block]:
    text = re.sub(r" *([\n\v\t]) *", r"\1", "".join(words)).strip()
    if text:
        yield Block(text, heading)


def _flat(text: str | None, *, preformatted: bool) -> str:
    if not text:
        return ""
    if preformatted:
        return text.replace("\r", "").replace("\n", "\v")
    return re.sub(r"[ \t\r\f\v]*\n\s*", "\n", re.sub(r"[ \t\r\f\v]+", " ", text))


def _record(tree: Any) -> Record:  # noqa: ANN401 - lxml's element
    """Title, authors and year as `<meta name="citation_…">` gives them, else `author` and `<title>`."""
    said: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = " ".join(repair_characters(meta.get("content") or "").split())
        if content:
            said.setdefault((meta.get("name") or meta.get("property") or "").lower(), []).append(content)
    titles = [" ".join(repair_characters("".join(title.itertext())).split()) for title in tree.iter("title")]
    record: dict[str, Any] = {}
    if title := next(filter(None, [*said.get("citation_title", []), *titles]), ""):
        record["title"] = title
    if authors := said.get("citation_author") or said.get("author"):
        record["author"] = [{"literal": author} for author in authors]
    dates = said.get("citation_publication_date") or said.get("citation_date") or []
    if year := next((match for date in dates if (match := _YEAR.search(date))), None):
        record["issued"] = {"date-parts": [[int(year.group())]]}
    return record | {key: said[name][0] for name, key in _META.items() if name in said}
