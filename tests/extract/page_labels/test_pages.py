"""Pages built from raw texts: running heads and divided words."""

from collections.abc import Callable
from pathlib import Path

from axtar.extract import read
from axtar.extract.page_labels.pages import build_pages
from axtar.extract.pdf.page_image import boxes

MakePdf = Callable[..., Path]

LINES = ["The road goes down to the river", "and over the bridge where {} merchants", "had their stalls until the end."]


def texts(*raw: str) -> list[str]:
    """The clean texts of the pages."""
    return [page.text for page in build_pages(raw)]


def test_a_word_divided_between_pages_is_whole_on_the_first() -> None:
    """It is found on the page that a reader of the paper would cite; a compound keeps its hyphen."""
    assert texts("They built a lib-", "rary, and a mill.") == ["They built a library,", "and a mill."]
    assert texts("Eski kütüp\u00ad\n", "\nhane") == ["Eski kütüphane", ""]
    assert texts("The re-election. They were re-", "elected twice.") == [
        "The re-election. They were re-elected",
        "twice.",
    ]


def test_other_page_ends_remain_as_they_are() -> None:
    """No word continues in a capital or a number, after an empty page, or with a second division."""
    for first, second in (("from Baku-", "Tiflis"), ("since 1990-", "1994"), ("a lib-", ""), ("a dash -", "and more")):
        assert texts(first, second) == [first, second]
    assert texts("a lib-", "", "rary") == ["a lib-", "", "rary"]
    assert texts("a li-", "bra-\nry") == ["a li-", "brary"]


def test_a_page_may_begin_and_end_with_a_divided_word() -> None:
    """A page that loses its first half-word to the page before gains one from the page after."""
    assert texts("one lib-", "rary and two mar-", "kets") == ["one library", "and two markets", ""]


def test_running_heads_and_feet_are_separate_paragraphs() -> None:
    """They have the label, or repeat on three pages; a foot may follow a divided word."""
    raw = [
        f"A Book of Roads\n{'rary of town' if page % 2 else 'The house'} {page}\nand the lib-\nJournal, 2019"
        for page in range(4)
    ]
    assert texts(*raw)[0] == "A Book of Roads\n\nThe house 0 and the library\n\nJournal, 2019"
    assert texts(*raw)[1].startswith("A Book of Roads\n\nof town 1")
    assert (
        texts("the road goes on\nto the next lib-\n145", "rary and\nthe mill\n146")[0]
        == "the road goes on to the next library\n\n145"
    )


def test_a_divided_word_has_a_box_on_its_first_page_only(make_pdf: MakePdf) -> None:
    """The box covers the half that is printed there; boxes on the next page are in their places."""
    first = [line.format(1) for line in LINES]
    path = make_pdf([[*first, "and they built a lib-", "145"], ["rary beside the mill,", *first, "146"]])
    one, two = read(path).pages
    assert (one.label, two.label) == ("145", "146")
    assert one.text.endswith("built a library\n\n145")
    assert two.text.startswith("beside the mill,")
    start = one.text.index("library")
    ((left, top, right, bottom),) = boxes(path, 1, [(start, start + len("library"))], one.text)
    assert (right - left) < 0.1
    assert bottom - top < 0.03
    start = two.text.index("mill")
    ((left, *_),) = boxes(path, 2, [(start, start + len("mill"))], two.text)
    assert left > 0.3


def test_no_step_over_the_pages_is_silent() -> None:
    """Every step reports at each page, so that a file of very many pages is not taken for a hang."""
    for text in ("", "A lantern.\n\n7"):
        reported: list[tuple[int, int]] = []

        def on_progress(done: int, total: int, to: list[tuple[int, int]] = reported) -> None:
            to.append((done, total))

        build_pages([text] * 50, on_progress=on_progress)
        assert len(reported) >= 10 * 50
