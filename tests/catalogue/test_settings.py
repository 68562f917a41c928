"""Settings by key."""

from axtar.catalogue import Catalogue


def test_the_last_value_of_a_setting_counts(catalogue: Catalogue) -> None:
    """A key that was never set has no value."""
    assert catalogue.settings.get("session secret") is None
    catalogue.settings.set("session secret", "one")
    catalogue.settings.set("session secret", "two")
    catalogue.settings.set("other", "three")
    assert (catalogue.settings.get("session secret"), catalogue.settings.get("other")) == ("two", "three")
