"""The sample collection: records, printed page numbers and letters of its documents, and its build."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from axtar.languages import LANGUAGES

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "documents"
WORKS = sorted(path for path in DOCUMENTS.iterdir() if path.suffix in {".pdf", ".txt", ".md", ".html"})
PDFS = [path for path in WORKS if path.suffix == ".pdf"]
LETTERS = {
    "en": "ışə",
    "tr": "çğıİöşüÇ",
    "az": "əƏğıİöşüçxq",
    "az-Cyrl": "әғҝҹһјөүӘҜҺ",
    "ru": "ёйщыэюя",
}


def record(path: Path) -> dict[str, Any]:
    """Read the record of a document."""
    return dict(json.loads(path.with_suffix(".csl.json").read_text(encoding="utf-8")))


def pages(path: Path) -> list[str]:
    """Extract the text of each page with PDFium."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def roman(number: int) -> str:
    """Format a number below 20 in lowercase Roman numerals."""
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


def labels(ranges: str) -> Iterator[str]:
    """Expand ranges of page numbers such as "v, 57-59"."""
    for part in ranges.split(", "):
        first, _, last = part.partition("-")
        if first.isdigit():
            yield from map(str, range(int(first), int(last or first) + 1))
        else:
            known = [roman(number) for number in range(1, 20)]
            yield from known[known.index(first) : known.index(last or first) + 1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build the collection into two folders, by two processes."""
    pytest.importorskip("reportlab")
    pytest.importorskip("pyphen")
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for folder in folders:
        subprocess.run([sys.executable, "-m", "resources.samples.build", "--into", folder], cwd=ROOT, check=True)
    return folders


def test_the_collection_covers_every_language_and_format() -> None:
    """At least sixteen works: all four languages, Azerbaijani in both alphabets, PDF, text, Markdown and HTML."""
    assert len(WORKS) >= 16
    assert {record(path)["language"] for path in WORKS} == set(LANGUAGES)
    assert {path.suffix for path in WORKS} == {".pdf", ".txt", ".md", ".html"}
    assert sum(alphabet(path) == "az-Cyrl" for path in WORKS) >= 2


def alphabet(path: Path) -> str:
    """Return the language of a work; Azerbaijani in Cyrillic is recognized by its title."""
    item = record(path)
    return "az-Cyrl" if item["language"] == "az" and re.search("[а-я]", item["title"]) else str(item["language"])


def test_documents_contains_only_works_and_their_records() -> None:
    """Every work has a record and every record a work, and file names are plain ASCII."""
    names = {path.name for path in DOCUMENTS.iterdir()} - {".gitkeep"}
    assert names == {path.name for path in WORKS} | {f"{path.stem}.csl.json" for path in WORKS}
    assert all(re.fullmatch(r"[a-z0-9-]+\.[a-z.]+", name) for name in names)


@pytest.mark.parametrize("path", WORKS, ids=lambda path: path.name)
def test_every_work_has_a_complete_record(path: Path) -> None:
    """A record has the fields of a citation, and states that the work is a sample."""
    item = record(path)
    assert item["type"] in {"article-journal", "chapter", "webpage"}
    assert item["title"]
    assert item["container-title"]
    assert all(author["family"] and author["given"] for author in item["author"])
    assert 2000 < item["issued"]["date-parts"][0][0] < 2100
    assert item["language"] in LANGUAGES
    assert "axtar" in item["note"]
    assert "CC0" in item["note"]
    assert "id" not in item


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
def test_printed_page_numbers_match_the_record(path: Path) -> None:
    """Each page has its number in its first or last two lines; together they are the range of the record."""
    texts, numbers = pages(path), list(labels(record(path)["page"]))
    assert 2 <= len(texts) <= 6
    assert len(numbers) == len(texts)
    for number, text in zip(numbers, texts, strict=True):
        lines = text.strip().splitlines()
        assert number in " ".join(lines[:2] + lines[-2:]).split()


def test_form_feeds_separate_the_pages_of_plain_text() -> None:
    """The pages of the plain text end with the page numbers of its record."""
    path = DOCUMENTS / "by-rail-from-batum-to-baku.txt"
    parts = path.read_text(encoding="utf-8").split("\f")
    assert [part.split()[-1] for part in parts] == list(labels(record(path)["page"]))


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
def test_letters_and_hyphens_are_extracted_from_every_pdf(path: Path) -> None:
    """PDFium extracts the letters of the language, no replacement characters, and line-end hyphens (as U+FFFE)."""
    text = "".join(pages(path))
    assert not set(LETTERS[alphabet(path)]) - set(text)
    assert not set("\ufffd\x00") & set(text)
    assert len(re.findall(r"\w\ufffe\w", text)) >= 5
    assert path.stat().st_size < 150_000


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("baku-tiflis-demiryolu", "Bakü\ufffeTiflis"),
        ("ekinci-qezeti", "Şərqi\ufffeRus"),
        ("qarabag-xalcalari", "Бакы\ufffeТифлис"),
        ("kars-sehri", "Կարս"),
        ("kars-sehri", "ყარსი"),
        ("shusha-a-town-on-a-plateau", "Շուշի"),
        ("bridges-of-the-aras", "Nizami dövrü memarlıq abidələri"),
        ("baku-tiflis-demiryolu", "Аннотация"),
        ("ekinci-qezeti", "Summary"),
        ("molla-nasraddin", "Мәммәдгулузадә"),
    ],
)
def test_features_listed_in_the_readme_are_extracted(name: str, expected: str) -> None:
    """Compounds at line ends, other alphabets, and references and abstracts in other languages are in the text."""
    assert expected in "".join(pages(DOCUMENTS / f"{name}.pdf"))


def test_page_labels_match_the_printed_numbers() -> None:
    """The file with /PageLabels has the page numbers that are printed in it."""
    path = DOCUMENTS / "kars-sehri.pdf"
    with pypdfium2.PdfDocument(path) as document:
        page_labels = [document.get_page_label(number) for number in range(len(document))]
    assert page_labels == list(labels(record(path)["page"]))


def test_windows_1251_text_is_not_utf_8() -> None:
    """The Russian text file is encoded in windows-1251."""
    data = (DOCUMENTS / "zakavkazskaya-zheleznaya-doroga.txt").read_bytes()
    assert "Закавказская" in data.decode("windows-1251")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_the_build_is_reproducible(built: tuple[Path, Path]) -> None:
    """Two processes write identical files."""
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in built)
    assert len(first) >= len(PDFS)
    assert first == second


def test_the_documents_are_up_to_date(built: tuple[Path, Path]) -> None:
    """A changed source fails here: run `python -m resources.samples.build`. Texts are compared, because bytes depend on zlib."""
    for path in built[0].iterdir():
        committed = DOCUMENTS / path.name
        if path.suffix == ".pdf":
            assert pages(committed) == pages(path), path.name
        else:
            assert committed.read_bytes() == path.read_bytes(), path.name
    assert {path.name for path in PDFS} <= {path.name for path in built[0].iterdir()}
