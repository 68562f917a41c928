"""RDF files that are malformed or hostile."""

import json

import pytest

from axtar import interchange, names
from axtar.errors import CorruptError
from axtar.interchange import ParsedEntities


def read(data: bytes, format_: str) -> ParsedEntities:
    """Parse and validate entities."""
    return interchange.read_entities(data, format_, names.validated)


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'
FILE_READER = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>'


@pytest.mark.parametrize("text", [BOMB, FILE_READER, "<!DOCTYPE r SYSTEM 'http://127.0.0.1:9/a.dtd'><r/>"])
def test_xml_with_entities_is_refused(text: str) -> None:
    """Before any parser expands them."""
    with pytest.raises(CorruptError, match="document type"):
        read(text.encode(), "rdf")


@pytest.mark.parametrize("context", [
    "http://127.0.0.1:9/context.jsonld",
    [{"@vocab": "urn:a:"}, "file:///etc/passwd"],
    {"@import": "http://127.0.0.1:9/context.jsonld"},
    [[{"@vocab": "urn:a:"}, ["http://127.0.0.1:9/context.jsonld"]]],
    {"name": {"@id": "urn:a:name", "@context": "http://127.0.0.1:9/context.jsonld"}},
])  # fmt: skip
def test_json_with_a_remote_context_is_refused(context: object) -> None:
    """Nothing is fetched, from this machine or another."""
    with pytest.raises(CorruptError, match="remote context"):
        read(json.dumps([{"@context": context, "@id": "urn:a:b"}]).encode(), "jsonld")


DEEP = 50_000


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("jsonld", "[" * DEEP + "]" * DEEP),
        ("jsonld", '{"urn:a:b":' * 900 + "1" + "}" * 900),
        ("turtle", "<urn:a> <urn:b> " + "[ <urn:b> " * DEEP + "1" + "]" * DEEP + " ."),
        ("turtle", "<urn:a> <urn:b> " + "(" * DEEP + ")" * DEEP + " ."),
        ("rdf", "<a>" * DEEP + "</a>" * DEEP),
    ],
    ids=["list", "object", "blank node", "collection", "element"],
)
def test_rdf_that_is_nested_deeply_is_refused(format_: str, text: str) -> None:
    """No parser overflows the stack of the process."""
    with pytest.raises(CorruptError, match=r"cannot be read as RDF|no skos:Concept|levels deep"):
        read(text.encode(), format_)


@pytest.mark.parametrize("format_", ["turtle", "rdf", "jsonld"])
@pytest.mark.parametrize("data", [b"\xff\xfe", b"{", b"<r>", b"\0", b"[[[["])
def test_malformed_rdf_is_refused(format_: str, data: bytes) -> None:
    """The error names the syntax."""
    with pytest.raises(CorruptError, match=r"cannot be read as RDF|no skos:Concept"):
        read(data, format_)
