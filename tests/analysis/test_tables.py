"""Block tables: large tables in compressed blocks."""

from hypothesis import given
from hypothesis import strategies as st

from axtar.analysis.tables import pack, unpack

CELL = st.text(
    st.characters(exclude_characters="\t\n\r\0", exclude_categories=["Cs", "Zl", "Zp", "Cc"]), min_size=1, max_size=12
)


@given(st.dictionaries(CELL, CELL, min_size=1, max_size=600))
def test_packing_and_unpacking_round_trips(table: dict[str, str]) -> None:
    """Every key is found in any number of blocks, and no other is."""
    packed = unpack(pack(table.items()))
    assert dict(packed.items()) == table
    assert all(packed.get(key) == value for key, value in table.items())
    assert packed.get("\t") is None
    assert all(packed.get(key + "!") == table.get(key + "!") for key in list(table)[:5])


def test_a_table_of_many_blocks_is_searched_by_its_index() -> None:
    table = {f"word{i:05}": str(i) for i in range(5000)}
    packed = unpack(pack(table.items()))
    assert len(packed.keys) > 10
    assert [packed.get(key) for key in ("word00000", "word02500", "word04999", "a", "zzz")] == [
        "0",
        "2500",
        "4999",
        None,
        None,
    ]
