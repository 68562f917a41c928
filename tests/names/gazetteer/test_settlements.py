"""Settlements imported from Who's On First: only well-attested, unambiguous names."""

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).resolve().parents[3] / "resources" / "names"


@pytest.fixture(scope="module")
def wof() -> dict[str, Any]:
    """Load the functions of the script."""
    return runpy.run_path(str(SCRIPTS / "wof.py"))


@pytest.fixture(scope="module")
def hand_edited(wof: dict[str, Any]) -> Any:  # noqa: ANN401 - a class of the script
    """Read the hand-edited tables."""
    return wof["read_hand_edited"]()


@pytest.fixture(scope="module")
def settle(wof: dict[str, Any], hand_edited: object) -> Callable[..., list[list[str]]]:
    """Generate the rows of records, given the hand-edited tables."""
    return lambda *records: [line.split("\t") for line in wof["settlements"](records, hand_edited)]


def village(spellings: dict[str, str], number: int = 1, lat: float = 40.0) -> dict[str, Any]:
    """Make a record of a village in Azerbaijan."""
    return {
        "id": number, "name": "X", "type": "locality", "country": "AZ", "conc": {"gn:id": number},
        "lat": lat, "lon": 47.0, "names": {f"{language}_x_preferred": [text] for language, text in spellings.items()},
    }  # fmt: skip


def test_a_village_has_the_spellings_that_agree(settle: Callable[..., list[list[str]]]) -> None:
    """English is derived from Azerbaijani, and U+01DD becomes ə."""
    rows = settle(village({"aze": "Dizəvər", "rus": "Дизавар", "eng": "D\u01ddz\u01ddv\u01ddr", "tur": "Ağdam"}))
    assert [row[:3] + row[6:9] + row[11:13] for row in rows] == [
        ["p.dizavar-1", "village", "AZ", "1", "Dizavar", "Dizəvər", "", "Дизавар"]
    ]


@pytest.mark.parametrize("spellings", [
    {"aze": "Dizəvər"},  # no second language
    {"rus": "Дизавар", "kat": "დიზავარი"},  # no name in its own language
    {"aze": "Dizəvər", "rus": "Ленинаван"},  # two names that don't agree
    {"aze": "Bağlar", "rus": "Баглар"},  # gardens
    {"aze": "Dizə", "rus": "Диза"},  # short
    {"aze": "Həsənov", "rus": "Гасанов"},  # a family
    {"aze": "Qurbanlı", "rus": "Гурбанлы"},  # also a family
    {"aze": "Heydər", "rus": "Гейдар"},  # a person's name
    {"aze": "Şuşalı", "rus": "Шушалы"},  # of Shusha
    {"aze": "Susay", "rus": "Сусай"},  # Şuşayı without its last ending
    {"aze": "Bakhshikend", "rus": "Бахшикенд"},  # a transliteration
], ids=str)  # fmt: skip
def test_an_ambiguous_name_is_not_imported(settle: Callable[..., list[list[str]]], spellings: dict[str, str]) -> None:
    """A place without a unique, well-attested name is left out."""
    assert settle(village(spellings)) == []


def test_distant_places_with_one_name_are_not_imported(settle: Callable[..., list[list[str]]]) -> None:
    """Two nearby records with one name are one village."""
    name = {"aze": "Dizəvər", "rus": "Дизавар"}
    assert settle(village(name), village(name, 2, lat=41.0)) == []
    assert [row[0] for row in settle(village(name), village(name, 2, lat=40.01))] == ["p.dizavar-1"]


@pytest.mark.usefixtures("unmeasured")
def test_generated_settlements_do_not_repeat_hand_edited_entities(wof: dict[str, Any], hand_edited: Any) -> None:  # noqa: ANN401 - as above
    """After a place is added by hand, the script must be run."""
    rows = list(wof["BUILD"]["read"](SCRIPTS / "settlements.tsv"))
    assert len(rows) > 1000
    folded = [(row["id"], wof["fold_name"](text)) for row in rows for text in wof["BUILD"]["texts"](row)]
    assert [(id_, spelling) for id_, spelling in folded if spelling in hand_edited.spellings] == []
    assert [row["id"] for row in rows if {row["wikidata"], row["geonames"]} & hand_edited.ids] == []
