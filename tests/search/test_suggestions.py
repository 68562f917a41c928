"""Suggestions of other queries, measured on the typing errors of data/slips.tsv."""

from collections import Counter
from pathlib import Path

import pytest

from axtar.library import Library
from axtar.model import Answer, Request
from axtar.tables import parse_rows

TESTS = Path(__file__).parents[1]
SAMPLES = (TESTS.parent / "documents", TESTS / "data" / "library")
SLIPS = parse_rows((Path(__file__).parent / "data" / "slips.tsv").read_text("utf8"))[1:]
THRESHOLDS = {"en": (0.9, 0.95), "tr": (0.85, 0.95), "az": (0.7, 0.95), "ru": (0.9, 0.95)}


def has_all(answer: Answer, words: str) -> bool:
    """Whether a document of an answer has all of these words in its best passages."""
    texts = (" ".join(passage.text for passage in hit.passages).lower() for hit in answer.hits)
    return any(all(word in text for word in words.lower().split()) for text in texts)


@pytest.mark.usefixtures("unmeasured")
def test_the_word_that_was_meant_is_suggested_or_found(empty: Library) -> None:
    """For most slips, it is among the suggestions as the library writes it; nearly all others find it."""
    assert {result.status for result in empty.add(SAMPLES)} == {"added"}
    total, suggested, reached = Counter[str](), Counter[str](), Counter[str]()
    for language, meant, typed in SLIPS:
        answer = empty.search(Request(typed))
        is_suggested = meant.lower() in [text.lower() for text in answer.suggestions]
        total[language] += 1
        suggested[language] += is_suggested
        reached[language] += is_suggested or has_all(answer, meant)
    shares = {code: (suggested[code] / total[code], reached[code] / total[code]) for code in total}
    assert shares.keys() == THRESHOLDS.keys()
    for language, lowest in THRESHOLDS.items():
        assert all(share >= least for share, least in zip(shares[language], lowest, strict=True)), shares


def suggestions(library: Library, typed: str) -> tuple[str, ...]:
    """Return the suggestions for a query."""
    return library.search(Request(typed)).suggestions


def added(library: Library, folder: Path, text: str) -> Library:
    """Return the library with a text."""
    (folder / "text.txt").write_text(text, "utf8")
    assert [result.status for result in library.add([folder / "text.txt"])] == ["added"]
    return library


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("məhbus", ()),
        ("şahər", ("şəhər",)),
        ("Şahər", ("şəhər",)),
        ("hərtəsi", ("xəritəsi",)),
        ("şəhər", ()),
        ("şəhərdən", ()),
        ("rouad stohne", ("road stone",)),
        ("title:roaad", ("title:road",)),
        ("titel:road", ()),
        ("(roaad OR stine)", ("(road OR stone)",)),
        ("хлеюк", ()),
        ("куфв", ("read",)),
        ("title:kjdf", ()),
    ],
)
def test_suggestions_stand_in_the_library(empty: Library, tmp_path: Path, typed: str, meant: tuple[str, ...]) -> None:
    """As they are suggested: no word that no text holds, in no other alphabet or layout; no field's name."""
    text = (
        "The prisoners were released. Iraq was not read of again. A road of stone led there.\n\n"
        "Şəhər böyük idi, bu şəhər çox qədimdir. Onun xəritəsi köhnə kitabxanada saxlanılırdı və hamı ona baxırdı.\n"
    )
    assert suggestions(added(empty, tmp_path, text), typed)[: len(meant) or 1] == meant


@pytest.mark.parametrize("typed", ["x" * 10_000, "şahər " * 300, "aa'" * 500, "ааа" * 700, "( ( (", "\u0301" * 100])
def test_any_query_is_corrected_in_time(finished: Library, typed: str) -> None:
    """A few words are corrected, none of them very long."""
    assert len(suggestions(finished, typed)) <= 3
