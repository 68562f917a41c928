"""The registry of readers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from axtar.errors import ExtractionError
from axtar.extract import read
from axtar.extract.formats import READERS, load_reader
from axtar.media_types import FILE_FORMATS, SUFFIXES

MakePdf = Callable[..., Path]


@pytest.mark.parametrize("media_type", READERS)
def test_every_reader_can_be_imported(media_type: str) -> None:
    """Each row of the registry names a function that exists."""
    assert callable(load_reader(media_type))


def test_formats_that_can_be_added_have_a_reader_and_no_others() -> None:
    """A format with suffixes is offered to users, so it needs a reader."""
    assert READERS.keys() == {row.media_type for row in FILE_FORMATS.values() if row.suffixes}


@pytest.mark.parametrize("suffix", sorted(set(SUFFIXES) - {".pdf"}))
def test_files_with_a_listed_suffix_are_read(suffix: str, tmp_path: Path) -> None:
    """A text file with any suffix of a text format is read."""
    (tmp_path / f"a{suffix}").write_text("Words.", encoding="utf-8")
    assert read(tmp_path / f"a{suffix}").pages[0].text == "Words."


def test_a_reader_reports_its_media_type(tmp_path: Path, make_pdf: MakePdf) -> None:
    """The extracted document carries the media type under which its reader is registered."""
    paths = [make_pdf([["A page."]])]
    for row in FILE_FORMATS.values():
        if row.suffixes and not row.signature:
            paths.append(tmp_path / f"b{row.suffixes[0]}")
            paths[-1].write_text("Words.", encoding="utf-8")
    assert {read(path).media_type for path in paths} == READERS.keys()


def test_a_missing_file_is_an_extraction_error(tmp_path: Path) -> None:
    """A file deleted between listing and reading fails alone."""
    with pytest.raises(ExtractionError, match=r"gone\.txt: cannot be opened \(No such file"):
        read(tmp_path / "gone.txt")
