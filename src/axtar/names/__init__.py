"""Recognition of the names of places, persons and organisations.

They are recognized in every script, spelling and grammatical case.

`Gazetteer(shipped, overlay)` has the entities that a library knows, `NameRecognizer(gazetteer)` finds them in texts and
queries. Both are immutable values; only the shipped tables are global.

| package | contents |
| --- | --- |
| matching | inflection, and the cross-script phonetic key |
| gazetteer | entities, and their look-up by spelling, key, prefix and position; validation |
| recognition | the candidates of a word, and the ordered rules that choose among them |
"""

from axtar.names.gazetteer.completion import complete
from axtar.names.gazetteer.gazetteer import EMPTY_GAZETTEER, Gazetteer
from axtar.names.gazetteer.nearby import nearby
from axtar.names.gazetteer.overlay import Overlay, build_overlay, changed_variants
from axtar.names.gazetteer.shipped import NO_ENTITIES, ShippedEntities, shipped_entities
from axtar.names.gazetteer.validation import kinds, new_id, validated
from axtar.names.gazetteer.variants import surface_prefixes
from axtar.names.matching.person_key import is_both_names, is_person_key
from axtar.names.matching.phonetic_key import keys, query_keys
from axtar.names.recognizer import NameRecognizer

__all__ = [
    "EMPTY_GAZETTEER",
    "NO_ENTITIES",
    "Gazetteer",
    "NameRecognizer",
    "Overlay",
    "ShippedEntities",
    "build_overlay",
    "changed_variants",
    "complete",
    "is_both_names",
    "is_person_key",
    "keys",
    "kinds",
    "nearby",
    "new_id",
    "query_keys",
    "shipped_entities",
    "surface_prefixes",
    "validated",
]
