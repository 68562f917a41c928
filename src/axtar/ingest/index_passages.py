"""Turns pages into what an index stores: passages with their index terms.

The words and spellings attested in them are collected as well, for suggestions and expansions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from axtar.analyzer import (
    Analyzer,
    detect_language,
    is_place,
    mention_names,
    spelling_term,
    split_passages,
    text_fields,
    written_words,
)
from axtar.model import Document, IndexedPassage, Page, Passage, PassageId


@dataclass(frozen=True, slots=True)
class PreparedPages:
    """Pages ready to be indexed: passages, attested spellings and attested words.

    `spellings` and `words` are rows of `CorpusWordRepository.add_spellings` and `add_words`.
    """

    passages: list[IndexedPassage] = field(default_factory=list)
    spellings: set[tuple[str, str, str, str]] = field(default_factory=set)
    words: set[tuple[str, str, str]] = field(default_factory=set)


def prepare_page(prepared: PreparedPages, document: Document, page: Page, analyzer: Analyzer) -> Iterator[Passage]:
    """Add the passages of a page to `prepared`; yield each passage when it is done.

    The first page comes with the record, as a passage of page 0.
    """
    record = [_record_passage(document)] if page.number == 1 else []
    for passage in (*record, *split_passages(page)):
        _add_passage(prepared, document, passage, analyzer)
        yield passage


def _record_passage(document: Document) -> Passage:
    text = "\n".join((document.title, *document.authors, document.text("container-title")))
    detected = detect_language(document.title)
    return Passage(0, 0, len(text), detected.language, detected.script, text)


def _add_passage(prepared: PreparedPages, document: Document, passage: Passage, analyzer: Analyzer) -> None:
    fields, tokens = analyzer.passage_fields(passage)
    mentions = [mention for token in tokens for mention in token.mentions]
    is_record = passage.page == 0
    prepared.passages.append(
        IndexedPassage(
            id=str(PassageId(document.id, passage.page, passage.start, passage.end, passage.language)),
            document=document.id,
            language=passage.language,
            type=document.type,
            year=document.year,
            places=tuple(dict.fromkeys(id_ for mention in mentions for id_ in mention.entities if is_place(id_))),
            title=_record_field(document.title, analyzer) if is_record else "",
            author=_record_field(" ; ".join(document.authors), analyzer) if is_record else "",
            **fields,
        )
    )
    prepared.words.update(written_words(tokens, passage.language))
    prepared.spellings.update(
        (name, spelling_term(mention.base_form), mention.base_form, passage.language)
        for mention in mentions
        for name in mention_names(mention)
    )


def _record_field(text: str, analyzer: Analyzer) -> str:
    """Return a short text as one field: its surfaces in order, then its lemmas and names."""
    fields = text_fields(analyzer.analyze_passage(text, detect_language(text).language))
    return " ".join(fields[name] for name in ("surface", "lemma", "names"))
