"""Printed page numbers."""

from axtar.extract.labels import printed, set_apart

BODY = "Some text of the page,\nwhich goes on for\nseveral lines until its end,\nand this is the last one."


def pages(*foot: str) -> list[str]:
    """Pages with these last lines."""
    return [f"{BODY}\n{line}" for line in foot]


def test_numbers_that_count_with_the_pages_are_labels() -> None:
    """Numbers alone on the last line, at a constant distance from the physical page."""
    assert printed(pages("145", "- 146 -", "147", "148")) == ["145", "146", "147", "148"]


def test_numbers_in_running_heads_are_labels() -> None:
    """A number at an end of the first line counts where it goes on over four pages; the year beside it does not."""
    heads = ["A Journal of the South, 2019 88", "89 The author", "A Journal of the South, 2019 90", "91 The author"]
    assert printed([f"{head}\n{BODY}" for head in heads]) == ["88", "89", "90", "91"]


def test_years_are_not_page_numbers() -> None:
    """Neither the same year on every page, nor a year a page as in an almanac."""
    assert printed(pages("2019", "2019", "2019", "2019")) == [None] * 4
    assert printed(pages("1990", "1991", "1992", "1993")) == [None] * 4


def test_a_page_without_a_number_between_two_with_one_is_counted() -> None:
    """Chapters open without a number; before the first and after the last number nothing is guessed."""
    assert printed(pages("", "12", "13", "", "15", "16", "")) == [None, "12", "13", "14", "15", "16", None]


def test_scattered_numbers_are_not_believed() -> None:
    """Table cells and footnote signs do not count with the pages."""
    assert printed(pages("7", "3", "12", "44", "2")) == [None] * 5
    assert printed(pages("7", "", "", "", "", "12", "", "")) == [None] * 8


def test_footnotes_are_not_page_numbers() -> None:
    """One footnote a page counts with the pages, whether its number stands on a line of its own or begins one."""
    assert (
        printed([f"{BODY}\n{number}\nA note of one line on town {number * 7}." for number in range(1, 7)]) == [None] * 6
    )
    assert (
        printed([f"{BODY}\n{number} A note of one line on town {number * 7}." for number in range(1, 7)]) == [None] * 6
    )


def test_two_sequences_on_the_same_pages_are_not_believed() -> None:
    """Poems numbered at the head and pages at the foot: nobody knows which is which."""
    assert printed([f"{poem}\n{BODY}\n{poem + 6}" for poem in range(1, 7)]) == [None] * 6
    assert printed([f"{page}\n{BODY}\n{page}" for page in range(7, 10)]) == ["7", "8", "9"]


def test_lines_that_all_pages_share_are_passed_over() -> None:
    """A journal's address below the number does not hide it."""
    assert printed([f"{BODY}\n{page}\nwww.example.org" for page in range(7, 12)]) == ["7", "8", "9", "10", "11"]


def test_a_few_lucky_numbers_among_many_others_are_not_believed() -> None:
    """Where most numbers at the foot are something else, three in a row prove nothing."""
    assert printed(pages("5", "90", "7", "8", "9", "77", "3", "41", "2", "60")) == [None] * 10


def test_roman_front_matter_and_arabic_pages() -> None:
    """Roman numerals count for themselves, in the case in which they are printed, and are continued in it."""
    labels = printed(pages("", "ii", "iii", "", "v", "1", "2", "3", "4"))
    assert labels == [None, "ii", "iii", "iv", "v", "1", "2", "3", "4"]
    assert printed(pages("XXXVIII", "XXXIX", "", "XLI", "", "")) == ["XXXVIII", "XXXIX", "XL", "XLI", None, None]


def test_words_of_roman_letters_are_not_numbers() -> None:
    """Lines that only look like numerals are none."""
    assert printed(pages("ill", "vivid", "civic", "mix")) == [None] * 4


def test_a_single_page_proves_nothing() -> None:
    """One number, or two that stand in text, are no sequence; two alone on their lines are."""
    assert printed(pages("145")) == [None]
    assert printed(["145 The author\ntext", "146 The author\ntext"]) == [None, None]
    assert printed(pages("145", "146")) == ["145", "146"]
    assert printed([]) == []


def test_numbering_that_begins_anew_is_followed() -> None:
    """Two articles in one file keep their own numbers."""
    assert printed(pages("51", "52", "53", "54", "7", "8", "9")) == ["51", "52", "53", "54", "7", "8", "9"]


def test_a_long_silence_ends_the_sequence() -> None:
    """Twenty pages without a number are not counted through."""
    labels = printed(pages("1", "2", "3", *[""] * 20, "24", "25", "26"))
    assert labels[:3] == ["1", "2", "3"]
    assert labels[3:23] == [None] * 20
    assert labels[23:] == ["24", "25", "26"]


def test_running_heads_are_set_apart() -> None:
    """The line with the page's number is no part of the sentence below or above it."""
    assert set_apart("202 A Journal\nthe sentence goes on", "202") == "202 A Journal\n\nthe sentence goes on"
    assert set_apart("the sentence goes on\nA Journal xii", "xii") == "the sentence goes on\n\nA Journal xii"
    for text, label in (("202", "202"), ("the 202 men\nwent on", "202"), ("202 men\nwent on", None), ("", "1")):
        assert set_apart(text, label) == text
