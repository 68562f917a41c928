"""Citations and exports of the documents in a catalogue."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from axtar.catalogue import Catalogue
from axtar.model import Page
from axtar.permalinks import document_link, page_link

if TYPE_CHECKING:
    from axtar.citations import Citation


@dataclass(frozen=True, slots=True)
class References:
    """Cites documents and their pages, and exports their records for reference managers."""

    catalogue: Catalogue

    def cite(self, id_: str, page: int | None, style: str, base_url: str) -> "Citation":
        """Cite a document, or one of its pages, in one of citations.STYLES.

        Raises NotFoundError, and UsageError for an unknown style.
        """
        from axtar import citations  # the style processor takes 0.1 s to import

        document = self.catalogue.documents.get(id_)
        today = dt.datetime.now(dt.UTC).date()
        return citations.cite(document, self._page(id_, page), style, _url(base_url, id_, page), today)

    def export(self, id_: str, page: int | None, format_: str, base_url: str) -> str:
        """Export a document's record, or a page's, in one of citations.EXPORT_FORMATS.

        Raises NotFoundError, and UsageError for an unknown format.
        """
        from axtar import citations

        document = self.catalogue.documents.get(id_)
        return citations.export(document, self._page(id_, page), format_, _url(base_url, id_, page))

    def _page(self, id_: str, number: int | None) -> Page | None:
        return None if number is None else self.catalogue.pages.get(id_, number)


def _url(base_url: str, id_: str, page: int | None) -> str:
    return base_url.rstrip("/") + (document_link(id_) if page is None else page_link(id_, page))
