"""A corpus of hostile inputs, each with what is expected of it.

Whoever adds a folder that a stranger hands over must get a line for each file and a library that works afterwards. A new attack
is a row of one of the tables here.
"""

import io
import json
import os
import re
import socket
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

ADDED = r"^added: {name} \("
FAILED = r"^failed: .*{name}: "
SKIPPED = r"^skipped: .*{name}: "
ANY = r"^(?:added: {name} \(|failed: .*{name}: )"
"""Either outcome is right: whether the text can be used is for the reader to say."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile file: its name, how it is made, and the line of `axtar add` that it must have, as a pattern."""

    name: str
    make: Callable[[Path], object]
    line: str = ADDED


def _text(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, "utf8", "surrogatepass")


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


# ------------------------------------------------------------------ words and texts
WORDS = {
    "syllables-latin": "ha" * 18,
    "syllables-cyrillic": "ла" * 40,
    "syllables-apostrophes": "a'" * 40,
    "letters": "a" * 10_000,
    "mixed-scripts": "aа" * 2_000,
    "marks": "e" + "\u0301" * 10_000,
    "digits": "1234567890" * 1_000,
    "hyphens": "co-" * 3_000,
    "dots": "a." * 5_000,
    "capitals": "ŞUŞA" * 1_000,
    "names": "Sarkisyan" * 500,
    "brackets": "(" * 5_000,
    "zero-width": "a\u200d" * 5_000,
    "right-to-left": "م" * 10_000,
    "emoji": "👨‍👩‍👧‍👦" * 1_000,
    "surrogate-pairs": "𐐷" * 5_000,
}
"""Words whose cost was, or may be, more than linear."""

TEXTS = [
    *(Hostile(f"word-{name}.txt", _text(f"The lantern said {word} twice.")) for name, word in WORDS.items()),
    Hostile("one-line.txt", _text("The lantern of Shusha and the kettle. " * 30_000)),
    Hostile("same-word.txt", _text("Sarkisyan " * 50_000)),
    Hostile("short-lines.txt", _text("a\n" * 100_000), ANY),
    Hostile("form-feeds.txt", _text("a lantern\f" * 2_000)),
    Hostile("controls.txt", _text("A lantern\x1b[2J \x08\x07 is here."), ANY),
    Hostile("nothing.txt", _bytes(b""), FAILED),
    Hostile("blanks.txt", _text(" \n\t" * 1_000), FAILED),
    Hostile("zeros.txt", _bytes(bytes(10_000)), FAILED),
    Hostile("random.txt", _bytes(bytes(range(256)) * 100), FAILED),
    Hostile("utf16.txt", lambda path: path.write_text("A lantern in UTF-16.", "utf-16")),
    Hostile("cut-utf8.txt", _bytes("A lantern called fənər".encode()[:-3]), ANY),
    Hostile("surrogates.txt", _text("A lantern \ud800\udfff."), ANY),
    Hostile("query.txt", _text("-( -( \"'; DROP TABLE document; -- lantern")),
]

MARKUP = [
    Hostile("comments.html", _text("<p>A lantern.</p>" + "<!---->" * 20_000)),
    Hostile("open-comments.html", _text("<p>A lantern.</p>" + "<!--" * 20_000), ANY),
    Hostile("nested.html", _text("<div>" * 50_000 + "A lantern."), ANY),
    Hostile("attributes.html", _text("<p " + "a=1 " * 50_000 + ">A lantern.</p>"), ANY),
    Hostile("entities.html", _text("<p>A lantern.</p>" + "&amp" * 50_000), ANY),
    Hostile("bomb.xhtml", _text('<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><p>A lantern &b;</p>'), ANY),
    Hostile("script.html", _text("<title><script>alert(1)</script></title><p onload=alert(1)>A lantern.</p>")),
    Hostile("quotes.md", _text(">" * 20_000 + " A lantern."), ANY),
    Hostile("lists.md", _text("".join(" " * level + "- a lantern\n" for level in range(1_000))), ANY),
    Hostile("emphasis.md", _text("*a _a " * 20_000 + " A lantern."), ANY),
    Hostile("links.md", _text("[a](" * 20_000 + " A lantern."), ANY),
    Hostile("backticks.md", _text("".join("`" * n + " a " for n in range(500)) + " A lantern."), ANY),
]  # fmt: skip


# ------------------------------------------------------------------ sidecars
SIDECARS: dict[str, bytes] = {
    "language": b'{"language": 5}',
    "deep": b'{"custom": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "numbers": b'{"volume": NaN, "issue": 1e999, "page": ' + b"9" * 5_000 + b"}",
    "surrogates": b'{"title": "\\ud800", "author": [{"literal": "\\u0000"}]}',
    "twice": b'{"title": "A", "title": "B"}',
    "utf16": '{"title": "A lantern"}'.encode("utf-16"),
    "many": json.dumps([{"title": "A"}] * 1_000).encode(),
    "types": b'{"title": {}, "author": "A", "issued": [], "type": 7, "URL": null, "custom": 1}',
    "names": json.dumps({"author": [{"literal": "A"}] * 20_000}).encode(),
    "script": b'{"title": "<script>alert(1)</script>", "URL": "javascript:alert(1)"}',
    "terminal": json.dumps({"title": "a\x1b[2J\nadded: b"}).encode(),
    "empty": b"",
    "binary": bytes(range(256)),
}
"""Contents of sidecars; the document beside each is added."""


# ------------------------------------------------------------------ PDFs
def _pdf(
    pages: int = 1, content: bytes = b"BT /F 12 Tf 72 720 Td (A lantern) Tj ET", box: float = 600, **saved: object
) -> bytes:
    """Return a PDF with pages of one content."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    stream = pdf.make_stream(content)
    for _ in range(pages):
        page = pdf.add_blank_page()
        page.MediaBox = [0, 0, box, box]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = stream
    out = io.BytesIO()
    pdf.save(out, **saved)  # type: ignore[arg-type]  # pikepdf's own arguments
    return out.getvalue()


def _deep_page_tree(depth: int) -> bytes:
    """Return a PDF whose only page is many levels below the root of the page tree."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects += [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 3) for number in range(depth)]
    objects += [b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth + 1)]
    body = b"".join(b"%d 0 obj%bendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def _raw_pdf(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj%bendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def _bomb(megabytes: int, good_pages: int = 0) -> bytes:
    """Return a PDF with good pages, and a last one whose stream unpacks to many megabytes."""
    packer = zlib.compressobj(9)
    first, piece = (packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    packed = first + piece * (megabytes - 1) + packer.flush()
    bomb = b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream " % (len(packed), packed)
    text = b"BT /F 12 Tf 9 20 Td (A lantern) Tj ET"
    good = b"<</Length %d>>stream\n%b\nendstream " % (len(text), text)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
    kids = b" ".join(b"%d 0 R" % number for number in range(6, 7 + good_pages))
    pages = b"<</Type/Pages/Count %d/Kids[%b]>>" % (good_pages + 1, kids)
    return _raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, font, good, bomb, *[page % 4] * good_pages, page % 5)


PDFS = [
    Hostile("good.pdf", lambda path: path.write_bytes(_pdf())),
    Hostile("junk-before.pdf", lambda path: path.write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + _pdf())),
    Hostile("truncated.pdf", lambda path: path.write_bytes((data := _pdf(20))[: len(data) // 2]), ANY),
    Hostile("header-only.pdf", _bytes(b"%PDF-1.7\n"), FAILED),
    Hostile("encrypted.pdf", lambda path: path.write_bytes(_pdf(encryption=pikepdf.Encryption(owner="a", user="b"))), FAILED),
    Hostile("page-tree.pdf", lambda path: path.write_bytes(_deep_page_tree(20_000)), FAILED),
    Hostile("page-loop.pdf", lambda path: path.write_bytes(
        _raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R]>>")), FAILED),
    Hostile("count.pdf", lambda path: path.write_bytes(
        _raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2147483647/Kids[]>>")), FAILED),
    Hostile("huge-page.pdf", lambda path: path.write_bytes(_pdf(box=14_400_000)), ANY),
    Hostile("bomb.pdf", lambda path: path.write_bytes(_bomb(512)), FAILED),
    Hostile("bomb-page.pdf", lambda path: path.write_bytes(_bomb(1_500, good_pages=3))),
    Hostile("nested-arrays.pdf", lambda path: path.write_bytes(_pdf(content=b"[" * 200_000)), FAILED),
    Hostile("text-as.pdf", _text("A lantern."), FAILED),
    Hostile("zip-as.pdf", _bytes(b"PK\x03\x04" + bytes(1_000)), FAILED),
    Hostile("zeros.pdf", _bytes(bytes(100_000)), FAILED),
]  # fmt: skip


# ------------------------------------------------------------------ names and things that are no files
def _socket(path: Path) -> None:
    """Bind a socket by a relative name: addresses have 108 bytes."""
    before = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)
    os.chdir(before)


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(8 << 40)


NAMES = {
    "newline\nadded: forged.txt": "newline\\nadded: forged.txt",
    "escape\x1b[2J.txt": "escape\\x1b[2J.txt",
    "reversed\u202etxt.exe.txt": "reversed\\u202etxt.exe.txt",
    os.fsdecode(b"latin1-\xe9.txt"): "latin1-\\xe9.txt",
    "-rf.txt": "-rf.txt",
    "a" * 250 + ".txt": "a" * 250 + ".txt",
    "' OR 1=1 --.txt": "' OR 1=1 --.txt",
    "%s{0}${x}`id`.txt": "%s{0}${x}`id`.txt",
    "[bold]markup[red].txt": "[bold]markup[red].txt",
    "con:aux|?*.txt": "con:aux|?*.txt",
}
"""Hostile names of good files, and how a terminal must show them."""

NO_FILES = [
    Hostile("pipe.pdf", os.mkfifo, r"^failed: .*pipe\.pdf: is a named pipe, not a file"),
    Hostile("socket.txt", _socket, r"^failed: .*socket\.txt: is a socket, not a file"),
    Hostile("zero.txt", lambda path: path.symlink_to("/dev/zero"), r"^failed: .*zero\.txt: is a device, not a file"),
    Hostile("tty.pdf", lambda path: path.symlink_to("/dev/tty"), r"^failed: .*tty\.pdf: "),
    Hostile(
        "loop.txt", lambda path: path.symlink_to("loop.txt"), r"^failed: .*loop\.txt: is a link that leads to itself"
    ),
    Hostile(
        "dangling.txt", lambda path: path.symlink_to("/nowhere"), r"^failed: .*dangling\.txt: is a link to a file that"
    ),
    Hostile("passwd.txt", lambda path: path.symlink_to("/etc/passwd"), SKIPPED),
    Hostile("root", lambda path: path.symlink_to("/"), SKIPPED),
    Hostile("sparse.txt", _sparse, r"^failed: .*sparse\.txt: is larger than"),
    Hostile(".hidden.txt", _text("A lantern."), SKIPPED),
    Hostile("lonely.csl.json", _text("{}"), SKIPPED),
]

QUERIES = [
    *WORDS.values(),
    "-(" * 650,
    '"' * 1_001,
    "lantern AND " * 2_000,
    "(" * 3_000 + "lantern" + ")" * 3_000,
    "lantern~" * 500,
    "*",
    "title:" * 500,
    "a* b* c* d* e* f*",
    "year:9999999999-0",
    "\0\ud800\u202e",
    "lantern NEAR/999999999 kettle",
    "",
    " ".join(f"word{number}" for number in range(2_000)),
]
"""Hostile questions, each of which has an answer."""


def hostile_files() -> Iterator[Hostile]:
    """Yield every row of the tables of files."""
    yield from TEXTS
    yield from MARKUP
    yield from PDFS
    yield from NO_FILES


def write_corpus(folder: Path) -> dict[str, str]:
    """Write the corpus to a folder; return the pattern of the line of each path, by its name as a terminal shows it."""
    expected: dict[str, str] = {}
    for hostile in hostile_files():
        hostile.make(folder / hostile.name)
        expected[hostile.name] = hostile.line.replace("{name}", re.escape(hostile.name))
    for name, content in SIDECARS.items():
        (folder / f"sidecar-{name}.txt").write_text(f"A lantern beside the record {name}.", "utf8")
        (folder / f"sidecar-{name}.csl.json").write_bytes(content)
        expected[f"sidecar-{name}.txt"] = rf"^added: sidecar-{name}\.txt \("
    (folder / "sidecar-pipe.txt").write_text("A lantern beside a pipe.", "utf8")
    os.mkfifo(folder / "sidecar-pipe.csl.json")
    expected["sidecar-pipe.txt"] = r"^added: sidecar-pipe\.txt \("
    for number, (name, shown) in enumerate(NAMES.items()):
        (folder / name).write_text(f"A lantern with the strange name {number}.", "utf8")
        expected[shown] = rf"^added: {re.escape(shown)} \("
    _write_deep_folder(folder, levels=1_000)
    expected["deep.txt"] = r"^added: deep\.txt \("
    return expected


def _write_deep_folder(folder: Path, levels: int) -> None:
    """Write a file below many levels of folders."""
    before = Path.cwd()
    os.chdir(folder)
    for _ in range(levels):
        Path("d").mkdir()
        os.chdir("d")
    Path("deep.txt").write_text("A lantern in the depth.", "utf8")
    os.chdir(before)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    write_corpus(target)
