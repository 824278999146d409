"""Any text is a query."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.search.asking import LONGEST, MOST_TERMS, Query, Term, read
from forum.search.engines import postgres, sqlite

GROUPS = ("posts", "texts")
HOSTILE = st.text(st.sampled_from("ab é\"'*():-^~+\\&|!<>{}[]\0\n读kind:by:in:before:2026"), max_size=60)


def words(query: Query) -> list[str]:
    return [" ".join(term.words) for term in query.terms]


def test_words_all_count_and_the_last_may_go_on():
    query = read("Bread ovens")
    assert query.terms == (Term(("bread",)), Term(("ovens",), may_go_on=True))


def test_a_word_that_is_followed_by_a_space_is_finished():
    assert read("bread ").terms == (Term(("bread",)),)


def test_words_in_quotes_stand_together():
    assert read('the "bread and roses" song ').terms == (
        Term(("the",)), Term(("bread", "and", "roses")), Term(("song",)),
    )  # fmt: skip


def test_quotes_may_stay_open():
    assert words(read('a "bread and')) == ["a", "bread and"]


def test_a_word_with_a_hyphen_is_a_phrase():
    assert read("e-mail ").terms == (Term(("e", "mail")),)


def test_filters_are_read():
    said = "kind:critique in:Kitchen by:@amara what:texts before:2026-05 after:2026-04-12 bread"
    query = read(said, GROUPS)
    assert (query.kinds, query.places, query.authors, query.what) == (
        ("critique",), ("kitchen",), ("amara",), ("texts",),
    )  # fmt: skip
    assert (query.before, query.after) == (date(2026, 5, 1), date(2026, 4, 12))
    assert words(query) == ["bread"]


def test_a_filter_named_twice_takes_either():
    assert read("kind:critique kind:question").facets == (("kind:critique", "kind:question"),)


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("foo:bar", "foo bar"),
        ("what:everything", "what everything"),
        ("before:tomorrow", "before tomorrow"),
        ("before:2026-13", "before 2026 13"),
        ("after:0000", "after 0000"),
        ("kind:", "kind"),
        ("by:a'b", "by a b"),
        ("https://example.org", "https example org"),
    ],
)
def test_what_is_no_filter_is_words(said, understood):
    assert words(read(said, GROUPS)) == [understood]


def test_too_many_words_are_left_out_and_said_so():
    query = read("w " * (MOST_TERMS + 1))
    assert len(query.terms) == MOST_TERMS
    assert query.is_cut


@pytest.mark.parametrize("said", ["", "   ", '""', "!?", "::", '"…" —'])
def test_what_says_nothing_asks_for_nothing(said):
    assert not read(said)


@given(st.text(max_size=2 * LONGEST) | HOSTILE)
def test_any_text_is_a_query_and_cannot_break_out_of_what_engines_are_asked(said):
    query = read(said, GROUPS)
    inner = {piece for term in query.terms for piece in term.pieces}
    inner |= {facet for facets in query.facets for facet in facets}
    assert all(piece and not set(piece) & set("\"'\\*() \0") for piece in inner)
    for term in query.terms:
        assert term.pieces
    assert bool(sqlite.match(query)) == bool(postgres.match(query)) == bool(query.terms or query.facets)
