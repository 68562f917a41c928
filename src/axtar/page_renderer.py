"""PDF pages rendered, and words located on them, in a separate process, with a cache."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from axtar.errors import BusyError, TimedOutError
from axtar.workers.single import IsolatedProcess

if TYPE_CHECKING:
    from axtar.extract.pdf.page_image import Box

T = TypeVar("T")

_BOXES_BYTES = 1000  # assumed size of the boxes of a page in the cache


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """Limits on the cost of rendering.

    `timeout`: seconds per page; a large map takes three. `cache_bytes`: size of all cached images. `retry_after`: seconds
    before a page that timed out or crashed its process is tried again. `waiting`: pages that wait while one is rendered.
    `patience`: seconds that a caller waits; rendering goes on after that, for the next who asks.
    """

    timeout: float = 15.0
    cache_bytes: int = 64 << 20
    retry_after: float = 600.0
    waiting: int = 1
    patience: float = 3.0


class PageRenderer:
    """Renders pages of PDFs, one after the other.

    A hostile page costs only its own image and one timeout; who asks for another meanwhile is told at once to try again.
    """

    def __init__(self, limits: RenderLimits = RenderLimits()) -> None:
        self._limits = limits
        self._process = IsolatedProcess()
        self._thread = ThreadPoolExecutor(1, "axtar-drawing")
        self._lock = threading.Lock()  # of the attributes below, never held while a page is rendered
        self._pending: dict[object, Future[object]] = {}
        self._cache: OrderedDict[object, tuple[object, int]] = OrderedDict()
        self._retry_at: dict[object, float] = {}

    def image(self, path: Path, sha256: str, number: int, width: int) -> bytes:
        """Render a page as PNG (`page_image.render`).

        Raises TimedOutError if it takes too long or crashes the process, and BusyError if others are rendered first.
        """
        from axtar.extract.pdf import page_image  # here, as this and its dependencies delay the start by 40 ms

        return self._cached(path, sha256, number, width, page_image.render, path, number, width)

    def boxes(self, path: Path, sha256: str, number: int, spans: Sequence[tuple[int, int]], text: str) -> "list[Box]":
        """Locate spans of a page's text on its image (`page_image.boxes`).

        Raises TimedOutError as `image` does.
        """
        from axtar.extract.pdf import page_image  # see above

        return self._cached(path, sha256, number, tuple(spans), page_image.boxes, path, number, spans, text)

    def is_available(self, sha256: str, number: int, width: int) -> bool:
        """Whether the image of a page is there, or may be asked for now."""
        key = (sha256, number, width)
        with self._lock:
            return key in self._cache or key in self._pending or self._has_room()

    def close(self) -> None:
        """End the rendering process, also while it renders. Nothing can be rendered afterwards."""
        self._thread.shutdown(wait=False, cancel_futures=True)
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
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return cast("T", self._cache[key][0])
            self._require_untried(path, key)
            if key not in self._pending and not self._has_room():
                raise BusyError("Other pages are being drawn. Try again in a few seconds.")
            future = self._pending.get(key)
            if future is None:
                future = self._pending[key] = self._thread.submit(self._render, path, key, function, arguments)
        try:
            return cast("T", future.result(self._limits.patience))
        except (TimeoutError, CancelledError):
            raise BusyError(f"{path.name}: page {number} takes long to draw. Try again in a few seconds.") from None

    def _has_room(self) -> bool:
        return len(self._pending) <= self._limits.waiting

    def _require_untried(self, path: Path, key: tuple[str, int, object]) -> None:
        """Raise TimedOutError if the page, at any width, has failed a short while ago."""
        if time.monotonic() < self._retry_at.get(key[:2], 0.0):
            raise TimedOutError(
                f"{path.name}: page {key[1]} could not be shown as printed a while ago; it will be tried again later"
            )

    def _render(
        self, path: Path, key: tuple[str, int, object], function: Callable[..., T], arguments: tuple[object, ...]
    ) -> T:
        """Call a function in the process; runs in the rendering thread."""
        try:
            self._require_untried(path, key)  # it may have failed while this was waiting
            try:
                result = self._process.call(function, *arguments, timeout=self._limits.timeout)
            except TimedOutError as error:
                with self._lock:
                    self._retry_at[key[:2]] = time.monotonic() + self._limits.retry_after
                raise TimedOutError(f"{path.name}: page {key[1]} cannot be shown as printed: {error}") from None
            self._store(key, result)
            return result
        finally:
            with self._lock:
                del self._pending[key]

    def _store(self, key: object, result: object) -> None:
        size = len(result) if isinstance(result, bytes) else _BOXES_BYTES
        with self._lock:
            self._cache[key] = (result, size)
            while sum(size for _, size in self._cache.values()) > self._limits.cache_bytes:
                self._cache.popitem(last=False)
