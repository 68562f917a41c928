"""Plain text: pages where it has form feeds, else sections."""

from pathlib import Path

from axtar.errors import EmptyError
from axtar.extract import paging, sections
from axtar.extract.clean import clean, vocabulary
from axtar.extract.encoding import decode
from axtar.model import Extract

MEDIA_TYPE = "text/plain"


def read(path: Path) -> Extract:
    """The file's pages or sections. Raises EmptyError."""
    raw = decode(path.read_bytes())
    if not raw.strip():
        raise EmptyError(f"{path.name}: is empty; nothing to add")
    known = vocabulary([raw]) if "\n" in raw.strip() else ()
    if "\f" not in raw.strip("\f\n\r "):
        return Extract(MEDIA_TYPE, paged=False, pages=sections.pages(sections.blocks(clean(raw, known))))
    parts = raw.rstrip().removesuffix("\f").split("\f")
    return Extract(MEDIA_TYPE, paged=True, pages=paging.pages(parts))
