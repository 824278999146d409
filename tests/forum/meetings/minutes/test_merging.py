"""Putting together what two wrote at once: what holds of any three texts, and what people will meet."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.meetings.minutes.merging import MARKS, merge, unsettled

# Few different words, so that lines are alike, repeat, and are moved.
SENTENCES = st.sampled_from(
    ["We met.", "Six came.", "Bread?", "Soup!", "- a list", "1. one", "", "so", "“Yes.”"]
)
LINES = st.lists(SENTENCES, max_size=3).map(" ".join)
TEXTS = st.lists(LINES, max_size=7).map("\n".join) | st.lists(LINES, max_size=7).map(
    lambda one: "\n".join([*one, ""])
)

ENDS = re.compile(r"(?:(?<=[.?!])|(?<=[.]”)) ")


def sentences(text: str) -> Counter[str]:
    """The sentences of a text, without those that only mark two wordings."""
    lines = [line for line in text.split("\n") if not line.startswith(MARKS)]
    pieces = (piece.strip() for line in lines for piece in ENDS.split(line))
    return Counter(piece for piece in pieces if piece)


def words(text: str) -> Counter[str]:
    return Counter(text.split())


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_nothing_that_either_wrote_is_lost(base, stood, typed):
    merged = merge(base, stood, typed).text
    for theirs in (stood, typed):
        assert all(sentence in merged for sentence in sentences(theirs) - sentences(base))
        assert not words(theirs) - words(base) - words(merged)


@given(TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_who_wrote_alone_is_taken_as_they_wrote(base, typed):
    assert merge(base, base, typed).text == typed
    assert merge(base, typed, base).text == typed
    assert merge(base, typed, typed).text == typed


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_what_both_left_alone_stays_and_what_both_took_out_is_gone(base, stood, typed):
    merged = merge(base, stood, typed)
    kept = sentences(base) & sentences(stood) & sentences(typed)
    # A line that stands several times may be taken out in one place by each.
    once = {sentence for sentence in kept if sentences(base)[sentence] == 1}
    assert all(sentence in merged.text for sentence in once)
    gone = set(sentences(base)) - set(sentences(stood)) - set(sentences(typed))
    assert not gone & set(sentences(merged.text))


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_places_with_two_wordings_are_counted(base, stood, typed):
    merged = merge(base, stood, typed)
    assert unsettled(merged.text) == merged.conflicts


@pytest.mark.parametrize(
    ("base", "stood", "typed", "together"),
    [
        ("", "- bread\n", "- soup\n", "- bread\n- soup\n"),  # both go on at the end
        ("- bre\n", "- bre\n- so\n", "- bread\n", "- bread\n- so\n"),  # one goes on with the word above
        ("a\nb\nc\n", "a\nB\nc\n", "a\nb\nC\n", "a\nB\nC\n"),  # neighbours
        ("a\nb\nc\n", "a\nc\n", "a\nb\nC\n", "a\nC\n"),  # one is taken out, its neighbour changed
        (
            "We met. We ate.\n",
            "We met at six. We ate.\n",
            "We met. We ate bread.\n",
            "We met at six. We ate bread.\n",
        ),
        ("We met.", "We met. Six came.", "We met. It rained.", "We met. Six came. It rained."),
        ("a\n", "b\na\n", "c\na\n", "b\nc\na\n"),
        ("a", "a", "a\n", "a\n"),
    ],
)
def test_what_does_not_contradict_stands_together(base, stood, typed, together):
    merged = merge(base, stood, typed)
    assert (merged.text, merged.conflicts) == (together, 0)


def test_where_both_changed_one_sentence_both_wordings_stand_where_it_stood():
    merged = merge(
        "We met.\nOn Monday.\nBread.\n", "We met.\nOn Friday.\nBread.\n", "We met.\nOn Sunday.\nBread.\n"
    )
    assert merged.conflicts == 1
    lines = merged.text.split("\n")
    assert lines[0] == "We met."
    assert [line for line in lines if line][-1] == "Bread."
    first, between, last = (
        next(n for n, line in enumerate(lines) if line.startswith(mark)) for mark in MARKS
    )
    assert "On Friday." in lines[first:between]
    assert "On Sunday." in lines[between:last]


def test_wordings_are_settled_once_their_marks_are_gone():
    marked = merge("On Monday.\n", "On Friday.\n", "On Sunday.\n").text
    assert unsettled(marked) == 1
    half = "\n".join(line for line in marked.split("\n") if not line.startswith("⟪⟪"))
    assert unsettled(half) == 1
    assert unsettled("On Friday.\n") == 0


def test_others_go_on_writing_around_two_wordings():
    marked = merge("On Monday.\n", "On Friday.\n", "On Sunday.\n").text
    merged = merge(marked, f"{marked}- bread\n", f"Six came.\n{marked}")
    assert merged.text == f"Six came.\n{marked}- bread\n"


@pytest.mark.parametrize(
    "piece", [".", "a. ", "\n", "a\n", ") ", '." ', ".) x", "⟪", " \t", "“", "a b c d. "]
)
def test_what_is_made_to_keep_the_server_busy_does_not(piece):
    most = 50 * 1024 // len(piece.encode())
    long = piece * most
    merge(long, long[: len(long) // 2] + "x" + long[len(long) // 2 :], f"y{long}z")
    merge("", long, f"{long}{piece}x")
