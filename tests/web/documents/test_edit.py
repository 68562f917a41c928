"""Editing and removing documents."""

from collections.abc import Callable, Mapping

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from axtar.library import Library
from axtar.web.documents.record_form import TEXT_FIELDS, form_data, merge

Post = Callable[..., TestResponse]

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)
NAMES = st.one_of(
    st.builds(lambda family, given: {"family": family, "given": given}, WORDS, WORDS),
    st.builds(lambda literal: {"literal": literal}, WORDS),
    st.builds(lambda family, given: {"family": family, "given": given, "suffix": "Jr."}, WORDS, WORDS),
)
RECORDS = st.fixed_dictionaries(
    {"type": st.just("book"), "title": WORDS},
    optional={
        "author": st.lists(
            NAMES, min_size=1, max_size=3, unique_by=lambda name: form_data({"author": [name]})["authors"]
        ),
        "issued": st.just({"date-parts": [[1998, 4, 2]], "circa": True}),
        "volume": st.one_of(WORDS, st.integers(1, 99)),
        "keyword": WORDS,
        "custom": st.dictionaries(WORDS, WORDS),
        "editor": st.lists(NAMES, max_size=2),
    },
)


@given(RECORDS)
def test_saving_an_unchanged_form_changes_nothing(record: Mapping[str, object]) -> None:
    """Fields that the form lacks, and the way in which the others are written, stay as they are."""
    assert merge(record, form_data(record)) == record


def test_only_changed_fields_are_changed() -> None:
    """A new year replaces the date, a new name is split at its comma, and an emptied field is removed."""
    record = {
        "type": "book",
        "title": "A",
        "publisher": "P",
        "issued": {"date-parts": [[1998, 4]]},
        "author": [{"literal": "Body"}],
    }
    fields = form_data(record) | {
        "year": "2001",
        "publisher": "",
        "authors": "Body\n Qasımova ,  Leyla \n\nPlato\n",
        "doi": "10.1/x",
    }
    assert merge(record, fields) == {
        "type": "book",
        "title": "A",
        "DOI": "10.1/x",
        "issued": {"date-parts": [[2001]]},
        "author": [{"literal": "Body"}, {"family": "Qasımova", "given": "Leyla"}, {"literal": "Plato"}],
    }


def test_every_field_can_be_emptied() -> None:
    """An empty form leaves a record with nothing but its type."""
    record = dict.fromkeys(TEXT_FIELDS.values(), "x") | {"type": "book"}
    assert merge(record, dict.fromkeys(form_data(record), "") | {"type": "book"}) == {"type": "book"}


def test_an_edited_record_is_saved_shown_and_found(
    librarian: FlaskClient, library: Library, ids: dict[str, str], post: Post
) -> None:
    """Fields that the form lacks are kept, and the new title is found."""
    id_ = ids["evil.txt"]
    form = {
        "type": "report",
        "title": "The pomegranate report",
        "authors": "Məmmədov, Əli",
        "year": "2003",
        "url": "https://example.org/x",
    }
    saved = post(librarian, f"/d/{id_}/edit", **form)
    assert (saved.status_code, saved.headers["Location"]) == (303, f"/d/{id_}")
    assert "The record was saved" in librarian.get(f"/d/{id_}").text
    record = library.documents.get(id_).record
    assert record["title"] == "The pomegranate report"
    assert record["author"] == [{"family": "Məmmədov", "given": "Əli"}]
    assert record["issued"] == {"date-parts": [[2003]]}
    assert record["custom"] == {"shelf": "B 7"}
    assert id_ in librarian.get("/?q=pomegranate").text


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("title", "", "Enter a title"),
        ("year", "about 1990", "Enter the year as a number"),
        ("url", "javascript:alert(1)", "starts with https://"),
        ("doi", "none", "for example 10.1234"),
        ("isbn", "12", "10 or 13 digits"),
        ("language", "Azerbaijani <b>", "a language code, for example az"),
        ("volume", "x" * 51, "50"),
        ("type", "spell", "choice"),
    ],
)
def test_an_invalid_field_is_reported(  # noqa: PLR0917 - fixtures and one row of the table
    librarian: FlaskClient, library: Library, ids: dict[str, str], post: Post, field: str, value: str, reason: str
) -> None:
    """Nothing is saved, the form keeps the input, and the field says what is expected."""
    id_ = ids["evil.txt"]
    before = library.documents.get(id_).record
    response = post(librarian, f"/d/{id_}/edit", **({"type": "book", "title": "T"} | {field: value}))
    assert response.status_code == 400
    assert reason in response.text
    assert 'class="error"' in response.text
    assert library.documents.get(id_).record == before


def test_an_edit_without_a_csrf_token_is_refused(librarian: FlaskClient, library: Library, ids: dict[str, str]) -> None:
    """Another site cannot change a record."""
    assert librarian.post(f"/d/{ids['evil.txt']}/edit", data={"type": "book", "title": "Changed"}).status_code == 400
    assert library.documents.get(ids["evil.txt"]).title != "Changed"


def test_removing_asks_for_confirmation(
    librarian: FlaskClient, library: Library, ids: dict[str, str], post: Post
) -> None:
    """Opening the confirmation page removes nothing; submitting it removes the document and says so."""
    id_ = ids["letter-03.txt"]
    assert "Remove this document?" in librarian.get(f"/d/{id_}/remove").text
    assert library.documents.get(id_)
    assert librarian.post(f"/d/{id_}/remove").status_code == 400
    assert library.documents.get(id_)
    assert post(librarian, f"/d/{id_}/remove").status_code == 303
    assert "was removed" in librarian.get("/d").text
    assert librarian.get(f"/d/{id_}").status_code == 410
    assert librarian.get(f"/d/{id_}/edit").status_code == 410


@pytest.mark.parametrize("tail", ["edit", "remove"])
def test_an_unknown_document_cannot_be_changed(librarian: FlaskClient, tail: str) -> None:
    """An unknown id is not found, for librarians too."""
    assert librarian.get(f"/d/nosuch/{tail}").status_code == 404


def test_a_type_missing_from_the_form_can_be_kept(
    librarian: FlaskClient, library: Library, ids: dict[str, str], post: Post
) -> None:
    """CSL has more types than the form; a record's own type is always offered."""
    id_ = ids["evil.txt"]
    library.edit(id_, {"type": "musical_score", "title": "A tune"})
    assert '<option value="musical_score" selected>' in librarian.get(f"/d/{id_}/edit").text
    assert post(librarian, f"/d/{id_}/edit", type="musical_score", title="Another tune").status_code == 303
    assert library.documents.get(id_).record == {"type": "musical_score", "title": "Another tune"}
