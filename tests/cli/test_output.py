"""Output of the commands: progress bars and files."""

import io
import re

import pytest
from rich.console import Console
from rich.text import Text

from axtar.cli import output
from axtar.cli.safe_console import SafeConsole


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


@pytest.mark.parametrize("terminal", [True, False])
def test_a_console_escapes_what_it_is_given(terminal: bool) -> None:
    """Its own colours are sequences; those of a title are text. A string is one line, and no emoji."""
    stream = io.StringIO()
    console = SafeConsole(file=stream, force_terminal=terminal, width=200, emoji=False)
    console.print("[bold]a[/]\n\x1b[31mb :book:", style="dim")
    console.print(Text.assemble(("c\x1b]0;d\x07", "bold"), "\ne"))
    console.print()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())
    assert plain == "a\\n\\x1b[31mb :book:\nc\\x1b]0;d\ne\n\n"  # rich drops the bell
    assert ("\x1b" in stream.getvalue()) is terminal


def test_lines_are_written_safely(capsys: pytest.CaptureFixture[str]) -> None:
    """One, or several."""
    output.echo("a\nb\x1b")
    output.echo_lines("a\nb\x1b", err=True)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("a\\nb\\x1b\n", "a\nb\\x1b\n")
