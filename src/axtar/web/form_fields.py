"""Helpers for the text fields of forms."""


def trimmed(text: str | None) -> str:
    """Return the text on one line with single spaces; empty for None."""
    return " ".join((text or "").split())


def trimmed_lines(text: str | None) -> list[str]:
    """Return the lines of a text area, trimmed, without the empty ones."""
    return [line for line in map(trimmed, (text or "").splitlines()) if line]
