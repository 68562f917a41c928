"""The shipped tables: small ones as TSV, large ones as sorted lines in compressed blocks.

A `.blocks` file is: 8 bytes (length of the index, big-endian), the index (zlib; a line per block: first key, tab, offset in
hexadecimal), then the blocks (each zlib: lines `key<tab>value`, sorted by the bytes of the key). Opening reads the file and
the index; a look-up unpacks one block of about 4 KiB.
"""

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, KeysView
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Generic, TypeVar

from axtar import tables

V = TypeVar("V")

_BLOCK = 4096  # bytes before compression; smaller looks up faster, larger packs better


def read(name: str) -> bytes:
    """A file of analysis/data."""
    return (resources.files(__package__) / "data" / name).read_bytes()


def read_pairs(name: str) -> dict[str, str]:
    """A large TSV table of exactly two columns; comments stand only before its first row. Three times as fast as `mapping`."""
    text = read(name).decode()
    while text[0] == "#":
        text = text[text.index("\n") + 1 :]
    cells = text.replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=False))


def rows(name: str) -> list[list[str]]:
    """The cells of a TSV table."""
    return tables.rows(__package__, f"data/{name}")


def mapping(name: str) -> dict[str, str]:
    """A TSV table of two columns; a row without its second cell maps to nothing ("")."""
    return {cells[0]: "".join(cells[1:2]) for cells in rows(name)}


class LazyTable(Generic[V]):
    """A table whose rows are parsed when they are first asked for: key → cells as written, and what makes a value of them."""

    def __init__(self, raw: dict[str, str], parse: Callable[[str], V]) -> None:
        self._raw, self._parse = raw, parse
        self._made: dict[str, V] = {}

    def get(self, key: str, /) -> V | None:
        """The value of a key, or None."""
        value = self._made.get(key)
        if value is None and key in self._raw:
            value = self._made[key] = self._parse(self._raw[key])
        return value

    def keys(self) -> KeysView[str]:
        """All keys."""
        return self._raw.keys()


@dataclass(frozen=True, slots=True)
class BlockTable:
    """A large table, key → value."""

    content: bytes
    keys: tuple[bytes, ...]
    offsets: tuple[int, ...]

    def get(self, key: str) -> str | None:
        """The value of a key, or None."""
        wanted = key.encode()
        number = bisect_right(self.keys, wanted) - 1
        if number < 0 or b"\n" in wanted or b"\t" in wanted:
            return None
        block = zlib.decompress(self.content[self.offsets[number] : self.offsets[number + 1]])
        at = block.find(b"\n" + wanted + b"\t")
        if at < 0:
            return None
        start = at + len(wanted) + 2
        return block[start : block.index(b"\n", start)].decode()

    def items(self) -> Iterator[tuple[str, str]]:
        """All keys and values, sorted."""
        for start, end in zip(self.offsets, self.offsets[1:], strict=False):
            for line in zlib.decompress(self.content[start:end]).decode().split("\n")[1:-1]:
                key, _, value = line.partition("\t")
                yield key, value


@cache
def open_blocks(name: str) -> BlockTable:
    """Open a table of analysis/data."""
    return unpack(read(name))


def unpack(content: bytes) -> BlockTable:
    """A table from the bytes that `pack` made."""
    start = 8 + int.from_bytes(content[:8], "big")
    index = [line.split("\t") for line in zlib.decompress(content[8:start]).decode().splitlines()]
    offsets = [start + int(offset, 16) for _, offset in index]
    return BlockTable(content, tuple(key.encode() for key, _ in index), (*offsets, len(content)))


def pack(table: Iterable[tuple[str, str]]) -> bytes:
    """The bytes of a `.blocks` file for these keys and values."""
    lines = sorted((key.encode(), value.encode()) for key, value in table)
    index, packed, offset = [], [], 0
    block: list[bytes] = []
    size = 0

    def close() -> None:
        nonlocal offset, size
        index.append(b"%s\t%x\n" % (block[0].partition(b"\t")[0], offset))
        packed.append(zlib.compress(b"\n" + b"\n".join(block) + b"\n", 9))
        offset += len(packed[-1])
        block.clear()
        size = 0

    for key, value in lines:
        block.append(key + b"\t" + value)
        size += len(block[-1]) + 1
        if size >= _BLOCK:
            close()
    if block:
        close()
    head = zlib.compress(b"".join(index), 9)
    return len(head).to_bytes(8, "big") + head + b"".join(packed)
