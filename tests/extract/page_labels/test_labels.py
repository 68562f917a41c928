"""Page labels: printed numbers, and labels embedded in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.extract.page_labels.labels import verified_labels

BODY = "Some text of the page,\nwhich goes on for\nseveral lines until its end,\nand this is the last one."


def feet(*foot: str) -> list[str]:
    """Raw texts of pages with these last lines."""
    return [f"{BODY}\n{line}" for line in foot]


def printed(texts: list[str]) -> list[str | None]:
    """The labels of a file without embedded labels."""
    return verified_labels([None] * len(texts), texts)


def heads(*lines: str) -> list[str]:
    """Raw texts of pages with these first lines."""
    return [f"{line}\n{BODY}" for line in lines]


def test_lone_numbers_that_count_with_the_pages_are_labels() -> None:
    """They stand alone on the last line, at a constant offset from the physical page."""
    assert printed(feet("145", "- 146 -", "147", "148")) == ["145", "146", "147", "148"]


def test_numbers_in_running_heads_are_labels() -> None:
    """A number at an end of the first line is a label if it continues over four pages; the year next to it is not."""
    lines = ["A Journal of the South, 2019 88", "89 The author", "A Journal of the South, 2019 90", "91 The author"]
    assert printed(heads(*lines)) == ["88", "89", "90", "91"]


def test_roman_numbers_in_running_heads_are_labels() -> None:
    """Front matter may have running heads with lower-case numerals; capitals there number chapters."""
    lines = ["On Old Roads vii", "viii The Author", "On Old Roads ix", "x The Author"]
    assert printed(heads(*lines)) == ["vii", "viii", "ix", "x"]
    assert printed(heads(*(line[:-4] + line[-4:].upper() for line in lines[::2]))) == [None, None]


def test_footnotes_do_not_lengthen_a_sequence() -> None:
    """The page before the first number gets no label from a footnote whose number would fit."""
    texts = [f"{BODY}\n{page} Ibid., p. {page * 7}." for page in (5, 6)] + heads("7", "8", "9", "10", "11")
    assert printed(texts) == [None, None, "7", "8", "9", "10", "11"]


def test_numbers_at_outer_corners_are_labels() -> None:
    """If every page has a head of its own, six numbers that alternate sides are enough; the head may be drawn last."""
    words = ["Agdam", "Barda", "Ganja", "Kars", "Tiflis", "Van"]
    lines = [f"{word} {page}" if page % 2 else f"{page} {word}" for page, word in enumerate(words, start=31)]
    assert printed(heads(*lines)) == ["31", "32", "33", "34", "35", "36"]
    assert printed(feet(*lines)) == ["31", "32", "33", "34", "35", "36"]
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
    """The word for page in four languages, and the usual frames, are recognised."""
    assert printed(feet(*(form.format(page) for page in range(31, 36)))) == ["31", "32", "33", "34", "35"]


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
def test_numbers_of_other_items_are_no_labels(form: str) -> None:
    """Chapters, days, figures, equations and list items are rejected even if there is one on each page."""
    lines = [form.format(number) for number in range(4, 12)]
    assert printed(heads(*lines)) == [None] * 8
    assert printed(feet(*lines)) == [None] * 8


def test_one_section_or_footnote_a_page_is_no_label() -> None:
    """A number before a heading, or before the same short footnote on every page, is rejected."""
    titles = ["Introduction", "Method", "Data", "Results", "Discussion", "Outlook", "Ending"]
    assert printed(heads(*(f"{number} {title}" for number, title in enumerate(titles, start=1)))) == [None] * 7
    assert printed(feet(*(f"{number} Там же." for number in range(1, 8)))) == [None] * 7


def test_the_count_of_a_copy_yields_to_printed_numbers() -> None:
    """An offprint stamped "3 of 5" keeps the page numbers of the journal."""
    assert printed([f"Page {page} of 5\n{BODY}\n{page + 244}" for page in range(1, 6)]) == [
        "245",
        "246",
        "247",
        "248",
        "249",
    ]


def test_unnumbered_plates_have_no_label() -> None:
    """Inserted sheets have no number, and the pages after them continue the count."""
    labels = printed(feet("12", "13", "14", "", "15", "16", "17", "", "", "18", "19", "20"))
    assert labels == ["12", "13", "14", None, "15", "16", "17", None, None, "18", "19", "20"]


def test_a_page_with_another_number_is_not_counted() -> None:
    """A page with a misprinted number gets neither that nor the right one: a reader of the paper would find neither."""
    assert printed(feet("116", "117", "181", "119", "120")) == ["116", "117", None, "119", "120"]


def test_two_pages_on_one_sheet_have_no_label() -> None:
    """A sheet that shows pages 12 and 13 is labelled as neither."""
    for count in (2, 3, 8):
        sheets = range(12, 12 + 2 * count, 2)
        assert printed([f"{page}\n{BODY}\n{page + 1}" for page in sheets]) == [None] * count
        assert printed([f"{BODY}\n{page}\n{BODY}\n{page + 1}" for page in sheets]) == [None] * count
        assert printed(heads(*(f"{page} A Title of the Book {page + 1}" for page in sheets))) == [None] * count


def test_digits_of_other_scripts_are_kept_and_continued() -> None:
    """Arabic-Indic digits and leading zeros are kept, also where a page without a number is counted."""
    assert printed(feet("٣", "٤", "", "٦", "٧")) == ["٣", "٤", "٥", "٦", "٧"]
    assert printed(feet("008", "009", "", "011")) == ["008", "009", "010", "011"]


def test_roman_chapter_numbers_are_not_page_numbers() -> None:
    """Capital numerals at the head number chapters and poems; at the foot they number front matter."""
    assert printed(heads("I", "II", "III", "IV", "V")) == [None] * 5
    assert printed(feet("I", "II", "III", "IV", "V")) == ["I", "II", "III", "IV", "V"]


@given(
    st.lists(st.tuples(st.sampled_from(["7", "8", "ix", "Page 3 of 4", "12 Roads", "Roads 13", "II", ""]), st.text()))
)
def test_the_first_and_last_label_are_printed_on_their_pages(lines: list[tuple[str, str]]) -> None:
    """Any texts have one label or None for each page, and an end page has a label only if it is printed there."""
    texts = [f"{line}\n{BODY}\n{rest}" for line, rest in lines]
    labels = printed(texts)
    assert len(labels) == len(texts)
    for end in (0, -1):
        assert not labels or (labels[end] or "") in texts[end]


def test_two_numbers_are_rejected_if_there_is_a_third() -> None:
    """The numbers of a short document may be table cells."""
    assert printed(feet("12", "13", "3")) == [None] * 3


def test_years_are_not_page_numbers() -> None:
    """The same year on every page is rejected, and so is one year a page as in an almanac."""
    assert printed(feet("2019", "2019", "2019", "2019")) == [None] * 4
    assert printed(feet("1990", "1991", "1992", "1993")) == [None] * 4
    assert printed([f"{year}\n{BODY}\n{year - 1983}" for year in range(1990, 1995)]) == ["7", "8", "9", "10", "11"]


def test_a_page_without_a_number_between_two_numbered_ones_is_counted() -> None:
    """Chapters begin without a number; before the first and after the last number nothing is guessed."""
    assert printed(feet("", "12", "13", "", "15", "16", "")) == [None, "12", "13", "14", "15", "16", None]


def test_scattered_numbers_are_rejected() -> None:
    """Table cells and footnote signs do not count with the pages."""
    assert printed(feet("7", "3", "12", "44", "2")) == [None] * 5
    assert printed(feet("7", "", "", "", "", "12", "", "")) == [None] * 8


def test_footnotes_are_not_page_numbers() -> None:
    """One footnote a page is rejected, whether its number has a line to itself or begins one."""
    assert (
        printed([f"{BODY}\n{number}\nA note of one line on town {number * 7}." for number in range(1, 7)]) == [None] * 6
    )
    assert (
        printed([f"{BODY}\n{number} A note of one line on town {number * 7}." for number in range(1, 7)]) == [None] * 6
    )


def test_two_sequences_on_the_same_pages_are_rejected() -> None:
    """Numbers of poems at the head and of pages at the foot cannot be distinguished, unless they are equal."""
    assert printed([f"{poem}\n{BODY}\n{poem + 6}" for poem in range(1, 7)]) == [None] * 6
    assert printed([f"{page}\n{BODY}\n{page}" for page in range(7, 10)]) == ["7", "8", "9"]


def test_lines_common_to_all_pages_are_ignored() -> None:
    """The address of a journal below the number does not hide it."""
    assert printed([f"{BODY}\n{page}\nwww.example.org" for page in range(7, 12)]) == ["7", "8", "9", "10", "11"]


def test_a_few_matching_numbers_among_many_others_are_rejected() -> None:
    """Three consecutive numbers are no sequence if most numbers at the foot are something else."""
    assert printed(feet("5", "90", "7", "8", "9", "77", "3", "41", "2", "60")) == [None] * 10


def test_roman_front_matter_and_arabic_pages_are_two_sequences() -> None:
    """Roman numerals are counted separately, and continued in the case in which they are printed."""
    labels = printed(feet("", "ii", "iii", "", "v", "1", "2", "3", "4"))
    assert labels == [None, "ii", "iii", "iv", "v", "1", "2", "3", "4"]
    assert printed(feet("XXXVIII", "XXXIX", "", "XLI", "", "")) == ["XXXVIII", "XXXIX", "XL", "XLI", None, None]


def test_words_of_roman_letters_are_not_numbers() -> None:
    """Lines of Roman letters that are no numerals are no labels."""
    assert printed(feet("ill", "vivid", "civic", "mix")) == [None] * 4


def test_a_single_number_is_rejected() -> None:
    """One number, or two next to text, form no sequence; two alone on their lines do."""
    assert printed(feet("145")) == [None]
    assert printed(["145 The author\ntext", "146 The author\ntext"]) == [None, None]
    assert printed(feet("145", "146")) == ["145", "146"]
    assert printed([]) == []


def test_numbering_may_restart() -> None:
    """Two articles in one file keep their own numbers."""
    assert printed(feet("51", "52", "53", "54", "7", "8", "9")) == ["51", "52", "53", "54", "7", "8", "9"]


def test_a_long_gap_ends_a_sequence() -> None:
    """Twenty pages without a number are not counted."""
    labels = printed(feet("1", "2", "3", *[""] * 20, "24", "25", "26"))
    assert labels[:3] == ["1", "2", "3"]
    assert labels[3:23] == [None] * 20
    assert labels[23:] == ["24", "25", "26"]


# ------------------------------------------------------------------ embedded labels
def test_embedded_labels_are_accepted_unless_contradicted() -> None:
    """Roman numerals, letters and prefixes are accepted if printed numbers agree or are absent."""
    silent = feet("", "", "", "")
    for labels in (["i", "ii", "1", "2"], ["A-5", "A-6", "A-7", "A-8"], ["A", "B", "2-14", "2-15"]):
        assert verified_labels(labels, silent) == labels
    assert verified_labels(["i", "ii", "1", "2", "3"], feet("", "ii", "1", "2", "3")) == ["i", "ii", "1", "2", "3"]
    assert verified_labels(["i", "ii", "iii"], feet("I", "II", "III")) == ["I", "II", "III"]


def test_default_labels_are_accepted_only_if_printed_numbers_agree() -> None:
    """1, 2, 3 … from the first page on is no evidence: the cover may be the first page."""
    counted = ["1", "2", "3", "4", "5"]
    assert verified_labels(counted, feet("", "", "", "", "")) == [None] * 5
    assert verified_labels(counted, feet("", "2", "3", "4", "")) == counted
    assert verified_labels(counted, feet("", "245", "246", "247", "")) == [None, "245", "246", "247", None]


def test_labels_that_are_printed_nowhere_are_dropped() -> None:
    """Names of parts are dropped, and so are numbers with a prefix of a layout program."""
    assert verified_labels(["Cover", "Sec1:1", "Sec1:2", None], feet("", "", "", "")) == [None] * 4


def test_contradicted_labels_are_dropped() -> None:
    """Four printed numbers replace the labels, fewer only remove them; unconfirmed ranges are dropped with the wrong one."""
    assert verified_labels(["6", "7", "8", "9"], feet("7", "8", "9", "10")) == ["7", "8", "9", "10"]
    assert verified_labels(["17", "18"], feet("7", "8")) == [None, None]
    shifted = verified_labels(["i", "ii", "3", "4", "5", "6"], feet("", "", "1", "2", "3", "4"))
    assert shifted == [None, None, "1", "2", "3", "4"]


def test_numbers_on_odd_pages_alone_remove_wrong_labels() -> None:
    """They are too few to be accepted, but enough to contradict or confirm embedded labels."""
    rectos = feet("", "18", "", "20", "", "22", "", "24")
    assert printed(rectos) == [None] * 8
    assert verified_labels([str(page) for page in range(7, 15)], rectos) == [None] * 8
    assert verified_labels([str(page) for page in range(17, 25)], rectos) == [str(page) for page in range(17, 25)]


def test_chapters_do_not_confirm_default_labels() -> None:
    """One chapter a page counts 1, 2, 3 … as default labels do."""
    texts = [f"{page + 11}\n{chapter}\n{BODY}" for page, chapter in enumerate(range(1, 7), start=1)]
    assert verified_labels([str(page) for page in range(1, 7)], texts) == [None] * 6


def test_two_sequences_of_similar_length_are_rejected() -> None:
    """Poems are numbered at every head and some pages at the foot: either may be the page numbers."""
    texts = [f"{poem}\n{BODY}\n{poem + 30 if poem % 5 < 3 else 'end'}" for poem in range(1, 11)]
    assert printed(texts) == [None] * 10


def test_labels_shifted_by_plates_are_corrected() -> None:
    """The file counts an unnumbered sheet, the printed numbers do not."""
    embedded = [str(number) for number in range(11, 18)]
    assert verified_labels(embedded, feet("11", "12", "13", "", "14", "15", "16")) == [
        "11",
        "12",
        "13",
        None,
        "14",
        "15",
        "16",
    ]


def test_embedded_labels_decide_between_two_sequences() -> None:
    """Poems are numbered at the head and pages at the foot; the embedded labels agree with the pages."""
    poems = [f"{poem}\n{BODY}\n{poem + 6}" for poem in range(1, 7)]
    assert verified_labels(["7", "8", "9", "10", "11", "12"], poems) == ["7", "8", "9", "10", "11", "12"]
