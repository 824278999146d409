import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text import Change, render_diff, word_diff

from .payloads import PAYLOADS

WORDS = st.lists(st.sampled_from(["a", "b", "the", "said", " ", " ", "\n", ".", "’", "ä"]), max_size=40).map(
    "".join
)


def kinds(old, new):
    return [(change.kind, change.text) for change in word_diff(old, new)]


def test_two_equal_texts_have_nothing_to_show_but_themselves():
    assert kinds("a b", "a b") == [("same", "a b")]
    assert kinds("", "") == []


def test_a_word_is_replaced():
    assert kinds("He kept the keys.", "She kept the keys.") == [
        ("removed", "He"),
        ("added", "She"),
        ("same", " kept the keys."),
    ]


def test_words_changed_side_by_side_are_shown_as_one_phrase():
    assert kinds("the old red door", "the new blue door") == [
        ("same", "the "),
        ("removed", "old red"),
        ("added", "new blue"),
        ("same", " door"),
    ]


def test_two_signs_added_around_a_space_leave_the_space_alone():
    assert kinds("a b", "a! ?b") == [
        ("same", "a"),
        ("added", "!"),
        ("same", " "),
        ("added", "?"),
        ("same", "b"),
    ]


def test_a_paragraph_is_added():
    assert kinds("one\n\ntwo\n", "one\n\nand a half\n\ntwo\n") == [
        ("same", "one\n\n"),
        ("added", "and a half\n\n"),
        ("same", "two\n"),
    ]


def test_an_apostrophe_and_a_hyphen_belong_to_their_word():
    assert kinds("don’t re-read", "don’t re-write") == [
        ("same", "don’t "),
        ("removed", "re-read"),
        ("added", "re-write"),
    ]


@given(WORDS | st.text(), WORDS | st.text())
def test_both_texts_can_be_read_from_their_comparison(old, new):
    changes = word_diff(old, new)
    assert "".join(change.text for change in changes if change.kind != "added") == old
    assert "".join(change.text for change in changes if change.kind != "removed") == new
    assert all(change.text for change in changes)
    assert all(mine.kind != yours.kind for mine, yours in pairwise(changes))


def test_a_long_paragraph_with_many_small_changes_keeps_the_rest():
    words = [f"word{number}" for number in range(2_000)]
    changed = [f"{word}s" if place % 10 == 0 else word for place, word in enumerate(words)]
    kept = [text for kind, text in kinds(" ".join(words), " ".join(changed)) if kind == "same"]
    assert len("".join(kept).split()) == 1_800


def test_a_sentence_that_stayed_is_kept_whole_between_others_that_changed():
    old = "The strike began below, and the party was still catching up. Even he, some weeks before, had doubted it."
    new = "The strike began in the mills. Even he, some weeks before, had doubted, in public and before others, it."
    assert ("same", " Even he, some weeks before, had doubted") in [
        (kind, text.removeprefix(".")) for kind, text in kinds(old, new)
    ]


def test_a_word_that_stayed_by_chance_goes_with_the_phrases_around_it():
    old = "So it began from far below against the advice of its own committees there, they said."
    new = "So it began among women at looms against all that had been said before there, they said."
    assert [kind for kind, _ in kinds(old, new)] == ["same", "removed", "added", "same"]


def test_lines_with_too_little_in_common_are_shown_as_replaced():
    old, new = "None of this will stay in place.", "Quite another thought, said otherwise; and at length."
    assert kinds(old, new) == [("removed", old), ("added", new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 5_000, "b a " * 2_500),
        ("a\n" * 5_000, "a\nb\n" * 2_500),
        ("a b c " * 1_700, "c b a " * 1_700),
        ("".join(f"{n} " for n in range(1_800)), "".join(f"{n} " for n in range(1_800, 0, -1))),
    ],
)
def test_no_texts_are_too_hostile_to_be_compared(old, new):
    changes = word_diff(old, new)
    assert "".join(change.text for change in changes if change.kind != "added") == old


def test_changes_are_marked_and_said_in_words():
    html = render_diff([Change("same", "a "), Change("removed", "b"), Change("added", "c")])
    assert html == (
        'a <del><span class="visually-hidden">removed </span>b</del>'
        '<ins><span class="visually-hidden">added </span>c</ins>'
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_survives_in_a_comparison(payload):
    for kind in ("same", "added", "removed"):
        html = render_diff([Change(kind, payload)])
        assert "<" not in re.sub(
            r'^<(ins|del)><span class="visually-hidden">\w+ </span>|</(ins|del)>$', "", html
        )
