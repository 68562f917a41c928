"""The tables of language detection and what they are made of."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_tables_are_made_of_the_sources_in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a source makes the tables again (resources/detect/README.md); nobody edits a table by hand."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.detect import made  # imported here: the path is set just above

    recorded = made.recorded()
    assert made.checkout() == {name: found for name, found in recorded.items() if "/" in name}
    assert set(made.TEXTS) < set(recorded)


def test_drawn_forms_are_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was drawn once is read as counts of Azerbaijani forms."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.detect import forms  # imported here: the path is set just above

    drawn = forms.azerbaijani()
    assert sum(drawn["talk"].values()) == forms.DRAWN_TALK
    assert drawn["talk"]["evdə"] > drawn["talk"]["evdəymişsə"]
    assert all(form.isalpha() for form in drawn["all"])
