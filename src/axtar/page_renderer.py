"""PDF pages rendered, and words located on them, in a separate process, with a cache."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from axtar.errors import TimedOutError
from axtar.workers.single import IsolatedProcess

if TYPE_CHECKING:
    from axtar.extract.pdf.page_image import Box

T = TypeVar("T")

_BOXES_BYTES = 1000  # assumed size of the boxes of a page in the cache


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """Limits on the cost of rendering.

    `timeout`: seconds per page; a large map takes three. `cache_bytes`: size of all cached images. `retry_after`: seconds
    before a page that timed out or crashed its process is tried again.
    """

    timeout: float = 15.0
    cache_bytes: int = 64 << 20
    retry_after: float = 600.0


class PageRenderer:
    """Renders pages of PDFs. A hostile page costs only its own image and one timeout."""

    def __init__(self, limits: RenderLimits = RenderLimits()) -> None:
        self._limits = limits
        self._process = IsolatedProcess()
        self._cache_lock = threading.Lock()
        self._render_lock = threading.Lock()
        self._cache: OrderedDict[object, tuple[object, int]] = OrderedDict()
        self._retry_at: dict[object, float] = {}

    def image(self, path: Path, sha256: str, number: int, width: int) -> bytes:
        """Render a page as PNG (`page_image.render`).

        Raises TimedOutError if it takes too long or crashes the process.
        """
        from axtar.extract.pdf import page_image  # here, as this and its dependencies delay the start by 40 ms

        return self._cached(path, sha256, number, width, page_image.render, path, number, width)

    def boxes(self, path: Path, sha256: str, number: int, spans: Sequence[tuple[int, int]], text: str) -> "list[Box]":
        """Locate spans of a page's text on its image (`page_image.boxes`).

        Raises TimedOutError as `image` does.
        """
        from axtar.extract.pdf import page_image  # see above

        return self._cached(path, sha256, number, tuple(spans), page_image.boxes, path, number, spans, text)

    def close(self) -> None:
        """End the rendering process."""
        self._process.close()

    def _cached(
        self,
        path: Path,
        sha256: str,
        number: int,
        variant: object,
        function: Callable[..., T],
        *arguments: object,
    ) -> T:
        key = (sha256, number, variant)
        with self._cache_lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return cast("T", self._cache[key][0])
        with self._render_lock:  # a thread that waited here while the page failed does not try it again
            if time.monotonic() < self._retry_at.get(key[:2], 0.0):
                raise TimedOutError(
                    f"{path.name}: page {number} could not be shown as printed a while ago; it will be tried again later"
                )
            try:
                result = self._process.call(function, *arguments, timeout=self._limits.timeout)
            except TimedOutError as error:
                self._retry_at[key[:2]] = time.monotonic() + self._limits.retry_after
                raise TimedOutError(f"{path.name}: page {number} cannot be shown as printed: {error}") from None
        self._store(key, result)
        return result

    def _store(self, key: object, result: object) -> None:
        size = len(result) if isinstance(result, bytes) else _BOXES_BYTES
        with self._cache_lock:
            self._cache[key] = (result, size)
            while sum(size for _, size in self._cache.values()) > self._limits.cache_bytes:
                self._cache.popitem(last=False)
