"""A factory of documents to cite."""

from collections.abc import Callable

import pytest

from axtar.model import Document, Record

MakeDocument = Callable[..., Document]


@pytest.fixture(scope="session")
def document() -> MakeDocument:
    """The factory: takes a record, and what differs from a paged PDF."""

    def make(record: Record, *, media_type: str = "application/pdf", paged: bool = True) -> Document:
        return Document("abcd1234", "scan 17.pdf", "scan 17.pdf", media_type, "0" * 64, paged, 99, record)

    return make
