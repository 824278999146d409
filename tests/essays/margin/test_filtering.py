"""Filters as addresses say them."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from essays.margin.filtering import FLAGS, Filter, filter_of, read
from essays.margin.understanding import asked_in
from forum.debate.models import Kind

TERM = st.one_of(
    st.tuples(st.just("layer"), st.sampled_from(["commons", "kitchen", "private", "zoo_1"])),
    st.tuples(st.just("kind"), st.sampled_from(Kind.values)),
    st.tuples(st.just("by"), st.sampled_from(["amara", "b-2"])),
    st.tuples(st.sampled_from(FLAGS), st.just("")),
)
TERMS = st.lists(TERM, max_size=8)
WORDS = st.text(max_size=12)


def read_again(wanted: Filter) -> Filter:
    return asked_in(QueryDict(wanted.query)).filter


@given(TERMS)
def test_an_address_says_what_was_asked_for(terms):
    wanted = filter_of(terms)
    assert read_again(wanted) == wanted


@given(TERMS, st.randoms(use_true_random=False))
def test_order_and_repetition_mean_nothing(terms, random):
    handles = [term for term in terms if term[0] == "by"][:1]
    once = [term for term in terms if term[0] != "by"] + handles
    shuffled = [*once, *once]
    random.shuffle(shuffled)
    assert filter_of(shuffled).query == filter_of(once).query


@given(TERMS)
def test_taking_a_term_away_takes_away_that_term(terms):
    wanted = filter_of(terms)
    for term in wanted.terms:
        assert wanted.without(term).terms == [other for other in wanted.terms if other != term]
    assert not wanted.without(*wanted.terms)
    assert wanted.without() is wanted


@given(st.dictionaries(st.one_of(st.sampled_from(["layer", "kind", "by", *FLAGS]), WORDS), st.lists(WORDS)))
def test_whatever_an_address_says_is_read_calmly(said):
    wanted, unknown = read(said, kinds=Kind.values)
    assert read_again(wanted) == wanted
    assert all(name in {"layer", "kind", "by"} for name, _ in unknown)


def test_what_makes_no_sense_is_told_and_the_rest_is_understood():
    asked = asked_in(QueryDict("kind=rant&kind=critique&layer=a%20b&by=&unanswered=&page=3"))
    assert asked.filter == Filter(kinds=("critique",), flags=frozenset({"unanswered"}))
    assert asked.left_out == [("layer", "a b"), ("kind", "rant")]


def test_an_address_is_written_in_one_way():
    asked = asked_in(QueryDict("new&kind=support&by=bashir&kind=critique&unanswered=on&layer=commons"))
    assert asked.filter.query == "layer=commons&kind=critique&kind=support&by=bashir&unanswered&new"


def test_a_flood_of_values_is_not_read():
    assert len(read({"layer": [f"circle-{n}" for n in range(10_000)]}, kinds=[])[0].layers) == 50
