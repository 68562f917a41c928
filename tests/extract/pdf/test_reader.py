"""PDF files: text, page labels, metadata, damage."""

import io
import itertools
import logging
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from axtar.errors import CorruptError, EmptyError, EncryptedError
from axtar.extract import read
from axtar.extract.limits import ExtractionLimits
from axtar.extract.pdf.document import open_document, repair

MakePdf = Callable[..., Path]

BODY = ["Some text of the page,", "which goes on for", "several lines until its end,", "and this is the last one."]


def labelled(path: Path, *ranges: tuple[int, pikepdf.Dictionary]) -> Path:
    """Add page labels to a PDF."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        nums = pikepdf.Array([item for first, style in ranges for item in (first, style)])
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=nums)
        pdf.save(path)
    return path


def labels(path: Path) -> list[str | None]:
    """The labels of all pages."""
    return [page.label for page in read(path).pages]


def test_every_page_is_read_in_order(make_pdf: MakePdf) -> None:
    """Pages are numbered from 1, lines of a paragraph joined and divided words made whole."""
    document = read(
        make_pdf([["Şuşa şəhəri və onun Hay-".replace("ə", "e"), "dar adlı bir sakini.".replace("ə", "e")], ["Two"]])
    )
    assert document.media_type == "application/pdf"
    assert document.paged
    assert [(page.number, page.text) for page in document.pages] == [
        (1, "Şuşa şeheri ve onun Haydar adlı bir sakini."),
        (2, "Two"),
    ]


def test_compounds_are_recognised_by_other_pages(make_pdf: MakePdf) -> None:
    """A hyphen at a line end stays if another page has the word with one."""
    document = read(make_pdf([["They were re-", "elected."], ["The re-election."]]))
    assert document.pages[0].text == "They were re-elected."


def test_a_file_without_labels_gets_none(make_pdf: MakePdf) -> None:
    """Page labels are not invented."""
    assert labels(make_pdf([BODY, BODY, BODY])) == [None, None, None]


def test_printed_numbers_become_labels(make_pdf: MakePdf) -> None:
    """Numbers at the foot count with the pages, also below a line that ends with a hyphen."""
    pages = [[*BODY, "145"], [*BODY[:-1], "and this is the la-", "146"], [*BODY, "147"], [*BODY, "148"]]
    assert labels(make_pdf(pages)) == ["145", "146", "147", "148"]


def test_embedded_labels_are_accepted(make_pdf: MakePdf) -> None:
    """Roman front matter and a first number come from the file if the pages have no printed numbers."""
    path = labelled(
        make_pdf([BODY] * 5),
        (0, pikepdf.Dictionary(S=pikepdf.Name.r)),
        (2, pikepdf.Dictionary(S=pikepdf.Name.D, St=45)),
    )
    assert labels(path) == ["i", "ii", "45", "46", "47"]


def test_embedded_labels_yield_to_printed_numbers(make_pdf: MakePdf) -> None:
    """A label is what is printed: an embedded label is dropped where the page contradicts it."""
    path = make_pdf([[*BODY, str(number)] for number in range(7, 12)])
    labelled(path, (0, pikepdf.Dictionary(S=pikepdf.Name.r)), (2, pikepdf.Dictionary(S=pikepdf.Name.D, St=45)))
    assert labels(path) == ["7", "8", "9", "10", "11"]


def test_default_labels_yield_to_printed_numbers(make_pdf: MakePdf) -> None:
    """Programs fill in 1, 2, 3 …, and PDFium does before the first label; such labels need printed numbers."""
    decimal = pikepdf.Dictionary(S=pikepdf.Name.D)
    assert labels(labelled(make_pdf([[*BODY, str(n)] for n in (51, 52, 53)]), (0, decimal))) == ["51", "52", "53"]
    assert labels(labelled(make_pdf([BODY, BODY]), (0, decimal))) == [None, None]
    assert labels(labelled(make_pdf([BODY] * 3), (1, decimal))) == [None, "1", "2"]


def test_titles_and_authors_are_read_and_placeholders_are_not(make_pdf: MakePdf) -> None:
    """Title and authors come from the metadata, unless a program filled them in."""
    record = read(make_pdf([BODY], title="Bridges of the  South", author="A. Author; B. Author")).record
    assert record["title"] == "Bridges of the South"
    assert record["author"] == [{"literal": "A. Author"}, {"literal": "B. Author"}]
    assert "issued" not in record
    for placeholder in ("Microsoft Word - thesis.doc", "untitled", "Untitled-1", "paper.indd", "Document1", "12"):
        assert read(make_pdf([BODY], title=placeholder, author="Admin")).record == {}, placeholder


def test_an_encrypted_file_is_an_error(make_pdf: MakePdf) -> None:
    """The message asks for a copy without a password; a file that only restricts changes is read."""
    path = make_pdf([BODY], name="secret.pdf", encrypt=StandardEncryption("open sesame"))
    with pytest.raises(EncryptedError, match=r"^secret\.pdf: requires a password"):
        read(path)
    assert read(make_pdf([BODY], name="open.pdf", encrypt=StandardEncryption("", ownerPassword="o"))).pages[0].text


def test_truncated_files_are_repaired(make_pdf: MakePdf) -> None:
    """The pages of a file without its cross-reference table are read, with a warning."""
    path = make_pdf([BODY] * 6)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    whole = path.read_bytes()
    path.write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + whole[: whole.rindex(b"xref", 0, whole.rindex(b"startxref"))])
    document = read(path)
    assert [page.text[:9] for page in document.pages] == ["Some text"] * 6
    assert "damaged" in document.warnings[0]
    path.write_bytes(whole[:300])
    with pytest.raises(CorruptError, match="damaged PDF"):
        read(path)


def test_a_damaged_encrypted_file_is_encrypted(make_pdf: MakePdf) -> None:
    """pikepdf's exception for a password becomes an EncryptedError."""
    path = make_pdf([BODY], encrypt=StandardEncryption("open sesame"))
    with pytest.raises(EncryptedError):
        repair(path)


def test_a_pdf_without_pages_is_empty(tmp_path: Path) -> None:
    """A PDF with zero pages is an EmptyError."""
    path = tmp_path / "none.pdf"
    with pikepdf.new() as pdf:
        pdf.save(path)
    with pytest.raises(EmptyError, match="the PDF has no pages"):
        read(path)


def scan(path: Path, pages: Sequence[str], *, stripes: int = 1) -> Path:
    """Write a PDF of images of pages, cut into stripes, with a line of text over each."""
    buffer = io.BytesIO()
    Image.new("L", (40, 40), 200).save(buffer, "PNG")
    picture = ImageReader(buffer)
    canvas = Canvas(str(path), pagesize=(400, 600))
    for line in pages:
        for stripe in range(stripes):
            canvas.drawImage(picture, 0, 600 * stripe / stripes, 400, 600 / stripes)
        for row in range(30 if len(line) > 50 else 1):
            canvas.drawString(50, 570 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize("stamp", ["", "From the archive of a town, page {}"])
def test_a_scan_without_text_is_an_error(tmp_path: Path, stamp: str) -> None:
    """Pages that are images have no text, and the same stamp on each does not count."""
    path = scan(tmp_path / "scan.pdf", [stamp.format(page) for page in (1, 2, 3)])
    with pytest.raises(EmptyError, match=r"^scan\.pdf: no text; it seems to be a scan"):
        read(path)


def test_scanned_pages_are_reported(tmp_path: Path) -> None:
    """A scanned page gets a warning if other pages have text, also if its image is cut into stripes."""
    path = scan(
        tmp_path / "scan.pdf",
        ["", "", "From the archive", "A line of text that is read by OCR on every row of it"],
        stripes=5,
    )
    problem = "scanned, with no or hardly any text; run the file through OCR and add the result"
    assert read(path).warnings == (f"page 1–3: {problem}",)


def test_garbled_text_is_reported(make_pdf: MakePdf) -> None:
    """Fonts that map their glyphs to no letters, or to wrong ones, cause a warning."""
    words = ["Şeki'de çarşı ve köprü, ağaç altında ığdır gölü"] * 10
    paths = [make_pdf([BODY, words], name=name) for name in ("good.pdf", "unmapped.pdf", "wrong.pdf")]
    for path, change in zip(paths[1:], (b"", b"{@~"), strict=True):
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            for font in [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]:
                if "/ToUnicode" in font and change:
                    table = font.ToUnicode.read_bytes()
                    font.ToUnicode = pdf.make_stream(re.sub(rb"<00(6[1-9])>", rb"<007C>", table))
                elif "/ToUnicode" in font:
                    del font.ToUnicode
            pdf.save(path)
    assert read(paths[0]).warnings == ()
    for path in paths[1:]:
        (warning,) = read(path).warnings
        assert "2: the fonts do not map all glyphs to letters" in warning


def test_blank_pages_are_reported(make_pdf: MakePdf) -> None:
    """A page without text keeps its number and causes a warning."""
    document = read(make_pdf([BODY, [], BODY]))
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert document.pages[1].text == ""
    assert document.warnings == ("page 2: blank",)


def test_a_damaged_page_does_not_lose_the_others(make_pdf: MakePdf, caplog: pytest.LogCaptureFixture) -> None:
    """A page that PDFium cannot load is empty and causes a warning."""
    path = make_pdf([BODY, BODY, BODY])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        kids = pdf.Root.Pages.Kids
        kids[1] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Nothing))
        pdf.save(path, fix_metadata_version=False)
    with caplog.at_level(logging.ERROR):
        document = read(path)
    assert [bool(page.text) for page in document.pages] == [True, False, True]
    assert len(document.warnings) == 1
    assert "page 2" in document.warnings[0]


def test_a_file_of_damaged_pages_is_corrupt(make_pdf: MakePdf) -> None:
    """A file is corrupt if none of its pages can be read, or if PDFium cannot open it even when repaired."""
    path = make_pdf([BODY, BODY])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for number in range(2):
            pdf.Root.Pages.Kids[number] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Nothing))
        pdf.save(path, fix_metadata_version=False)
    with pytest.raises(CorruptError, match="none of its 2 pages can be read"):
        read(path)
    path.write_bytes(b"%PDF-1.4 and nothing more")
    with pytest.raises(CorruptError, match="damaged PDF"):
        read(path)
    with (
        pytest.raises(CorruptError, match="damaged PDF"),
        open_document(path, repair=lambda _path: b"not a PDF either"),
    ):
        pass


def test_long_pages_are_cut(make_pdf: MakePdf) -> None:
    """The text of a page ends at the limit, with a warning."""
    document = read(make_pdf([BODY]), limits=ExtractionLimits(page_characters=20))
    assert document.pages[0].text == "Some text of the pag"
    assert "cut after 20 characters" in document.warnings[0]


def test_progress_is_reported_for_every_page_in_each_step(make_pdf: MakePdf) -> None:
    """When its text is read and cleaned, and in each step between; a worker that is silent for too long is ended."""
    reported: list[tuple[int, int]] = []
    read(make_pdf([BODY] * 5), lambda done, total: reported.append((done, total)))
    assert [step for step, _ in itertools.groupby(reported)] == [(step, 10) for step in range(1, 11)]
    assert reported.count((6, 10)) > 10 * 5
