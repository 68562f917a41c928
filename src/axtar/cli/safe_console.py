"""A console that escapes what a terminal would obey in the texts that it writes."""

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from axtar.cli.terminal_text import lines, one_line


class SafeConsole(Console):
    """A console whose own control sequences are the only ones.

    A string is one line; a Text may have several.
    """

    def print(self, *objects: Any, **options: Any) -> None:  # noqa: ANN401 - as rich declares it
        """Write strings as one line, and anything else as rich does."""
        super().print(*(one_line(each) if isinstance(each, str) else each for each in objects), **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield the segments of something, escaped."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(lines(segment.text), segment.style)
