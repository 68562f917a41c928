"""Page texts."""

import tracemalloc
from collections.abc import Callable

import pytest

from axtar.catalogue import Catalogue, ExtractedFile
from axtar.errors import NotFoundError
from axtar.model import Page

Make = Callable[..., ExtractedFile]


def test_a_page_keeps_its_number_label_and_text(catalogue: Catalogue, incoming: Make) -> None:
    """Quotes, null characters and lone surrogates in the text are preserved."""
    text = "Şuşa\x00 'quoted'; \U0001f4d6 \ud800"
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", f"first\f{text}")])
    assert catalogue.pages.get(id_, 2) == Page(2, "12", text)


@pytest.mark.parametrize("number", [0, -1, 3, 10**30])
def test_the_error_for_a_missing_page_names_the_range(catalogue: Catalogue, incoming: Make, number: int) -> None:
    """Even for numbers larger than the integers of the database."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "one\ftwo")])
    with pytest.raises(NotFoundError, match="1 to 2"):
        catalogue.pages.get(id_, number)


def test_a_page_of_an_unknown_version_is_not_found(catalogue: Catalogue, incoming: Make) -> None:
    """So is one that belongs to another document."""
    [(id_, _), _] = catalogue.documents.put([incoming("a.txt", "one"), incoming("b.txt", "two")])
    with pytest.raises(NotFoundError, match="no version"):
        catalogue.pages.get(id_, 1, incoming("b.txt", "two").sha256)


def test_pages_are_iterated_in_order_while_the_document_changes(catalogue: Catalogue, incoming: Make) -> None:
    """A reader that began with one version ends with it, and does not block a writer."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "\f".join(map(str, range(100))))])
    reading = catalogue.pages.iterate(id_)
    first = next(reading)
    catalogue.documents.put([incoming("a.txt", "changed")])
    assert [page.text for page in (first, *reading)] == [str(number) for number in range(100)]


def test_a_large_document_is_not_read_into_memory_at_once(catalogue: Catalogue, incoming: Make) -> None:
    """Reading 400 pages of 50 kB takes less than a fifth of them in memory."""
    size, count = 50_000, 400
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "\f".join(f"{number:{size}}" for number in range(count)))])
    tracemalloc.start()
    assert sum(len(page.text) for page in catalogue.pages.iterate(id_)) == size * count
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size * count / 5


def test_many_pages_are_fetched_at_once(catalogue: Catalogue, incoming: Make) -> None:
    """Pages that do not exist are left out."""
    ids = [id_ for id_, _ in catalogue.documents.put([incoming("a.txt", "a1\fa2"), incoming("b.txt", "b1")])]
    wanted = [(ids[0], 2), (ids[1], 1), (ids[1], 2), ("nothing", 1), ("\udcff", 1)]
    assert {key: page.text for key, page in catalogue.pages.get_many(wanted).items()} == {
        (ids[0], 2): "a2",
        (ids[1], 1): "b1",
    }
    assert catalogue.pages.get_many([]) == {}


def test_a_document_may_have_no_pages(catalogue: Catalogue, incoming: Make) -> None:
    """A scan without a text layer is one."""
    item = incoming("a.txt", "text")
    empty = ExtractedFile(
        item.file,
        item.path,
        item.source,
        item.sha256,
        1,
        type(item.extract)("application/pdf", paged=True, pages=()),
        {},
    )
    [(id_, _)] = catalogue.documents.put([empty])
    assert list(catalogue.pages.iterate(id_)) == []
    assert catalogue.documents.get(id_).title == "a.txt"


def test_a_page_is_found_by_its_printed_label(catalogue: Catalogue, incoming: Make) -> None:
    """A physical page number that is not printed is no label."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "first\fsecond")])
    assert catalogue.pages.number_of_label(id_, "12") == 2
    assert catalogue.pages.number_of_label(id_, "2") is None
    assert catalogue.pages.number_of_label(id_, "") is None
