"""Villages that a script takes from a gazetteer: only well attested names that are nothing else."""

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).resolve().parents[3] / "resources" / "names"


@pytest.fixture(scope="module")
def wof() -> dict[str, Any]:
    """The script's functions."""
    return runpy.run_path(str(SCRIPTS / "wof.py"))


@pytest.fixture(scope="module")
def hand(wof: dict[str, Any]) -> Any:  # noqa: ANN401 - a class of the script
    """What people wrote."""
    return wof["by_hand"]()


@pytest.fixture(scope="module")
def settle(wof: dict[str, Any], hand: object) -> Callable[..., list[list[str]]]:
    """The cells of the lines that the script makes of records, beside what people wrote."""
    return lambda *records: [line.split("\t") for line in wof["settlements"](records, hand)]


def village(spellings: dict[str, str], number: int = 1, lat: float = 40.0) -> dict[str, Any]:
    """A record as the gazetteer has it, of a village in Azerbaijan."""
    return {
        "id": number, "name": "X", "type": "locality", "country": "AZ", "conc": {"gn:id": number},
        "lat": lat, "lon": 47.0, "names": {f"{language}_x_preferred": [text] for language, text in spellings.items()},
    }  # fmt: skip


def test_a_village_has_the_spellings_that_agree(settle: Callable[..., list[list[str]]]) -> None:
    """Not one that sounds otherwise; English is made of Azerbaijani, and U+01DD is a ə."""
    rows = settle(village({"aze": "Dizəvər", "rus": "Дизавар", "eng": "D\u01ddz\u01ddv\u01ddr", "tur": "Ağdam"}))
    assert [row[:3] + row[6:9] + row[11:13] for row in rows] == [
        ["p.dizavar-1", "village", "AZ", "1", "Dizavar", "Dizəvər", "", "Дизавар"]
    ]


@pytest.mark.parametrize("spellings", [
    {"aze": "Dizəvər"},  # no second language
    {"rus": "Дизавар", "kat": "დიზავარი"},  # nothing in its own language
    {"aze": "Dizəvər", "rus": "Ленинаван"},  # two names that don't agree
    {"aze": "Bağlar", "rus": "Баглар"},  # gardens
    {"aze": "Dizə", "rus": "Диза"},  # short
    {"aze": "Həsənov", "rus": "Гасанов"},  # a family
    {"aze": "Qurbanlı", "rus": "Гурбанлы"},  # a family, too
    {"aze": "Heydər", "rus": "Гейдар"},  # a person's name
    {"aze": "Şuşalı", "rus": "Шушалы"},  # of Shusha
    {"aze": "Susay", "rus": "Сусай"},  # what is left of Şuşayı
    {"aze": "Bakhshikend", "rus": "Бахшикенд"},  # a transliteration
], ids=str)  # fmt: skip
def test_a_name_that_may_be_something_else_is_not_taken(
    settle: Callable[..., list[list[str]]], spellings: dict[str, str]
) -> None:
    """Precision over quantity."""
    assert settle(village(spellings)) == []


def test_places_far_apart_with_one_name_are_not_taken(settle: Callable[..., list[list[str]]]) -> None:
    """Two records near each other are one village."""
    name = {"aze": "Dizəvər", "rus": "Дизавар"}
    assert settle(village(name), village(name, 2, lat=41.0)) == []
    assert [row[0] for row in settle(village(name), village(name, 2, lat=40.01))] == ["p.dizavar-1"]


@pytest.mark.usefixtures("unmeasured")
def test_no_spelling_of_the_committed_table_is_in_those_of_people(wof: dict[str, Any], hand: Any) -> None:  # noqa: ANN401 - as above
    """Whoever writes a place by hand takes it out of the generated table."""
    rows = list(wof["BUILD"]["read"](SCRIPTS / "settlements.tsv"))
    assert len(rows) > 1000
    folded = [(row["id"], wof["folded"](text)) for row in rows for text in wof["BUILD"]["texts"](row)]
    assert [one for one in folded if one[1] in hand.spellings] == []
    assert [row["id"] for row in rows if {row["wikidata"], row["geonames"]} & hand.ids] == []
