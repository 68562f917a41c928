"""Pages with highlighted matches: text, image, and boxes on the image."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from axtar.catalogue import Catalogue
from axtar.errors import NotFoundError
from axtar.media_types import PDF
from axtar.model import Document, HighlightedText, Request
from axtar.page_renderer import PageRenderer
from axtar.search.results import highlight_page
from axtar.search.search import queries_to_highlight
from axtar.search.sources import Sources


@dataclass(frozen=True, slots=True)
class PageViews:
    """Views of the pages of a library's documents.

    `find_original` returns the path of a document's file, None if the file is missing.
    """

    catalogue: Catalogue
    renderer: PageRenderer
    sources: Callable[[], Sources]
    find_original: Callable[[Document], Path | None]

    def highlighted(self, id_: str, number: int, request: Request) -> HighlightedText:
        """Return a page's text with the spans that a request matches; filters are ignored.

        Raises NotFoundError.
        """
        page = self.catalogue.pages.get(id_, number)
        sources = self.sources()
        queries = queries_to_highlight(request, sources)
        return HighlightedText(page.text, highlight_page(page, queries, sources.analyzer))

    def image(self, id_: str, number: int, width: int) -> bytes:
        """Render a page of a PDF as PNG.

        Raises NotFoundError if there is none, ExtractionError if rendering fails, and BusyError if others are rendered first.
        """
        return self.renderer.image(*self._pdf(id_), number, width)

    def is_image_available(self, id_: str, number: int, width: int) -> bool:
        """Whether the image of a page can be asked for now; others may be rendered first.

        Raises NotFoundError.
        """
        return self.renderer.is_available(self._pdf(id_)[1], number, width)

    def boxes(self, id_: str, number: int, request: Request) -> list[tuple[float, float, float, float]]:
        """Locate a request's matches on the image of a page.

        Each box is left, top, right, bottom, as fractions of the page. Raises as `image` does.
        """
        highlighted = self.highlighted(id_, number, request)
        if not highlighted.highlights:
            return []
        return self.renderer.boxes(*self._pdf(id_), number, highlighted.highlights, highlighted.text)

    def _pdf(self, id_: str) -> tuple[Path, str]:
        """Return the path and SHA-256 of a document's PDF. Raises NotFoundError if it has none."""
        document = self.catalogue.documents.get(id_)
        path = self.find_original(document)
        if path is None or document.media_type != PDF.media_type:
            raise NotFoundError(f"The document {id_} has no PDF to show.")
        return path, document.sha256
