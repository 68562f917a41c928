"""The spelling variants that become pending when an own entity changes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from axtar import names
from axtar.catalogue import Catalogue
from axtar.ingest.entities import Entities
from axtar.model.entity import Entity, EntitySpelling

SHIPPED = names.shipped_entities()

MILL = Entity(
    "p.l-old-mill",
    "village",
    "AZ",
    40.25,
    47.125,
    "Q1",
    "2",
    (EntitySpelling("Old Mill", "en", "usual"), EntitySpelling("Köhnə Dəyirman", "az", "contested")),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """An empty catalogue."""
    opened = Catalogue(tmp_path / "catalogue.sqlite")
    yield opened
    opened.close()


def resolve_pending(catalogue: Catalogue) -> None:
    """Delete all pending variants, as after reindexing."""
    state = catalogue.entities.changed_since("none")
    assert state
    catalogue.entities.resolve_pending(catalogue.entities.pending_variants(), [], state[0])


def test_all_variants_of_a_new_entity_become_pending(catalogue: Catalogue) -> None:
    """The Azerbaijani one also in Cyrillic, which is indexed as well, and names of two words also as one."""
    Entities(catalogue, authority=True).save(MILL, "")
    variants = ["kohne deyirman", "old mill", "көһнә дәјирман"]
    assert catalogue.entities.pending_variants() == sorted(
        [*variants, *(variant.replace(" ", "") for variant in variants)]
    )


@pytest.mark.parametrize(("change", "pending"), [
    ({"lat": 1.0, "wikidata": ""}, []),
    ({"spellings": (*MILL.spellings, EntitySpelling("Starmill", "en", "variant"))}, ["starmill"]),
    ({"spellings": MILL.spellings[:1]}, ["kohne deyirman", "kohnedeyirman", "көһнә дәјирман", "көһнәдәјирман"]),
])  # fmt: skip
def test_only_variants_that_change_the_index_become_pending(
    catalogue: Catalogue, change: dict[str, object], pending: list[str]
) -> None:
    """A coordinate or an id in another database leaves none."""
    Entities(catalogue, authority=True).save(MILL, "")
    resolve_pending(catalogue)
    changed = replace(MILL, **change)  # type: ignore[arg-type]  # the table's values fit
    assert Entities(catalogue, authority=True).save(changed, "").id == MILL.id
    assert catalogue.entities.pending_variants() == pending


def test_a_correction_is_compared_with_the_shipped_entity(catalogue: Catalogue) -> None:
    """This holds when it is saved and when it is removed."""
    shipped = SHIPPED.get("p.shusha")
    corrected = replace(shipped, spellings=(*shipped.spellings, EntitySpelling("Panahtown", "en", "variant")))
    Entities(catalogue, authority=True).save(corrected, "")
    assert catalogue.entities.pending_variants() == ["panahtown"]
    resolve_pending(catalogue)
    Entities(catalogue, authority=True).remove("p.shusha")
    assert catalogue.entities.pending_variants() == ["panahtown"]
    assert catalogue.entities.list_all() == []
