"""Printed page numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.extract.page_labels.labels import verified_labels

BODY = "Some text of the page,\nwhich goes on for\nseveral lines until its end,\nand this is the last one."


def pages(*foot: str) -> list[str]:
    """Pages with these last lines."""
    return [f"{BODY}\n{line}" for line in foot]


def printed(texts: list[str]) -> list[str | None]:
    """The labels of a file that gives none itself."""
    return verified_labels([None] * len(texts), texts)


def heads(*lines: str) -> list[str]:
    """Pages with these first lines."""
    return [f"{line}\n{BODY}" for line in lines]


def test_numbers_that_count_with_the_pages_are_labels() -> None:
    """Numbers alone on the last line, at a constant distance from the physical page."""
    assert printed(pages("145", "- 146 -", "147", "148")) == ["145", "146", "147", "148"]


def test_numbers_in_running_heads_are_labels() -> None:
    """A number at an end of the first line counts where it goes on over four pages; the year beside it does not."""
    lines = ["A Journal of the South, 2019 88", "89 The author", "A Journal of the South, 2019 90", "91 The author"]
    assert printed(heads(*lines)) == ["88", "89", "90", "91"]


def test_roman_numbers_in_running_heads_are_labels() -> None:
    """Front matter has running heads as well."""
    lines = ["On Old Roads vii", "viii The Author", "On Old Roads ix", "x The Author"]
    assert printed(heads(*lines)) == ["vii", "viii", "ix", "x"]
    assert printed(heads(*(line[:-4] + line[-4:].upper() for line in lines[::2]))) == [None, None]


def test_footnotes_do_not_lengthen_a_sequence() -> None:
    """A footnote whose number would fit is no page number of the page before the first."""
    texts = [f"{BODY}\n{page} Ibid., p. {page * 7}." for page in (5, 6)] + heads("7", "8", "9", "10", "11")
    assert printed(texts) == [None, None, "7", "8", "9", "10", "11"]


def test_numbers_at_outer_corners_are_labels() -> None:
    """Where every page has a head of its own, six numbers that change sides with the pages; also if it is drawn last."""
    words = ["Agdam", "Barda", "Ganja", "Kars", "Tiflis", "Van"]
    lines = [f"{word} {page}" if page % 2 else f"{page} {word}" for page, word in enumerate(words, start=31)]
    assert printed(heads(*lines)) == ["31", "32", "33", "34", "35", "36"]
    assert printed(pages(*lines)) == ["31", "32", "33", "34", "35", "36"]
    assert printed(heads(*lines[:5])) == [None] * 5
    assert printed(heads(*(f"{page} {word}" for page, word in enumerate(words, start=31)))) == [None] * 6


@pytest.mark.parametrize(
    "form",
    [
        "Page {}",
        "p. {}",
        "Page {} of 40",
        "{} / 40",
        "Sayfa {}",
        "SAYFA: {}",
        "Səhifə {}",
        "стр. {}",
        "Страница {} из 40",
        "{} | Page",
        "— {} —",
        "[{}]",
        "{}",
    ],
)
def test_numbers_with_the_word_for_page_are_labels(form: str) -> None:
    """In four languages, and as they are framed."""
    assert printed(pages(*(form.format(page) for page in range(31, 36)))) == ["31", "32", "33", "34", "35"]


@pytest.mark.parametrize(
    "form",
    [
        "Chapter {}",
        "The War, Chapter {}",
        "BÖLÜM {}",
        "Урок {}",
        "Şəkil {}",
        "Figure {}",
        "№ {}",
        "{} May 1918",
        "{} мая",
        *(
            "Saat {}",
            "Bridges {}",
            "Həsənov, s. {}",
            "({})",
            "{}.",
            "{} %",
            "${}",
            "1 2 {}",
            "Page {} of 2",
            "Line: {}",
        ),
    ],
)
def test_numbers_of_something_else_are_no_labels(form: str) -> None:
    """Chapters, days, figures, equations and list items may count with the pages: one a page."""
    lines = [form.format(number) for number in range(4, 12)]
    assert printed(heads(*lines)) == [None] * 8
    assert printed(pages(*lines)) == [None] * 8


def test_sections_and_footnotes_of_one_page_each_are_no_labels() -> None:
    """A number before a heading, and before the same short footnote on every page."""
    titles = ["Introduction", "Method", "Data", "Results", "Discussion", "Outlook", "Ending"]
    assert printed(heads(*(f"{number} {title}" for number, title in enumerate(titles, start=1)))) == [None] * 7
    assert printed(pages(*(f"{number} Там же." for number in range(1, 8)))) == [None] * 7


def test_a_copys_own_count_yields_to_the_printed_numbers() -> None:
    """An offprint stamped "3 of 5" keeps its pages."""
    assert printed([f"Page {page} of 5\n{BODY}\n{page + 244}" for page in range(1, 6)]) == [
        "245",
        "246",
        "247",
        "248",
        "249",
    ]


def test_unnumbered_plates_are_no_pages() -> None:
    """Sheets put in between have no number, and the pages after them go on counting."""
    labels = printed(pages("12", "13", "14", "", "15", "16", "17", "", "", "18", "19", "20"))
    assert labels == ["12", "13", "14", None, "15", "16", "17", None, None, "18", "19", "20"]


def test_a_page_with_another_number_is_not_counted() -> None:
    """A misprint is neither repeated nor mended: a reader of the paper would find neither."""
    assert printed(pages("116", "117", "181", "119", "120")) == ["116", "117", None, "119", "120"]


def test_two_pages_on_one_sheet_have_no_label() -> None:
    """A sheet that shows pages 12 and 13 is neither."""
    for count in (2, 3, 8):
        sheets = range(12, 12 + 2 * count, 2)
        assert printed([f"{page}\n{BODY}\n{page + 1}" for page in sheets]) == [None] * count
        assert printed([f"{BODY}\n{page}\n{BODY}\n{page + 1}" for page in sheets]) == [None] * count
        assert printed(heads(*(f"{page} A Title of the Book {page + 1}" for page in sheets))) == [None] * count


def test_digits_of_other_scripts_are_copied_and_continued() -> None:
    """Arabic-Indic digits and leading zeros stay as printed, also on the page without a number."""
    assert printed(pages("٣", "٤", "", "٦", "٧")) == ["٣", "٤", "٥", "٦", "٧"]
    assert printed(pages("008", "009", "", "011")) == ["008", "009", "010", "011"]


def test_roman_chapter_numbers_are_not_page_numbers() -> None:
    """Capitals at the head number chapters and poems; at the foot they are front matter."""
    assert printed(heads("I", "II", "III", "IV", "V")) == [None] * 5
    assert printed(pages("I", "II", "III", "IV", "V")) == ["I", "II", "III", "IV", "V"]


@given(
    st.lists(st.tuples(st.sampled_from(["7", "8", "ix", "Page 3 of 4", "12 Roads", "Roads 13", "II", ""]), st.text()))
)
def test_a_label_stands_on_its_page_or_between_two_that_do(lines: list[tuple[str, str]]) -> None:
    """Whatever the pages hold: a label for each or none, and none on the first or last unless it is printed there."""
    texts = [f"{line}\n{BODY}\n{rest}" for line, rest in lines]
    labels = printed(texts)
    assert len(labels) == len(texts)
    for end in (0, -1):
        assert not labels or (labels[end] or "") in texts[end]


def test_two_numbers_prove_nothing_beside_a_third() -> None:
    """Table cells at the foot of a short document."""
    assert printed(pages("12", "13", "3")) == [None] * 3


def test_years_are_not_page_numbers() -> None:
    """Neither the same year on every page, nor a year a page as in an almanac."""
    assert printed(pages("2019", "2019", "2019", "2019")) == [None] * 4
    assert printed(pages("1990", "1991", "1992", "1993")) == [None] * 4
    assert printed([f"{year}\n{BODY}\n{year - 1983}" for year in range(1990, 1995)]) == ["7", "8", "9", "10", "11"]


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


# ------------------------------------------------------------------ what the file says
def test_labels_of_the_file_are_believed_where_the_pages_agree_or_are_silent() -> None:
    """Roman front matter, letters and prefixes."""
    silent = pages("", "", "", "")
    for labels in (["i", "ii", "1", "2"], ["A-5", "A-6", "A-7", "A-8"], ["A", "B", "2-14", "2-15"]):
        assert verified_labels(labels, silent) == labels
    assert verified_labels(["i", "ii", "1", "2", "3"], pages("", "ii", "1", "2", "3")) == ["i", "ii", "1", "2", "3"]
    assert verified_labels(["i", "ii", "iii"], pages("I", "II", "III")) == ["I", "II", "III"]


def test_labels_that_programs_fill_in_are_believed_only_where_the_pages_agree() -> None:
    """1, 2, 3 … from the first page on says nothing: the cover may be the first."""
    counted = ["1", "2", "3", "4", "5"]
    assert verified_labels(counted, pages("", "", "", "", "")) == [None] * 5
    assert verified_labels(counted, pages("", "2", "3", "4", "")) == counted
    assert verified_labels(counted, pages("", "245", "246", "247", "")) == [None, "245", "246", "247", None]


def test_labels_that_stand_on_no_paper_are_dropped() -> None:
    """Names of parts, and what layout programs put before a number."""
    assert verified_labels(["Cover", "Sec1:1", "Sec1:2", None], pages("", "", "", "")) == [None] * 4


def test_labels_that_the_pages_contradict_are_dropped() -> None:
    """What is printed on four pages is believed; less leaves the page without a label. Silent parts fall with the others."""
    assert verified_labels(["6", "7", "8", "9"], pages("7", "8", "9", "10")) == ["7", "8", "9", "10"]
    assert verified_labels(["17", "18"], pages("7", "8")) == [None, None]
    shifted = verified_labels(["i", "ii", "3", "4", "5", "6"], pages("", "", "1", "2", "3", "4"))
    assert shifted == [None, None, "1", "2", "3", "4"]


def test_labels_are_dropped_where_too_few_numbers_contradict_them() -> None:
    """Numbers on odd pages alone are not believed, but tell that the file is wrong."""
    rectos = pages("", "18", "", "20", "", "22", "", "24")
    assert printed(rectos) == [None] * 8
    assert verified_labels([str(page) for page in range(7, 15)], rectos) == [None] * 8
    assert verified_labels([str(page) for page in range(17, 25)], rectos) == [str(page) for page in range(17, 25)]


def test_chapters_do_not_bear_out_what_programs_fill_in() -> None:
    """One chapter a page counts 1, 2, 3 …, too."""
    texts = [f"{page + 11}\n{chapter}\n{BODY}" for page, chapter in enumerate(range(1, 7), start=1)]
    assert verified_labels([str(page) for page in range(1, 7)], texts) == [None] * 6


def test_two_sequences_of_about_one_length_are_not_believed() -> None:
    """Poems at the head of every page, and of some pages the number at the foot: either may be the pages'."""
    texts = [f"{poem}\n{BODY}\n{poem + 30 if poem % 5 < 3 else 'end'}" for poem in range(1, 11)]
    assert printed(texts) == [None] * 10


def test_labels_that_plates_put_out_of_step_are_mended() -> None:
    """The file counts an unnumbered sheet, the pages do not."""
    given = [str(number) for number in range(11, 18)]
    assert verified_labels(given, pages("11", "12", "13", "", "14", "15", "16")) == [
        "11",
        "12",
        "13",
        None,
        "14",
        "15",
        "16",
    ]


def test_the_file_decides_between_two_sequences() -> None:
    """Poems are numbered at the head, pages at the foot, and the file knows which are the pages."""
    poems = [f"{poem}\n{BODY}\n{poem + 6}" for poem in range(1, 7)]
    assert verified_labels(["7", "8", "9", "10", "11", "12"], poems) == ["7", "8", "9", "10", "11", "12"]
