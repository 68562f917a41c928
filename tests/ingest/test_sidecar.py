"""Records in sidecars, and records that replace others."""

import json
import os
from pathlib import Path

import pytest

from axtar.errors import UnsupportedError, UsageError
from axtar.ingest.found_file import FoundFile
from axtar.ingest.sidecar import Sidecar, checked_record, read_csl_item, read_sidecar, sidecar_name


def test_the_sidecar_of_a_file_has_its_name_without_the_suffix(tmp_path: Path) -> None:
    """A file without one has an empty record."""
    assert sidecar_name("a.b.pdf") == "a.b.csl.json"
    assert read_sidecar(FoundFile(tmp_path / "bridge.pdf")) == Sidecar()
    (tmp_path / "bridge.csl.json").write_text('{"id": "x", "title": "Bridges"}', "utf8")
    assert read_sidecar(FoundFile(tmp_path / "bridge.pdf")) == Sidecar({"title": "Bridges"})


@pytest.mark.parametrize("content", ['{"title": "Bridges"}', '[{"title": "Bridges"}]'])
@pytest.mark.parametrize("encoding", ["utf8", "utf-8-sig", "utf-16"])
def test_an_item_may_be_in_a_list_and_have_a_byte_order_mark(tmp_path: Path, content: str, encoding: str) -> None:
    """Reference managers export lists, and editors write marks."""
    (tmp_path / "item.json").write_text(content, encoding)
    assert read_csl_item(tmp_path / "item.json") == {"title": "Bridges"}


UNREADABLE = [
    (b"", "Expecting value"),
    (b"{", "Expecting property name"),
    (b"[]", "one item"),
    (b'[{"title": "A"}, {"title": "B"}]', "one item"),
    (b"3", "one item"),
    (b"\xff", "utf-8"),
    ('{"title": "A"}'.encode("utf-16-le"), "JSON|Expecting"),
    (b'{"volume": NaN}', "NaN is not a number in JSON"),
    (b'{"volume": -Infinity}', "-Infinity is not a number in JSON"),
    (b'{"volume": 1e999}', "the number 1e999 is too large"),
    (b'{"volume": ' + b"9" * 5000 + b"}", "limit"),
    (b'{"title": "A", "title": "B"}', "'title' occurs twice"),
    (b'{"custom": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested more than 20 levels deep"),
    (b'{"custom": ' + b'{"a":' * 50 + b"1" + b"}" * 50 + b"}", "nested more than 20 levels deep"),
    (b'{"title": "' + b"A" * 1_000_000 + b'"}', "larger than 1 MB|larger than 976"),
]


@pytest.mark.parametrize(("content", "reason"), UNREADABLE)
def test_anything_but_one_item_is_ignored_with_a_warning(tmp_path: Path, content: bytes, reason: str) -> None:
    """The warning names the sidecar and says why."""
    (tmp_path / "bridge.csl.json").write_bytes(content)
    sidecar = read_sidecar(FoundFile(tmp_path / "bridge.pdf"))
    assert sidecar.record == {}
    with pytest.raises(AssertionError, match=rf"the record in bridge\.csl\.json was ignored: .*({reason})"):
        raise AssertionError(*sidecar.warnings)


def test_a_sidecar_that_is_no_file_is_ignored_with_a_warning(tmp_path: Path) -> None:
    """Nobody waits for a pipe, no link leads out of the folder, and a sparse file is not read."""
    sidecar = tmp_path / "bridge.csl.json"
    os.mkfifo(sidecar)
    warning = "the record in bridge.csl.json was ignored: is {}, not a file; only files are added"
    assert read_sidecar(FoundFile(tmp_path / "bridge.pdf")).warnings == (warning.format("a named pipe"),)
    with pytest.raises(UnsupportedError):
        read_csl_item(sidecar)
    sidecar.unlink()
    (tmp_path / "secret.json").write_text('{"title": "Secret"}', "utf8")
    sidecar.symlink_to("secret.json")
    assert read_sidecar(FoundFile(tmp_path / "bridge.pdf")).record == {"title": "Secret"}
    unfollowed = read_sidecar(FoundFile(tmp_path / "bridge.pdf", follow_links=False))
    assert unfollowed == Sidecar({}, (warning.format("a link"),))
    sidecar.unlink()
    with sidecar.open("wb") as stream:
        stream.truncate(400 << 20)
    assert "is larger than" in read_sidecar(FoundFile(tmp_path / "bridge.pdf")).warnings[0]
    sidecar.unlink()
    sidecar.mkdir()
    assert read_sidecar(FoundFile(tmp_path / "bridge.pdf")).warnings == (warning.format("a folder"),)


def test_a_sidecar_that_cannot_be_opened_is_ignored_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system says why."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "bridge.csl.json").touch()
    monkeypatch.setattr(os, "open", refuse)
    (warning,) = read_sidecar(FoundFile(tmp_path / "bridge.pdf")).warnings
    assert warning.endswith("was ignored: Permission denied")


def test_what_is_valid_in_a_sidecar_is_used(tmp_path: Path) -> None:
    """Each wrong field has its warning."""
    item = {"title": "Bridges", "language": 5, "typo": 1, "author": "Somebody", "note": None}
    (tmp_path / "bridge.csl.json").write_text(json.dumps(item), "utf8")
    sidecar = read_sidecar(FoundFile(tmp_path / "bridge.pdf"))
    assert sidecar.record == {"title": "Bridges"}
    assert [warning.partition(": ")[0] for warning in sidecar.warnings] == [
        "in bridge.csl.json, language was left out",
        "in bridge.csl.json, 'typo' is not a field of CSL-JSON, and was left out",
        "in bridge.csl.json, author was left out",
    ]


def test_a_record_may_not_become_invalid() -> None:
    """What an older version stored may stay; a new value must be valid, and the whole must be a record of JSON."""
    before = {"title": "Bridges", "language": 5}
    assert checked_record(before, {"title": "A", "language": 5}) == {"title": "A", "language": 5}
    with pytest.raises(UsageError, match="language must be text"):
        checked_record(before, {"title": "A", "language": 6})
    with pytest.raises(UsageError, match="There is no field 'typo'"):
        checked_record(before, {"typo": "A"})
    for value in (float("nan"), object(), "A" * 1_000_000):
        with pytest.raises(UsageError, match="cannot be stored"):
            checked_record(before, {"custom": {"a": value}})
