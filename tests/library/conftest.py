"""PDFs that are good for nothing."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

MakeBad = Callable[[Path, str], Path]


def _blank(**encryption: object) -> bytes:
    buffer = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(buffer, **encryption)  # type: ignore[arg-type]  # pikepdf's own argument
    return buffer.getvalue()


def _bad(folder: Path, kind: str) -> Path:
    content = {
        "corrupt": b"%PDF-1.7\n" + bytes(range(256)) * 40,
        "encrypted": _blank(encryption=pikepdf.Encryption(owner="a", user="b")),
        "blank": _blank(),
        "hollow": b"",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    }
    path = folder / f"{kind}.pdf"
    path.write_bytes(content[kind])
    return path


@pytest.fixture
def bad() -> MakeBad:
    """Write a file that cannot be read: corrupt, encrypted, blank (pages without text), hollow (no bytes) or a picture."""
    return _bad
