"""Places near a point."""

from axtar import names

GAZETTEER = names.Gazetteer(names.shipped_entities())


def test_the_nearest_places_come_first() -> None:
    """Countries, regions and rivers are left out."""
    shusha = GAZETTEER.entity("p.shusha")
    assert shusha.lat is not None
    assert shusha.lon is not None
    nearest = names.nearby(GAZETTEER, shusha.lat, shusha.lon, 10)
    assert nearest[0].id == "p.shusha"
    assert "p.khankendi" in {place.id for place in nearest}
    assert len(nearest) == 10
    assert not {place.kind for place in nearest} & {"country", "region", "river"}
