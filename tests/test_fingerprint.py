"""The fingerprint of an index, and the golden text that shows when index terms change.

`python tests/test_fingerprint.py` updates tests/data/golden/terms.json after the number of a part was raised.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from axtar import fingerprint
from axtar.analyzer import shipped_analyzer, split_passages, text_fields
from axtar.config import ENGINES
from axtar.model import Page
from axtar.tables import parse_rows

GOLDEN = Path(__file__).parent / "data" / "golden"


def golden() -> dict[str, Any]:
    """Return the descriptions of all parts, and the terms and passages of the golden text."""
    texts = parse_rows((GOLDEN / "texts.tsv").read_text("utf8"))
    analyzer = shipped_analyzer(authority=True)
    page = Page(1, None, "\n\n".join(text for _, text in texts))
    return {
        "numbers": {part.name: part.number for part in fingerprint.PARTS},
        "parts": [fingerprint.describe(part) for part in fingerprint.PARTS],
        "terms": [text_fields(analyzer.analyze(text, language)) for language, text in texts],
        "passages": [[part.start, part.end, part.language, part.script] for part in split_passages(page)],
    }


def test_terms_change_only_with_the_fingerprint() -> None:
    """A change of code that changes terms requires a higher number of a part, so that older indexes are outdated."""
    stored, current = json.loads((GOLDEN / "terms.json").read_text("utf8")), golden()
    if (current["terms"], current["passages"]) != (stored["terms"], stored["passages"]):
        assert current["parts"] != stored["parts"], (
            "index terms changed: raise the part's number in axtar/fingerprint.py"
        )
        pytest.fail("index terms changed with the fingerprint: run `python tests/test_fingerprint.py`")
    assert current["numbers"] == stored["numbers"], "a number was raised: run `python tests/test_fingerprint.py`"


def test_every_engine_has_a_part() -> None:
    """Indexes of different engines have different fingerprints."""
    assert fingerprint.ENGINES.keys() == set(ENGINES)
    assert len({fingerprint.fingerprint(engine, authority=True) for engine in ENGINES}) == len(ENGINES)


def changed_parts() -> list[tuple[str, fingerprint.Part]]:
    """Return every part with a higher number, with another library, and without its tables."""
    numbers = [("number", replace(part, number=part.number + 1)) for part in fingerprint.PARTS]
    libraries = [("libraries", replace(part, libraries=(*part.libraries, "lark"))) for part in fingerprint.PARTS]
    tables = [("tables", replace(part, tables="")) for part in fingerprint.PARTS if part.tables]
    return [*numbers, *libraries, *tables]


@pytest.mark.parametrize(("field", "changed"), changed_parts())
def test_each_property_of_a_part_changes_the_fingerprint(
    monkeypatch: pytest.MonkeyPatch, field: str, changed: fingerprint.Part
) -> None:
    """A number, a library and the tables are all part of it."""
    before = fingerprint.fingerprint("tantivy", authority=True)
    parts = tuple(changed if part.name == changed.name else part for part in fingerprint.PARTS)
    monkeypatch.setattr(fingerprint, "PARTS", parts)
    assert fingerprint.fingerprint("tantivy", authority=True) != before, field


def test_the_fingerprint_is_stable() -> None:
    """It is the same at every call, and differs with the gazetteer setting."""
    assert fingerprint.fingerprint("whoosh", authority=True) == fingerprint.fingerprint("whoosh", authority=True)
    assert fingerprint.fingerprint("whoosh", authority=True) != fingerprint.fingerprint("whoosh", authority=False)


if __name__ == "__main__":
    (GOLDEN / "terms.json").write_text(json.dumps(golden(), ensure_ascii=False, indent=1) + "\n", "utf8")
