"""A search as an address."""

from dataclasses import replace

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.test import create_environ
from werkzeug.wrappers import Request as WebRequest

from axtar.errors import UsageError
from axtar.model import FACETS, Request
from axtar.web import urls

words = (
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
choices = st.lists(words, max_size=3, unique=True).map(tuple)
requests = st.builds(
    Request,
    text=words,
    limit=st.just(10),
    offset=st.integers(0, urls.MAX_PAGE - 1).map(lambda page: page * 10),
    exact=st.booleans(),
    filters=st.dictionaries(st.sampled_from([facet for facet in FACETS if facet != "year"]), choices.filter(bool)),
    without=choices,
    entities=choices,
)


def _application() -> Flask:
    app = Flask("links")
    Babel(app)
    app.add_url_rule("/", "search.results")
    return app


@given(requests)
def test_parsing_a_search_url_returns_the_same_request(request_: Request) -> None:
    """Every search can be bookmarked and repeated."""
    with _application().test_request_context():
        address = urls.search_url(request_)
    assert urls.parse_request(WebRequest(create_environ(address)).args, 10) == request_


@given(requests, st.sampled_from(FACETS), words)
def test_toggling_a_filter_twice_restores_it(request_: Request, facet: str, value: str) -> None:
    """Both links lead to the first page of results."""
    once = urls.with_filter_toggled(request_, facet, value)
    twice = urls.with_filter_toggled(once, facet, value)
    assert once.offset == 0
    assert (value in once.filters[facet]) != (value in request_.filters.get(facet, ()))
    assert set(twice.filters[facet]) == set(request_.filters.get(facet, ()))


@given(requests, words)
def test_toggling_a_spelling_twice_restores_it(request_: Request, spelling: str) -> None:
    """The link of a chip and the link that includes it again cancel each other."""
    there_and_back = urls.with_spelling_toggled(urls.with_spelling_toggled(request_, spelling), spelling)
    assert set(there_and_back.without) == set(request_.without)


def test_another_query_keeps_the_filters() -> None:
    """A suggested query keeps the filters, and drops spellings and the page of results."""
    request_ = Request("Shsha", filters={"language": ("az",)}, without=("Shusha",), offset=20)
    assert urls.with_query(request_, "Shusha") == replace(request_, text="Shusha", without=(), offset=0)


@pytest.mark.parametrize("page", ["0", "-1", "1001", "x", "1.5", "٣", "9" * 5000, "1e3", "+1", " 1"])
def test_an_invalid_page_is_refused(page: str) -> None:
    """A page is a whole number within its bounds, in ASCII digits."""
    with _application().test_request_context(), pytest.raises(UsageError):
        urls.parse_number(MultiDict({"page": page}), "page", low=1, high=urls.MAX_PAGE)


@pytest.mark.parametrize("year", ["abc", "", "9" * 30, "1e3", "٣", "1999 "])
def test_an_invalid_year_is_refused(year: str) -> None:
    """Engines count years as numbers; other values never reach them."""
    with _application().test_request_context(), pytest.raises(UsageError):
        urls.parse_request(MultiDict([("q", "a"), ("year", year)]), 10)


def test_too_many_values_are_refused() -> None:
    """An address cannot make the engine join thousands of filters."""
    args = MultiDict([("q", "a"), *(("language", str(number)) for number in range(urls.MAX_VALUES + 1))])
    with _application().test_request_context(), pytest.raises(UsageError):
        urls.parse_request(args, 10)


def test_a_long_query_is_truncated() -> None:
    """A query is one line of limited length."""
    assert urls.parse_request(MultiDict({"q": " a\n\tb\0c "}), 10).text == "a b c"
    assert len(urls.parse_request(MultiDict({"q": "ə" * 100_000}), 10).text) == urls.MAX_QUERY_LENGTH


@given(requests)
def test_hidden_fields_have_the_parameters_of_the_url(request_: Request) -> None:
    """A form sends what a link would."""
    assert urls.parse_request(MultiDict(urls.hidden_fields(request_)), 10) == request_
