"""The generated tables of language detection against their sources."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_tables_were_generated_from_the_sources_in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edited source or a hand-edited table fails here: regenerate the tables (resources/detect/README.md)."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.detect import made  # imported here: the path is set just above

    recorded = made.recorded()
    assert made.checkout() == {name: found for name, found in recorded.items() if "/" in name}
    assert set(made.TEXTS) < set(recorded)


def test_sampled_forms_are_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample of Azerbaijani forms is read as counts of words."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.detect import forms  # imported here: the path is set just above

    drawn = forms.azerbaijani()
    assert sum(drawn["talk"].values()) == forms.DRAWN_TALK
    assert drawn["talk"]["evdə"] > drawn["talk"]["evdəymişsə"]
    assert all(form.isalpha() for form in drawn["all"])
