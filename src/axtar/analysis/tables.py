"""Readers of the shipped tables.

Small tables are TSV, large ones sorted lines in compressed blocks.

A `.blocks` file consists of 8 bytes (length of the index, big-endian), the index (zlib; a line per block: first key, tab, offset
in hexadecimal), and the blocks (each zlib: lines `key<tab>value`, sorted by the bytes of the key). Opening it reads the file and
the index; a lookup decompresses one block of about 4 KiB.
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

_BLOCK_SIZE = 4096  # bytes before compression; smaller is faster to look up, larger compresses better


def read(name: str) -> bytes:
    """Read a file of analysis/data."""
    return (resources.files(__package__) / "data" / name).read_bytes()


def rows(name: str) -> list[list[str]]:
    """Read the cells of a TSV table."""
    return tables.rows(__package__, f"data/{name}")


def mapping(name: str) -> dict[str, str]:
    """Read a TSV table of two columns; a row without a second cell maps to ""."""
    return {cells[0]: "".join(cells[1:2]) for cells in rows(name)}


def read_pairs(name: str) -> dict[str, str]:
    """Read a large TSV table of exactly two columns, three times as fast as `mapping`.

    Comments are allowed only before the first row.
    """
    text = read(name).decode()
    while text[0] == "#":
        text = text[text.index("\n") + 1 :]
    cells = text.replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=False))


class LazyTable(Generic[V]):
    """A table, key → value, that parses a row when it is first looked up."""

    def __init__(self, raw: dict[str, str], parse: Callable[[str], V]) -> None:
        """Wrap raw rows, key → cells as written, and the function that parses the cells."""
        self._raw, self._parse = raw, parse
        self._parsed: dict[str, V] = {}

    def get(self, key: str, /) -> V | None:
        """Return the value of a key, or None."""
        value = self._parsed.get(key)
        if value is None and key in self._raw:
            value = self._parsed[key] = self._parse(self._raw[key])
        return value

    def keys(self) -> KeysView[str]:
        """Return all keys."""
        return self._raw.keys()


@dataclass(frozen=True, slots=True)
class BlockTable:
    """A large table, key → value, in compressed blocks.

    `content` is that of the file; `keys` are the first keys of the blocks; `offsets` are those of the blocks, and of the end.
    """

    content: bytes
    keys: tuple[bytes, ...]
    offsets: tuple[int, ...]

    def get(self, key: str) -> str | None:
        """Return the value of a key, or None."""
        wanted = key.encode("utf8", "surrogatepass")
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
        """Iterate over all keys and values, sorted."""
        for start, end in zip(self.offsets, self.offsets[1:], strict=False):
            for line in zlib.decompress(self.content[start:end]).decode().split("\n")[1:-1]:
                key, _, value = line.partition("\t")
                yield key, value


@cache
def open_blocks(name: str) -> BlockTable:
    """Open a `.blocks` table of analysis/data."""
    return unpack(read(name))


def unpack(content: bytes) -> BlockTable:
    """Open a table from the bytes that `pack` returned."""
    start = 8 + int.from_bytes(content[:8], "big")
    index = [line.split("\t") for line in zlib.decompress(content[8:start]).decode().splitlines()]
    offsets = [start + int(offset, 16) for _, offset in index]
    return BlockTable(content, tuple(key.encode() for key, _ in index), (*offsets, len(content)))


def pack(table: Iterable[tuple[str, str]]) -> bytes:
    """Pack keys and values into the bytes of a `.blocks` file."""
    lines = sorted((key.encode(), value.encode()) for key, value in table)
    index, packed, offset = [], [], 0
    for block in _blocks(lines):
        index.append(b"%s\t%x\n" % (block[0].partition(b"\t")[0], offset))
        packed.append(zlib.compress(b"\n" + b"\n".join(block) + b"\n", 9))
        offset += len(packed[-1])
    head = zlib.compress(b"".join(index), 9)
    return len(head).to_bytes(8, "big") + head + b"".join(packed)


def _blocks(lines: Iterable[tuple[bytes, bytes]]) -> Iterator[list[bytes]]:
    """Group lines into blocks of at least _BLOCK_SIZE bytes, but for the last."""
    block: list[bytes] = []
    size = 0
    for key, value in lines:
        block.append(key + b"\t" + value)
        size += len(block[-1]) + 1
        if size >= _BLOCK_SIZE:
            yield block
            block, size = [], 0
    if block:
        yield block
