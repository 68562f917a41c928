"""The answer to a search as text."""

from typing import TYPE_CHECKING

from axtar.cli.explanation import explain_document, explain_passage
from axtar.cli.output import console, counted
from axtar.cli.terminal_text import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from axtar.model import Answer, HighlightedText, Hit, PassageHit

PASSAGES_SHOWN = 3
"""Passages of a document in the text; the JSON holds more."""

_SEARCHED = {
    "entity": "searched as {id}: {all}",
    "name": "searched {all}",
    "other": "not searched as {id}: {all}",
    "subject": "also in other words and languages: {found}",
    "also": "also, lower: {found}",
    "number": "also written as: {found}",
    "family": "others of this family name (to search them: --as {id}): {found}",
    "reading": "not searched as {found} (to search it: --as LANGUAGE:WORD)",
}
"""How an expansion is described, by its kind."""


def show(answer: "Answer") -> None:
    """Write an answer: notices, suggestions, how words were searched, and documents."""
    out = console()
    for notice in answer.notices:
        out.print(notice, style="yellow", markup=False)
    if not answer.hits:
        out.print(f"Nothing found for “{answer.request.text}”.", markup=False)
    for suggestion in answer.suggestions:
        out.print(f"  Did you mean: {suggestion}", markup=False)
    if not answer.hits:
        return
    out.print(f"{counted(answer.total, 'document')} in {answer.took_ms:.0f} ms", style="dim")
    for expansion in answer.expansions:
        if expansion.kind in _SEARCHED:
            spellings = [(f"{spelling.text} {spelling.count}", spelling.count) for spelling in expansion.spellings]
            all_spellings = ", ".join(text for text, _ in spellings)
            occurring = ", ".join(text for text, count in spellings if count)
            how = _SEARCHED[expansion.kind].format(id=expansion.id, all=all_spellings, found=occurring)
            out.print(f"  {expansion.text}: {how}", style="dim", markup=False)
    for number, hit in enumerate(answer.hits, answer.request.offset + 1):
        _show_hit(out, number, hit)


def _show_hit(out: "Console", number: int, hit: "Hit") -> None:
    from rich.text import Text

    document = hit.document
    by = "; ".join(document.authors)
    out.print()
    out.print(
        Text.assemble(
            f"{number}. ",
            (one_line(document.title), "bold"),
            f"  {one_line(by)}" if by else "",
            f" ({document.year})" if document.year else "",
        )
    )
    out.print(f"   {document.file}  {document.id}", style="dim", markup=False)
    for passage in hit.passages[:PASSAGES_SHOWN]:
        out.print(Text.assemble("   ", (_place(passage, paged=document.paged), "cyan"), _highlighted(passage.snippet)))
        if passage.reasons:
            for line in explain_passage(passage):
                out.print(f"      {line}", style="dim", markup=False)
    if hit.reasons:
        out.print(f"   Score of the document: {explain_document(hit)}", style="dim", markup=False)
    if hit.matches > PASSAGES_SHOWN:
        out.print(f"   {hit.matches} passages match in this document", style="dim")


def _place(passage: "PassageHit", *, paged: bool) -> str:
    """Return the page of a passage, printed and physical; "" in a document without pages."""
    if not paged:
        return ""
    if passage.label and passage.label != str(passage.page):
        return f"p. {passage.label} (page {passage.page} of the file)  "
    return f"p. {passage.page}  " if passage.label else f"page {passage.page} of the file  "


def _highlighted(snippet: "HighlightedText") -> "Text":
    from rich.text import Text

    text = Text(snippet.text)
    for start, end in snippet.highlights:
        text.stylize("bold yellow", start, end)
    text.plain = text.plain.replace("\n", " ")
    return text
