"""The registry of interchange formats: files of entities that are written can be read back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar import interchange, names
from axtar.errors import CorruptError, UnsupportedError
from axtar.interchange import ParsedEntities
from axtar.model.entity import LANGUAGES, Entity, EntitySpelling
from axtar.names.folding import fold_name


def read(data: bytes, format_: str) -> ParsedEntities:
    """Parse and validate entities."""
    return interchange.read_entities(data, format_, names.validated)


TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters=";^"), min_size=2, max_size=9
)
SPELLINGS = st.builds(
    EntitySpelling,
    TEXTS.filter(lambda text: len(fold_name(" ".join(text.split()))) > 1),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["variant", "historical", "contested"]),
)
USUAL = st.builds(
    lambda number, language: EntitySpelling(f"Usual {number}", language, "usual"),
    st.integers(0, 9),
    st.sampled_from(LANGUAGES),
)
DEGREES = st.floats(-90, 90, allow_nan=False)
ENTITIES = st.builds(
    lambda id_, kind, country, point, wikidata, geonames, spellings, usual: names.validated(
        Entity(f"p.l-{id_}", kind, country, point[0], point[1], wikidata, geonames, (*usual, *spellings))
    ),
    st.integers(0, 10**6),
    st.sampled_from(["town", "battle site"]),
    st.sampled_from(["", "AZ"]),
    st.one_of(st.just((None, None)), st.tuples(DEGREES, DEGREES)),
    st.sampled_from(["", "Q79808"]),
    st.sampled_from(["", "584871"]),
    st.lists(SPELLINGS, min_size=1, max_size=5),
    st.lists(USUAL, max_size=3, unique_by=lambda spelling: spelling.language),
)


@pytest.mark.parametrize("format_", interchange.FORMATS)
@settings(deadline=None)
@given(entities=st.lists(ENTITIES, min_size=1, max_size=3, unique_by=lambda entity: entity.id))
def test_everything_in_an_entity_is_preserved(format_: str, entities: list[Entity]) -> None:
    """Every field, every status and the order of the spellings."""
    parsed = read(interchange.write_entities(entities, format_), format_)
    assert sorted(parsed.entities, key=lambda entity: entity.id) == sorted(entities, key=lambda entity: entity.id)
    assert parsed.notes == ()


@pytest.mark.parametrize("format_", interchange.FORMATS)
def test_shipped_entities_are_preserved(format_: str) -> None:
    """Entities of every type, in every script."""
    shipped = [names.shipped_entities().get(id_) for id_ in ("p.shusha", "p.khankendi", "h.heydar-aliyev", "o.osce")]
    parsed = read(interchange.write_entities(shipped, format_), format_)
    assert {entity.id: entity for entity in parsed.entities} == {entity.id: entity for entity in shipped}


@pytest.mark.parametrize("format_", interchange.FORMATS)
def test_every_format_is_described_completely(format_: str) -> None:
    """With a label, a media type and suffixes that lead to it."""
    row = interchange.FORMATS[format_]
    assert row.label
    assert row.media_type.count("/") == 1
    assert {interchange.format_for_file(f"entities{suffix}") for suffix in row.suffixes} == {format_}


@pytest.mark.parametrize(("name", "format_"), [
    ("a.csv", "csv"), ("A.TSV", "csv"), ("a.ttl", "turtle"), ("a.rdf", "rdf"), ("a.xml", "rdf"), ("a.jsonld", "jsonld"),
])  # fmt: skip
def test_the_format_follows_from_the_suffix(name: str, format_: str) -> None:
    """In upper or lower case."""
    assert interchange.format_for_file(name) == format_


def test_an_unknown_suffix_is_refused() -> None:
    """The error lists the supported ones."""
    with pytest.raises(UnsupportedError, match=r"a\.xlsx.*\.csv .*\.ttl"):
        interchange.format_for_file("a.xlsx")


def test_a_file_over_the_limit_is_refused() -> None:
    """Before it is parsed."""
    with pytest.raises(CorruptError, match="MB"):
        interchange.read_entities(b"x" * 11, "csv", names.validated, max_bytes=10)
