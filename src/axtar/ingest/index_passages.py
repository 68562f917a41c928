"""Entries: what an index is given for the passages of pages, and what else is seen in them."""

from dataclasses import dataclass, field

from axtar import analyzer, detect
from axtar.model import Document, IndexedPassage, Page, Passage, PassageId


@dataclass(frozen=True, slots=True)
class PreparedPages:
    """Pages made ready: entries, the spellings of names in them (as `Catalogue.add_spellings` takes them), and their words."""

    entries: list[IndexedPassage] = field(default_factory=list)
    spellings: set[tuple[str, str, str, str]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


def prepare_page(analysed: PreparedPages, document: Document, page: Page) -> None:
    """All entries of a page; before those of the first page the record's own, as page 0."""
    if page.number == 1:
        _take_passage(analysed, document, _record_passage(document))
    for passage in detect.split_passages(page):
        _take_passage(analysed, document, passage)


def _record_passage(document: Document) -> Passage:
    text = "\n".join((document.title, *document.authors, str(document.record.get("container-title") or "")))
    detected = detect.detect_language(document.title)
    return Passage(0, 0, len(text), detected.language, detected.script, text)


def _take_passage(analysed: PreparedPages, document: Document, passage: Passage) -> None:
    fields, found = analyzer.passage_fields(passage)
    mentions = [mention for term in found for mention in term.mentions]
    entry = IndexedPassage(
        id=str(PassageId(document.id, passage.page, passage.start, passage.end, passage.language)),
        document=document.id,
        language=passage.language,
        type=document.type,
        year=document.year,
        places=tuple(dict.fromkeys(id_ for mention in mentions for id_ in mention.entities if analyzer.is_place(id_))),
        title=_joined(document.title) if passage.page == 0 else "",
        author=_joined(" ; ".join(document.authors)) if passage.page == 0 else "",
        **fields,
    )
    analysed.entries.append(entry)
    analysed.words.update(term.surface for term in found)
    analysed.spellings.update(
        (name, analyzer.spelling_term(mention.base_form), mention.base_form, passage.language)
        for mention in mentions
        for name in analyzer.mention_names(mention)
    )


def _joined(text: str) -> str:
    """A short text for one field: its surfaces in their order, then its lemmas and names."""
    language = detect.detect_language(text).language
    fields = analyzer.text_fields(analyzer.analyze(text, language), language)
    return " ".join(fields[name] for name in ("surface", "lemma", "names"))
