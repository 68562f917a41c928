"""Citations formatted in a style."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar.citations import EXPORT_FORMATS, cite, export
from axtar.citations.csl_item import clean_text
from axtar.errors import UsageError
from axtar.model import Document, Page

MakeDocument = Callable[..., Document]
CASES = json.loads((Path(__file__).parent / "apa.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 21)
LINK = "http://127.0.0.1:8000/d/abcd1234/p/9"
BOOK = {
    "type": "book",
    "title": "Xalçalar",
    "author": [{"family": "Əliyeva", "given": "Nigar"}],
    "issued": {"date-parts": [[1970]]},
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_apa_citations_are_those_of_the_table(document: MakeDocument, case: dict[str, Any]) -> None:
    """Each record of apa.json is cited with its printed page 7."""
    citation = cite(document(case["record"]), Page(9, "7", ""), "apa", LINK, TODAY)
    assert (citation.inline, citation.bibliography) == (case["inline"], case["entry"])
    assert (citation.locator, citation.note, citation.url, citation.style) == ("p. 7", None, LINK, "apa")


def test_titles_of_whole_works_are_in_italics(document: MakeDocument) -> None:
    """The HTML is the plain text with italics."""
    assert cite(document(BOOK), None, "apa", LINK, TODAY).html == "Əliyeva, N. (1970). <i>Xalçalar</i>."


def test_a_page_without_a_printed_number_is_cited_as_a_page_of_the_file(document: MakeDocument) -> None:
    """The ninth page of a file is hardly ever the printed page 9."""
    citation = cite(document(BOOK), Page(9, None, ""), "apa", LINK, TODAY)
    assert citation.inline == "(Əliyeva, 1970, PDF p. 9)"
    assert citation.locator == "PDF p. 9"


def test_a_section_made_by_axtar_is_not_cited(document: MakeDocument) -> None:
    """No other copy of the document has these sections."""
    citation = cite(document(BOOK, paged=False), Page(9, None, ""), "apa", LINK, TODAY)
    assert citation.inline == "(Əliyeva, 1970)"
    assert citation.locator is None


@pytest.mark.parametrize("label", ["341", "xii", "A-3", "2-15", "12–13", "[4]", "Ön söz 2", "IV & <b>", "7a", "”."])
def test_a_printed_label_is_cited_verbatim(document: MakeDocument, label: str) -> None:
    """No style turns the page of a chapter into a range or a plural."""
    assert cite(document(BOOK), Page(9, label, ""), "apa", LINK, TODAY).inline == f"(Əliyeva, 1970, p. {label})"


def test_an_empty_record_is_cited_by_its_file_name(document: MakeDocument) -> None:
    """With no date."""
    citation = cite(document({}), Page(3, None, ""), "apa", LINK, TODAY)
    assert citation.inline == "(scan 17.pdf, n.d., PDF p. 3)"
    assert citation.bibliography == "scan 17.pdf. (n.d.)."


def test_a_work_for_which_the_style_has_no_entry_is_cited_as_a_document(document: MakeDocument) -> None:
    """A letter is not a public source, but readers can retrieve it from the library."""
    letter = {"type": "personal_communication", "title": "Letter to a librarian", "author": [{"literal": "A reader"}]}
    assert cite(document(letter), None, "apa", LINK, TODAY).bibliography == "A reader. (n.d.). Letter to a librarian."


def test_an_undated_web_page_is_cited_with_its_date_of_access(document: MakeDocument) -> None:
    """That is today unless the record has one; a dated page needs none."""
    page = {"type": "webpage", "title": "Xəritələr", "URL": "https://example.org/x"}
    entries = [
        cite(document(page | more), None, "apa", LINK, TODAY).bibliography
        for more in ({}, {"accessed": {"date-parts": [[2020, 1, 2]]}}, {"issued": {"date-parts": [[2019]]}})
    ]
    assert entries == [
        "Xəritələr. (n.d.). Retrieved November 21, 2026, from https://example.org/x",
        "Xəritələr. (n.d.). Retrieved January 2, 2020, from https://example.org/x",
        "Xəritələr. (2019). https://example.org/x",
    ]


def test_i_is_capitalized_by_the_rules_of_its_language(document: MakeDocument) -> None:
    """It becomes İ in Turkish and Azerbaijani; in an unknown language it is unchanged."""
    work = {
        "type": "report",
        "title": "ilk gün",
        "genre": "iş hesabatı",
        "issued": {"date-parts": [[1931]]},
        "number": "4",
    }
    entries = [
        cite(document(work | {"language": code}), None, "apa", LINK, TODAY).bibliography for code in ("az", "tr", "en")
    ]
    assert ["İş" in entry for entry in entries] == [True, True, False]
    assert cite(document(work), None, "apa", LINK, TODAY).inline == "(ilk gün, 1931)"


def test_punctuation_in_a_url_is_not_corrected(document: MakeDocument) -> None:
    """Not even a question mark before a full stop."""
    page = {
        "type": "webpage",
        "title": "Xəritələr",
        "URL": "https://example.org/?.a”,b",
        "issued": {"date-parts": [[2019]]},
    }
    assert "https://example.org/?.a" in cite(document(page), None, "apa", LINK, TODAY).bibliography


def test_threads_can_format_citations_at_the_same_time(document: MakeDocument) -> None:
    """As the web server does."""
    records = [case["record"] for case in CASES[:8]]

    def write(record: dict[str, Any]) -> str:
        return cite(document(record), None, "apa", LINK, TODAY).bibliography

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, records * 3)) == [case["entry"] for case in CASES[:8]] * 3


def test_an_unknown_style_is_a_usage_error(document: MakeDocument) -> None:
    """The error lists the known ones."""
    with pytest.raises(UsageError, match="Known styles: apa"):
        cite(document(BOOK), None, "vancouver", LINK, TODAY)
    with pytest.raises(UsageError, match="bibtex"):
        export(document(BOOK), None, "endnote", LINK)


def test_the_plain_text_has_entry_citation_and_link(document: MakeDocument) -> None:
    """Each on a line of its own."""
    assert (
        export(document(BOOK), Page(9, "7", ""), "apa", LINK)
        == f"Əliyeva, N. (1970). Xalçalar.\n(Əliyeva, 1970, p. 7)\n{LINK}\n"
    )
    assert {name: entry.suffix for name, entry in EXPORT_FORMATS.items()} == {
        "apa": ".txt",
        "bibtex": ".bib",
        "ris": ".ris",
        "csl-json": ".json",
    }


class Tags(HTMLParser):
    """Collects the tags and the text of an HTML fragment."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, int]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, len(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["<script>", "<i>", "&lt;", '" onload="', "{", "\\", "\r\nER  - ", "”.", "?."]),
)
NAME = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("family", "given", "literal", "suffix", "non-dropping-particle"), HOSTILE)
)
ANYTHING = st.one_of(HOSTILE, st.none(), st.integers(), st.booleans(), st.lists(st.integers(), max_size=2))
NAMES = st.one_of(st.lists(st.one_of(NAME, ANYTHING), max_size=3), ANYTHING)
DATE_PARTS = st.lists(st.lists(st.one_of(st.integers(-5, 3000), HOSTILE, st.none()), max_size=3), max_size=2)
DATES = st.one_of(
    st.fixed_dictionaries({}, optional={"date-parts": DATE_PARTS, "literal": HOSTILE, "circa": ANYTHING}), ANYTHING
)
TYPES = ("book", "chapter", "article-journal", "webpage", "thesis", "report", "interview", "no such type")
FIELDS = (
    "title",
    "container-title",
    "publisher",
    "page",
    "volume",
    "issue",
    "edition",
    "genre",
    "number",
    "DOI",
    "URL",
    "language",
    "note",
)
RECORDS = st.fixed_dictionaries(
    {},
    optional={"type": st.one_of(st.sampled_from(TYPES), HOSTILE)}
    | dict.fromkeys(FIELDS, ANYTHING)
    | dict.fromkeys(("author", "editor", "composer"), NAMES)
    | dict.fromkeys(("issued", "accessed"), DATES),
)


@settings(deadline=None, max_examples=30)  # citations take longer on a busy machine
@given(record=RECORDS, label=st.one_of(st.none(), HOSTILE))
def test_no_record_breaks_a_citation_or_its_html(
    document: MakeDocument, record: dict[str, Any], label: str | None
) -> None:
    """Any record yields one line of text, no tags but italics, and the printed page."""
    citation = cite(document(record), Page(9, label, ""), "apa", LINK, TODAY)
    printed = clean_text(label or "")
    assert citation.locator == (f"p. {printed}" if printed else "PDF p. 9")
    assert (printed or "PDF p. 9") in citation.inline
    read = Tags()
    read.feed(citation.html)
    read.close()
    assert set(read.tags) <= {("i", 0)}
    assert read.text == citation.bibliography
    assert citation.bibliography
    assert len((citation.inline + citation.bibliography).splitlines()) == 1
