"""Citations to read."""

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

from axtar.citations import FORMATS, cite, export
from axtar.citations.csl_item import clean
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
def test_apa_is_as_the_table_says(document: MakeDocument, case: dict[str, Any]) -> None:
    """Each record of apa.json, cited on its printed page 7."""
    citation = cite(document(case["record"]), Page(9, "7", ""), "apa", LINK, TODAY)
    assert (citation.inline, citation.bibliography) == (case["inline"], case["entry"])
    assert (citation.locator, citation.note, citation.url, citation.style) == ("p. 7", None, LINK, "apa")


def test_titles_of_whole_works_are_in_italics(document: MakeDocument) -> None:
    """The HTML is the plain text with italics."""
    assert cite(document(BOOK), None, "apa", LINK, TODAY).html == "Əliyeva, N. (1970). <i>Xalçalar</i>."


def test_a_page_without_a_printed_number_is_not_passed_off_as_one(document: MakeDocument) -> None:
    """The ninth page of a file is hardly ever page 9."""
    citation = cite(document(BOOK), Page(9, None, ""), "apa", LINK, TODAY)
    assert citation.inline == "(Əliyeva, 1970, PDF p. 9)"
    assert citation.locator == "PDF p. 9"


def test_a_section_that_axtar_cut_is_not_cited(document: MakeDocument) -> None:
    """Nobody else has these sections."""
    citation = cite(document(BOOK, paged=False), Page(9, None, ""), "apa", LINK, TODAY)
    assert citation.inline == "(Əliyeva, 1970)"
    assert citation.locator is None


@pytest.mark.parametrize("label", ["341", "xii", "A-3", "2-15", "12–13", "[4]", "Ön söz 2", "IV & <b>", "7a", "”."])
def test_a_printed_label_is_cited_letter_for_letter(document: MakeDocument, label: str) -> None:
    """No style makes a range of a chapter's page, or a plural of it."""
    assert cite(document(BOOK), Page(9, label, ""), "apa", LINK, TODAY).inline == f"(Əliyeva, 1970, p. {label})"


def test_a_record_that_says_nothing_still_gives_a_citation(document: MakeDocument) -> None:
    """The file's name is better than nothing."""
    citation = cite(document({}), Page(3, None, ""), "apa", LINK, TODAY)
    assert citation.inline == "(scan 17.pdf, n.d., PDF p. 3)"
    assert citation.bibliography == "scan 17.pdf. (n.d.)."


def test_what_a_style_would_leave_out_is_cited_nevertheless(document: MakeDocument) -> None:
    """A letter is no public source, but this one lies in the library."""
    letter = {"type": "personal_communication", "title": "Letter to a librarian", "author": [{"literal": "A reader"}]}
    assert cite(document(letter), None, "apa", LINK, TODAY).bibliography == "A reader. (n.d.). Letter to a librarian."


def test_an_undated_web_page_says_when_it_was_read(document: MakeDocument) -> None:
    """Today, unless the record knows; a dated page does not say it."""
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


def test_i_is_capitalized_as_its_language_does(document: MakeDocument) -> None:
    """İ in Turkish and Azerbaijani; letters of an unknown language are left alone."""
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


def test_an_address_is_not_edited_as_if_it_were_prose(document: MakeDocument) -> None:
    """Not even one with a question mark before a full stop."""
    page = {
        "type": "webpage",
        "title": "Xəritələr",
        "URL": "https://example.org/?.a”,b",
        "issued": {"date-parts": [[2019]]},
    }
    assert "https://example.org/?.a" in cite(document(page), None, "apa", LINK, TODAY).bibliography


def test_threads_do_not_get_into_each_others_citations(document: MakeDocument) -> None:
    """The web server writes several at a time."""
    records = [case["record"] for case in CASES[:8]]

    def write(record: dict[str, Any]) -> str:
        return cite(document(record), None, "apa", LINK, TODAY).bibliography

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, records * 3)) == [case["entry"] for case in CASES[:8]] * 3


def test_an_unknown_style_is_a_usage_error(document: MakeDocument) -> None:
    """It names those that there are."""
    with pytest.raises(UsageError, match="Known are: apa"):
        cite(document(BOOK), None, "vancouver", LINK, TODAY)
    with pytest.raises(UsageError, match="bibtex"):
        export(document(BOOK), None, "endnote", LINK)


def test_the_apa_file_holds_entry_citation_and_link(document: MakeDocument) -> None:
    """Each on a line."""
    assert (
        export(document(BOOK), Page(9, "7", ""), "apa", LINK)
        == f"Əliyeva, N. (1970). Xalçalar.\n(Əliyeva, 1970, p. 7)\n{LINK}\n"
    )
    assert {name: entry.suffix for name, entry in FORMATS.items()} == {
        "apa": ".txt",
        "bibtex": ".bib",
        "ris": ".ris",
        "csl-json": ".json",
    }


class Tags(HTMLParser):
    """Collects the tags and the text of a piece of HTML."""

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


@settings(deadline=None, max_examples=30)  # a citation takes as long as the machine is busy
@given(record=RECORDS, label=st.one_of(st.none(), HOSTILE))
def test_no_record_breaks_a_citation_or_gets_into_the_html(
    document: MakeDocument, record: dict[str, Any], label: str | None
) -> None:
    """Whatever somebody typed: one line of text, italics the only tags, and the page as it is printed."""
    citation = cite(document(record), Page(9, label, ""), "apa", LINK, TODAY)
    printed = clean(label or "")
    assert citation.locator == (f"p. {printed}" if printed else "PDF p. 9")
    assert (printed or "PDF p. 9") in citation.inline
    read = Tags()
    read.feed(citation.html)
    read.close()
    assert set(read.tags) <= {("i", 0)}
    assert read.text == citation.bibliography
    assert citation.bibliography
    assert len((citation.inline + citation.bibliography).splitlines()) == 1
