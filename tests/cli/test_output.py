"""Output of the commands: progress bars and files."""

import io

import pytest
from rich.console import Console

from axtar.cli import output


@pytest.mark.parametrize(
    ("terminal", "quiet", "shown"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_progress_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, *, terminal: bool, quiet: bool, shown: bool
) -> None:
    """The bar has a title and the steps done of all; `--quiet` hides it."""
    stderr = io.StringIO()
    monkeypatch.setattr(output, "console", lambda **_: Console(file=stderr, force_terminal=terminal, width=80))
    with output.progress_bar("Indexing", quiet=quiet) as on_progress:
        on_progress(3, 17)
    assert ("Indexing" in stderr.getvalue() and "3/17" in stderr.getvalue()) is shown


@pytest.mark.parametrize(("count", "text"), [(0, "0 documents"), (1, "1 document"), (2, "2 documents")])
def test_a_count_has_its_noun_in_the_right_number(count: int, text: str) -> None:
    """English has two forms."""
    assert output.counted(count, "document") == text
