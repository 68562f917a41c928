"""The table of file formats."""

from axtar.media_types import FILE_FORMATS, FORMAT_NAMES, SUFFIXES, page_prefix


def test_a_suffix_belongs_to_one_format() -> None:
    """Suffixes are in lower case, begin with a dot and are unique."""
    assert len(set(SUFFIXES)) == len(SUFFIXES)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)


def test_formats_are_found_by_their_media_type() -> None:
    """Each row is the value of its media type, and the names of readable formats are unique."""
    assert all(row.media_type == media_type for media_type, row in FILE_FORMATS.items())
    assert len(set(FORMAT_NAMES)) == len(FORMAT_NAMES)


def test_an_unknown_media_type_has_the_general_page_prefix() -> None:
    """A document of a format that this version does not know can still be cited."""
    assert page_prefix("application/pdf") == "PDF p."
    assert page_prefix("application/x-unknown") == "file p."
