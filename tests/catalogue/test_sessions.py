"""The repository of sessions."""

from axtar.catalogue import Catalogue
from axtar.catalogue.sessions import SessionRow


def test_a_session_is_stored_used_and_removed(catalogue: Catalogue) -> None:
    """An unknown hash has no session; to remove it again is no error."""
    assert catalogue.sessions.get("a") is None
    catalogue.sessions.add("a", "2026-01-01T00:00:00Z")
    catalogue.sessions.mark_used("a", "2026-01-02T00:00:00Z")
    assert catalogue.sessions.get("a") == SessionRow("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")
    catalogue.sessions.remove("a")
    catalogue.sessions.remove("a")
    assert catalogue.sessions.get("a") is None


def test_sessions_older_than_a_time_are_removed(catalogue: Catalogue) -> None:
    """Either an early login or a long time without use is enough."""
    for name, created, used in (("early", 1, 9), ("unused", 5, 5), ("open", 5, 9)):
        catalogue.sessions.add(name, f"2026-01-0{created}T00:00:00Z")
        catalogue.sessions.mark_used(name, f"2026-01-0{used}T00:00:00Z")
    catalogue.sessions.remove_older(created_before="2026-01-02T00:00:00Z", used_before="2026-01-06T00:00:00Z")
    assert [name for name in ("early", "unused", "open") if catalogue.sessions.get(name)] == ["open"]
