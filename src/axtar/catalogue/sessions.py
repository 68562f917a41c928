"""The repository of sessions: the logins of librarians that have not ended."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, or_, select, update

from axtar.catalogue.schema import session
from axtar.catalogue.sqlite import Database


@dataclass(frozen=True, slots=True)
class SessionRow:
    """When a session was opened and when it was last used, both in the format of `utc_now`."""

    created_at: str
    used_at: str


class SessionRepository:
    """Sessions by the hash of their token. The token itself is only in the cookie."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, token_hash: str, now: str) -> None:
        """Store a new session."""
        with self._database.writing() as connection:
            connection.execute(insert(session).values(token_hash=token_hash, created_at=now, used_at=now))

    def get(self, token_hash: str) -> SessionRow | None:
        """Return a session, or None if there is none with this hash."""
        query = select(session.c.created_at, session.c.used_at).where(session.c.token_hash == token_hash)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else SessionRow(*row)

    def mark_used(self, token_hash: str, now: str) -> None:
        """Store when a session was last used."""
        with self._database.writing() as connection:
            connection.execute(update(session).where(session.c.token_hash == token_hash).values(used_at=now))

    def remove(self, token_hash: str) -> None:
        """Delete a session; unknown ones are ignored."""
        with self._database.writing() as connection:
            connection.execute(delete(session).where(session.c.token_hash == token_hash))

    def remove_older(self, created_before: str, used_before: str) -> None:
        """Delete the sessions that were opened, or last used, before these times."""
        expired = or_(session.c.created_at < created_before, session.c.used_at < used_before)
        with self._database.writing() as connection:
            connection.execute(delete(session).where(expired))
