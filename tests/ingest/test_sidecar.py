"""Records in sidecars."""

import json
from pathlib import Path

import pytest

from axtar.errors import ExtractionError
from axtar.ingest.sidecar import clean_record, read_csl_item, read_sidecar


def test_the_sidecar_of_a_file_has_its_name_without_the_suffix(tmp_path: Path) -> None:
    """A file without one has an empty record."""
    assert read_sidecar(tmp_path / "bridge.pdf") == {}
    (tmp_path / "bridge.csl.json").write_text('{"id": "x", "title": "Bridges"}', "utf8")
    assert read_sidecar(tmp_path / "bridge.pdf") == {"title": "Bridges"}


@pytest.mark.parametrize("content", ['{"title": "Bridges"}', '[{"title": "Bridges"}]'])
def test_an_item_may_be_in_a_list(tmp_path: Path, content: str) -> None:
    """Reference managers export lists."""
    (tmp_path / "item.json").write_text(content, "utf8")
    assert read_csl_item(tmp_path / "item.json") == {"title": "Bridges"}


@pytest.mark.parametrize("content", ["", "{", "[]", '[{"title": "A"}, {"title": "B"}]', "3"])
def test_anything_but_one_item_is_an_error(tmp_path: Path, content: str) -> None:
    """The message names the sidecar and says what to do."""
    (tmp_path / "bridge.csl.json").write_text(content, "utf8")
    with pytest.raises(ExtractionError, match=r"bridge\.csl\.json cannot be read .* Correct or remove it"):
        read_sidecar(tmp_path / "bridge.pdf")


def test_lone_surrogates_are_replaced() -> None:
    """A cleaned record can be written to any file."""
    record = clean_record({"id": 7, "title": "A\ud800", "author": [{"family": "\udcff"}]})
    assert record == {"title": "A?", "author": [{"family": "?"}]}
    assert json.dumps(record, ensure_ascii=False).encode("utf8")
