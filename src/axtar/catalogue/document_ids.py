"""Document ids: the first characters of the SHA-256 of the content.

A file therefore has the same id in every library.
"""

from sqlalchemy import Connection, select

from axtar.catalogue.schema import document

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 8
FULL_LENGTH = 52
"""Characters of 5 bits that a whole hash takes: 256 bits and 4 of padding."""


def encode_id(sha256: str, length: int = ID_LENGTH) -> str:
    """Encode the start of a SHA-256 in Crockford's base32, in lower case.

    The encoding is described at https://www.crockford.com/base32.html.
    """
    bits = int(sha256, 16) << 4
    return "".join(CROCKFORD[bits >> 5 * (FULL_LENGTH - 1 - place) & 31] for place in range(length))


def free_id(connection: Connection, sha256: str) -> str:
    """Return the shortest id of this content that is free.

    Shorter ones may be taken by a document that once had this content, or by another hash with the same beginning.
    """
    candidates = [encode_id(sha256, length) for length in range(ID_LENGTH, FULL_LENGTH + 1)]
    taken = set(connection.scalars(select(document.c.id).where(document.c.id.in_(candidates))))
    return next(candidate for candidate in candidates if candidate not in taken)
