"""Files that were found, opened without waiting."""

import os
import socket
import stat
from pathlib import Path

import pytest

from axtar.errors import UnsupportedError
from axtar.ingest.found_file import FoundFile, chunks, in_units, kind_of, open_regular


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    """Its hash is that of its content."""
    (tmp_path / "note.txt").write_bytes(b"x" * 3_000_000)
    with FoundFile(tmp_path / "note.txt").open() as stream:
        assert b"".join(chunks(stream)) == b"x" * 3_000_000
    (tmp_path / "note.txt").write_bytes(b"")
    assert FoundFile(tmp_path / "note.txt").sha256().startswith("e3b0c442")


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    """A pipe, a socket, a device and a folder, also behind a link."""
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
    for path, kind in (("pipe", "a named pipe"), ("socket", "a socket"), ("/dev/zero", "a device"), (".", "a folder")):
        (tmp_path / "link").unlink(missing_ok=True)
        (tmp_path / "link").symlink_to(tmp_path / path)
        for name in (path, "link"):
            with pytest.raises(UnsupportedError, match=f"is {kind}, not a file"):
                open_regular(tmp_path / name)


def test_a_link_is_opened_only_where_links_are_followed(tmp_path: Path) -> None:
    """Otherwise it is not a file."""
    (tmp_path / "secret.txt").write_text("secret", "utf8")
    (tmp_path / "link.txt").symlink_to("secret.txt")
    FoundFile(tmp_path / "link.txt").open().close()
    with pytest.raises(UnsupportedError, match="is a link, not a file"):
        FoundFile(tmp_path / "link.txt", follow_links=False).open()


def test_a_file_that_is_exchanged_meanwhile_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was looked at was a file; what was opened is a pipe, and opening it did not wait."""
    (tmp_path / "note.txt").touch()
    os.mkfifo(tmp_path / "pipe")
    open_ = os.open
    monkeypatch.setattr(os, "open", lambda _path, flags: open_(tmp_path / "pipe", flags))
    with pytest.raises(UnsupportedError, match="named pipe"):
        open_regular(tmp_path / "note.txt")


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    """A sparse one at once, and one that grows when it has exceeded the limit."""
    with (tmp_path / "sparse.pdf").open("wb") as stream:
        stream.truncate(8 << 40)
    with pytest.raises(UnsupportedError, match="larger than 4 GB"):
        FoundFile(tmp_path / "sparse.pdf").sha256()
    (tmp_path / "note.txt").write_bytes(b"x" * 10)
    with open_regular(tmp_path / "note.txt") as stream:
        pieces = chunks(stream, limit=12)
        assert next(pieces) == b"x" * 10
        with (tmp_path / "note.txt").open("ab") as more:
            more.write(b"x" * 10)
        with pytest.raises(UnsupportedError, match="larger than 12 bytes"):
            list(pieces)


def test_a_file_that_would_make_us_wait_is_refused(tmp_path: Path) -> None:
    """The system answers that nothing can be read yet."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(tmp_path / "pipe", os.O_WRONLY)
    with open(reader, "rb", buffering=0) as stream, pytest.raises(UnsupportedError, match="cannot be read to an end"):  # noqa: PTH123 - a descriptor
        list(chunks(stream))
    os.close(writer)


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 bytes"), (1023, "1023 bytes"), (1024, "1 KB"), (3_670_016, "3.5 MB"), (8 << 40, "8192 GB")],
)
def test_sizes_are_written_for_people(size: int, text: str) -> None:
    """In the unit that fits."""
    assert in_units(size) == text


def test_a_mode_of_no_known_kind_is_no_file() -> None:
    """A system may have kinds that this one lacks."""
    assert kind_of(stat.S_IFREG) == ""
    assert kind_of(0) == "of an unknown kind"
