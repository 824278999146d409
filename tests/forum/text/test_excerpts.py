from hypothesis import given
from hypothesis import strategies as st

from forum.text import TextRefused, excerpt, render, within_quotation


def test_a_short_text_is_its_own_excerpt():
    assert excerpt(render("A *short* answer.")) == "A short answer."


def test_a_long_text_ends_with_a_whole_word():
    assert excerpt("<p>She wrote that nobody, in truth, had asked.</p>", 24) == "She wrote that nobody…"


def test_a_single_long_word_is_cut():
    assert excerpt("<p>" + "a" * 50 + "</p>", 10) == "a" * 9 + "…"


def test_blocks_are_parted_and_inline_marks_are_not():
    assert excerpt(render("# Heading\n\nun*do*ing\n\n- one\n- two")) == "Heading undoing one two"


def test_characters_are_plain_again():
    assert excerpt(render('a < b & "c"')) == 'a < b & "c"'


def test_footnotes_are_left_out():
    assert excerpt(render("A claim.[^1]\n\nMore.\n\n[^1]: Its note.")) == "A claim. More."


def test_a_greater_than_sign_in_a_title_ends_no_tag():
    assert excerpt(render('[x](/a "b > c") y')) == "x y"


@given(st.text(max_size=300), st.integers(2, 80))
def test_an_excerpt_is_one_line_of_at_most_its_length(source, length):
    try:
        words = excerpt(render(source), length)
    except TextRefused:
        return
    assert len(words) <= length
    assert words == " ".join(words.split())


def test_quotation_marks_within_a_quotation_are_single_ones():
    title = "How this margin works: “Answering a passage”"
    assert f"“{within_quotation(title)}”" == "“How this margin works: ‘Answering a passage’”"
    assert within_quotation("Who keeps the keys?") == "Who keeps the keys?"
