"""The verification of catalogue, index and originals against each other."""

import shutil

from axtar.library import Library
from axtar.model import Request


def test_an_intact_library_has_no_findings(library: Library) -> None:
    assert library.check() == []


def test_an_empty_library_can_be_checked_searched_and_rebuilt(empty: Library) -> None:
    """It has no findings, no documents and no hits."""
    assert empty.check() == []
    assert (empty.documents.count(), empty.documents.list_all(), empty.search(Request("anything")).total) == (0, [], 0)
    assert empty.rebuild() == 0


def test_missing_and_changed_originals_are_distinguished(library: Library) -> None:
    """Each is named with a remedy; adding the folder adopts the change."""
    (library.settings.documents / "bees.txt").unlink()
    (library.settings.documents / "tkachi.txt").write_text("Другой текст о коврах.", "utf8")
    missing, changed = library.check()
    assert "bees.txt" in missing.problem
    assert "Put them back" in missing.remedy
    assert "tkachi.txt" in changed.problem
    assert "axtar add documents" in changed.remedy
    assert list(library.add([library.settings.documents]))
    assert [finding.problem for finding in library.check()] == [missing.problem]


def test_missing_and_orphaned_documents_of_the_index_are_found(library: Library) -> None:
    """Index and catalogue are compared document by document, and a rebuild repairs both."""
    ids = [document.id for document in library.documents.list_all()]
    with library.store.engine().writer() as writer:
        writer.delete(ids[0])
    library.catalogue.documents.remove(ids[1])
    problems = [finding.problem for finding in library.check()]
    assert any(ids[0] in problem and "Missing from the index" in problem for problem in problems)
    assert any(ids[1] in problem and "not in the catalogue" in problem for problem in problems)
    library.rebuild()
    assert library.check() == []


def test_long_lists_of_documents_are_shortened(library: Library) -> None:
    """A finding names five documents and counts the others."""
    shutil.rmtree(library.settings.documents)
    (finding,) = library.check()
    assert "and 4 more" in finding.problem


def test_a_damaged_catalogue_is_reported(library: Library) -> None:
    """SQLite's integrity check is part of `check`."""
    library.close()
    path = library.settings.index / "catalogue.sqlite"
    content = bytearray(path.read_bytes())
    content[8192:40000] = bytes(40000 - 8192)
    path.write_bytes(content)
    with Library(library.settings) as opened:
        findings = opened.check()
    assert findings
    assert all("catalogue is damaged" in finding.problem and "backup" in finding.remedy for finding in findings)
