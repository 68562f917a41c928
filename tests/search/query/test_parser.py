"""The parser: each form of docs/query.md, errors, and random text."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.errors import QuerySyntaxError
from axtar.search.query.parser import (
    DEFAULT_NEAR_DISTANCE,
    MAX_QUERY_LENGTH,
    MAX_QUERY_WORDS,
    And,
    Field,
    ImplicitAnd,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Words,
    parse,
    parse_as_words,
)

W, Q, P = Words, Phrase, Prefix


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        # words
        ("Shusha", W("Shusha")),
        ("  carpet \t weaver\n", W("carpet weaver")),
        ("Шуша Şuşa Շուշի", W("Шуша Şuşa Շուշի")),
        ("1905-ci il, may!", W("1905-ci il, may!")),
        # operators are separate words in capitals
        ("a AND b", And((W("a"), W("b")))),
        ("a AND b c AND d", And((W("a"), W("b c"), W("d")))),
        ("a OR b OR c", Or((W("a"), W("b"), W("c")))),
        ("a b OR c", Or((W("a b"), W("c")))),
        ("a AND b OR c AND d", Or((And((W("a"), W("b"))), And((W("c"), W("d")))))),
        ("a AND (b OR c)", And((W("a"), Or((W("b"), W("c")))))),
        ("(a)(b)", W("a b")),
        ("((a))", W("a")),
        ("NOT a", Not(W("a"))),
        ("a NOT b", ImplicitAnd((W("a"), Not(W("b"))))),
        ("a AND NOT b", And((W("a"), Not(W("b"))))),
        ("a -b c", ImplicitAnd((W("a"), Not(W("b")), W("c")))),
        ('a -"b c"', ImplicitAnd((W("a"), Not(Q("b c"))))),
        ("a −b", ImplicitAnd((W("a"), Not(W("b"))))),
        ("-(a OR b) c", ImplicitAnd((Not(Or((W("a"), W("b")))), W("c")))),
        ("(-a b)", ImplicitAnd((Not(W("a")), W("b")))),
        # other text is not an operator
        ("and or not near", W("and or not near")),
        ("ANDROID ORDER NOTHING NEARBY", W("ANDROID ORDER NOTHING NEARBY")),
        ("BRAND ELECTOR", W("BRAND ELECTOR")),
        ("Türkiye-Azerbaycan Нагорно-Карабахский", W("Türkiye-Azerbaycan Нагорно-Карабахский")),
        ("a - b", W("a - b")),
        ("a -- b", W("a -- b")),
        ("rock-", W("rock-")),
        ("a*b **", W("a*b **")),
        ("R&D C++ it's", W("R&D C++ it's")),
        ("«Əkinçi» qəzeti", W("«Əkinçi» qəzeti")),
        ("http://example.org/a", W("http://example.org/a")),
        ("subtitle:a Title:a", W("subtitle:a Title:a")),
        ("see: this", W("see: this")),
        ("title: carpets", W("title: carpets")),
        # phrases
        ('"stone bridge"', Q("stone bridge")),
        ("“stone bridge”", Q("stone bridge")),
        ('"a AND (b"', Q("a AND (b")),
        ('~"daş körpü"', Q("daş körpü", inflected=True)),
        ('""', Q("")),
        ('a "b c" d', ImplicitAnd((W("a"), Q("b c"), W("d")))),
        ('a"b"', ImplicitAnd((W("a"), Q("b")))),
        # prefixes, NEAR and fields
        ("weav*", P("weav")),
        ("a weav* b", ImplicitAnd((W("a"), P("weav"), W("b")))),
        ("a NEAR b", Near(W("a"), W("b"), DEFAULT_NEAR_DISTANCE)),
        ("a NEAR/5 b", Near(W("a"), W("b"), 5)),
        ("a NEAR/5 b c", ImplicitAnd((Near(W("a"), W("b"), 5), W("c")))),
        ('"a b" NEAR (c OR d)', Near(Q("a b"), Or((W("c"), W("d"))), DEFAULT_NEAR_DISTANCE)),
        ("NOT a NEAR b", Not(Near(W("a"), W("b"), DEFAULT_NEAR_DISTANCE))),
        ("title:carpets", Field("title", W("carpets"))),
        ('title:"stone bridge" a', ImplicitAnd((Field("title", Q("stone bridge")), W("a")))),
        ('title:~"daş körpü"', Field("title", Q("daş körpü", inflected=True))),
        ("author:Zard*", Field("author", P("Zard"))),
        ("year:1990..2000", Field("year", W("1990..2000"))),
        ("-year:1994 a", ImplicitAnd((Not(Field("year", W("1994"))), W("a")))),
        ("(language:az OR type:book)", Or((Field("language", W("az")), Field("type", W("book"))))),
        ("place:Mkhch'yan", Field("place", W("Mkhch'yan"))),
    ],
)
def test_queries_are_parsed_as_documented(text: str, tree: Node) -> None:
    """Each form of the grammar, and text that only resembles one."""
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('"open', "quotation mark is not closed"),
        ('a "b" "c', "quotation mark is not closed"),
        ("“open", "quotation mark is not closed"),
        ("(a", "parenthesis is not closed"),
        ("a)", "parenthesis is not closed"),
        ("AND", "operator"),
        ("a AND", "operator"),
        ("OR a", "operator"),
        ("a AND OR b", "operator"),
        ("NEAR b", "operator"),
        ("a NEAR NOT b", "operator"),
        ("()", "operator"),
        ("", "operator"),
    ],
)
def test_a_syntax_error_has_a_hint(text: str, hint: str) -> None:
    """The message says what is wrong with the query."""
    with pytest.raises(QuerySyntaxError, match=hint):
        parse(text)


def test_a_long_query_is_cut_off() -> None:
    """A word that is cut in two is not an error."""
    assert parse("ab" * MAX_QUERY_LENGTH) == Words("ab" * (MAX_QUERY_LENGTH // 2))
    assert parse("ab " * MAX_QUERY_LENGTH) == Words(("ab " * MAX_QUERY_WORDS).strip())
    assert len(parse_as_words("ab " * MAX_QUERY_LENGTH).text) <= MAX_QUERY_LENGTH


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("-(" * 650, "nested"),
        ("(" * 650, "nested"),
        ("-(" * 650 + "a" + ")" * 650, "nested"),
        (" OR ".join(f"w{number}" for number in range(150)), "operands"),
        (" ".join(f"ab{number}*" for number in range(11)), "asterisk"),
        ("a*", "too short"),
        ("author:'*", "too short"),
    ],
)
def test_a_query_with_too_many_parts_is_refused(query: str, hint: str) -> None:
    """It is then searched as plain words."""
    with pytest.raises(QuerySyntaxError, match=hint):
        parse(query)
    assert isinstance(parse_as_words(query), Words)


@pytest.mark.parametrize(
    "query", ["(" * 20 + "a" + ")" * 20, " OR ".join(["word"] * 90), "a NEAR/999999 b", 'a\0b "', "((a) " * 50]
)
def test_a_query_of_many_parts_is_parsed_or_refused(query: str) -> None:
    """Nothing else may be raised."""
    with suppress(QuerySyntaxError):
        parse(query)


OPERATORS = """AND OR NOT NEAR NEAR/7 NEAR/9999 ( ) " ~" “ ” - − * title: : a ş"""
operators = st.lists(st.sampled_from([*OPERATORS.split(), " ", "\n", "\u200b"])).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda glue: glue.join(parts))
)


@given(st.text() | operators)
def test_any_text_is_parsed_or_has_a_hint(text: str) -> None:
    """The parser raises no other error."""
    try:
        tree = parse(text)
    except QuerySyntaxError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either outcome is right
    else:
        assert isinstance(tree, Node)


@given(st.text() | operators)
def test_any_text_can_be_read_as_plain_words(text: str) -> None:
    """Quotation marks, parentheses and asterisks are removed, and blanks are normalized."""
    words = parse_as_words(text).text
    assert not set(words) & set('"“”()*')
    assert words == " ".join(words.split())


@given(st.lists(st.from_regex(r"[a-zəşШа-я]{1,8}(-[a-zəş]{1,5})?", fullmatch=True), min_size=1, max_size=8))
def test_words_without_operators_are_one_node(words: list[str]) -> None:
    """Words side by side stay together, in their order."""
    assert parse("  ".join(words)) == Words(" ".join(words))


@given(st.text(st.characters(exclude_characters='"“”', exclude_categories=["Cs"])))
def test_a_phrase_can_contain_any_text(text: str) -> None:
    """Operators have no meaning between quotation marks."""
    if len(text) < MAX_QUERY_LENGTH - 2:
        assert parse(f'"{text}"') == Phrase(text)
