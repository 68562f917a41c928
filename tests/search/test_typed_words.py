"""What is typed as it stands in a text is found, whatever else the words may be."""

import random

import pytest

from axtar import analysis
from axtar.languages import LANGUAGES
from axtar.library import Library
from axtar.model import Request

RUNS = 120  # of words that are searched


def runs_of_words(library: Library, count: int) -> list[tuple[str, str]]:
    """Choose runs of one to four words of the collection, with their documents; always the same.

    A function word alone is none: it may be a content word of another language (*is* is work in Turkish, without its cedilla).
    """
    chosen = random.Random(7)
    pages = [
        (document.id, page.text.split())
        for document in library.documents.list_all()
        for number in range(1, document.page_count + 1)
        for page in (library.catalogue.pages.get(document.id, number),)
    ]
    runs: list[tuple[str, str]] = []
    while len(runs) < count:
        document, words = chosen.choice([page for page in pages if len(page[1]) > 20])
        start = chosen.randrange(len(words) - 4)
        run = " ".join(words[start : start + chosen.randint(1, 4)])
        if run.replace(" ", "").isalpha() and not any(analysis.is_stopword(run.lower(), code) for code in LANGUAGES):
            runs.append((document, run))
    return runs


@pytest.mark.parametrize("lower", [False, True])
def test_a_run_of_words_finds_the_document_that_it_is_from(shared: Library, lower: bool) -> None:
    """As it is written, and in small letters."""
    runs = runs_of_words(shared, RUNS)
    missed = [
        run
        for document, run in runs
        if document
        not in {
            hit.document.id for hit in shared.search(Request(run.lower() if lower else run, limit=100, depth=1)).hits
        }
    ]
    assert missed == []
