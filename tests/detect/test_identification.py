"""Language identification of texts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar import detect
from axtar.detect import fallback
from axtar.detect.ngram_model import MODEL

DATA = Path(__file__).parents[1] / "data"
TEXTS = dict(row.split("\t") for row in (DATA / "und/railway.tsv").read_text("utf8").splitlines()[1:])
ROWS = [
    tuple(row.split("\t"))
    for table in sorted(DATA.glob("*/detect.tsv"))
    for row in table.read_text("utf8").splitlines()[1:]
]
ENGLISH = TEXTS["en"]
TURKISH = TEXTS["tr"]
AZERBAIJANI = TEXTS["az"]
CYRILLIC = TEXTS["az-Cyrl"]
RUSSIAN = TEXTS["ru"]
GERMAN = TEXTS["de"]
ALPHABETS = "aəığşöüçİIzqx ёжыәҝҹһј Աբ აბ ئا中 \n\n.!?,-–'’\"()123\u0301ß\U0001f600"


@pytest.mark.parametrize(("text", "language", "script"), ROWS)
def test_texts_of_the_tables_are_identified(text: str, language: str, script: str) -> None:
    """Each row of the tables is a case."""
    detected = detect.detect_language(text)
    assert (detected.language, detected.script) == (language, script)


@settings(deadline=None)  # langdetect loads its profiles on first use
@given(st.text() | st.text(ALPHABETS, max_size=200))
def test_any_text_gets_a_well_formed_answer(text: str) -> None:
    """No text crashes detection, and clearing the cache does not change the answer."""
    detected = detect.detect_language(text)
    MODEL.word_cache.clear()
    assert detect.detect_language(text) == detected
    assert 2 <= len(detected.language) <= 3
    assert len(detected.script) == 4
    assert 0 <= detected.confidence <= 1


def test_letters_of_no_table_are_undetermined() -> None:
    """Letters that are equally probable in all languages identify none."""
    assert detect.detect_language("ßß").language == "und"


def test_an_unknown_script_is_undetermined() -> None:
    """Tifinagh is in no profile of langdetect."""
    assert detect.detect_language("ⵜⴰⵎⴰⵣⵉⵖⵜ ⴰⵣⵓⵍ").language == "und"


def test_langdetect_is_used_only_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clear texts do not pay for the slow fallback, and an uncertain fallback does not override the model."""
    calls: list[str] = []

    def unsure(text: str, _words: list[str], _script: str) -> tuple[str, float]:
        calls.append(text)
        return "xx", 0.5

    monkeypatch.setattr(fallback, "guess", unsure)
    assert [detect.detect_language(text).language for text in (ENGLISH, TURKISH, AZERBAIJANI, CYRILLIC, RUSSIAN)] == [
        "en",
        "tr",
        "az",
        "az",
        "ru",
    ]
    assert calls == []
    assert detect.detect_language(GERMAN).language != "xx"
    assert calls == [GERMAN]


def test_very_long_texts_do_not_overflow() -> None:
    """Sums and exponentials of costs stay finite."""
    detected = detect.detect_language(f"{GERMAN} {RUSSIAN} {CYRILLIC}" * 2000)
    assert 0 <= detected.confidence <= 1


def test_a_word_of_mixed_scripts_has_the_script_of_most_of_its_letters() -> None:
    """A Cyrillic а inside a Latin word does not make it Cyrillic."""
    assert detect.detect_language("Kаrabakh").script == "Latn"
    assert detect.detect_language("Карaбах").script == "Cyrl"
