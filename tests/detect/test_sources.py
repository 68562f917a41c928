"""The generated tables of language detection against their sources."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_tables_were_generated_from_the_sources_in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edited source or a hand-edited table fails here: regenerate the tables (resources/detect/README.md)."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.detect import checksums  # imported here because the path is set just above

    recorded = checksums.recorded()
    assert checksums.checkout() == {name: checksum for name, checksum in recorded.items() if "/" in name}
    assert set(checksums.TEXTS) < set(recorded)


def test_sampled_forms_are_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample of Azerbaijani forms is read as counts of words."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.detect import forms  # imported here because the path is set just above

    sample = forms.azerbaijani()
    assert sum(sample["everyday"].values()) == forms.AZERBAIJANI_EVERYDAY_FORMS
    assert sample["everyday"]["evdə"] > sample["everyday"]["evdəymişsə"]
    assert all(form.isalpha() for form in sample["all"])
