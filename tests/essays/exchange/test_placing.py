"""Where quoted words stand: found where they do, and never said to stand where they do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essays.exchange.placing import EDITED, EXACT, Place, Text, Wanted

BATHS = (
    "The baths were built in the dry years, when nobody had water to spare.\n"
    "Everyone carried one stone up the hill, and nobody counted whose stone it was.\n"
    "In the evening the key hung by the door, where every child could reach it."
)
KEYS = (
    "In the evening the key hung by the door, where no child could reach it.\n"
    "Then a committee was chosen to look after the key, and the door was shut at nine.\n"
    "Nobody had asked for a committee; it was said that somebody has to decide."
)
TEXT = Text([("baths", BATHS), ("keys", KEYS)])


def found(exact: str, **said) -> str | None:
    place = TEXT.find(Wanted(exact, **said))
    return None if place is None else (BATHS, KEYS)[place.section][place.start : place.end]


def test_words_are_found_however_they_are_spaced():
    assert found("nobody had\n\n water  to spare") == "nobody had water to spare"
    assert found("to spare. Everyone carried") == "to spare.\nEveryone carried"


def test_of_two_places_the_one_is_chosen_around_which_the_same_stands():
    twice = "In the evening the key hung by the door"
    place = TEXT.find(Wanted(twice, prefix="whose stone it was. ", suffix=", where every child"))
    assert place == Place(0, BATHS.index(twice), BATHS.index(twice) + len(twice), EXACT)
    assert TEXT.find(Wanted(twice, suffix=", where no child could")).section == 1


def test_of_two_places_none_is_chosen_where_nothing_tells_them_apart():
    assert found("In the evening the key hung by the door") is None
    assert found("nobody") is None


def test_where_they_stood_in_a_section_of_that_name_tells_them_apart_too():
    at = KEYS.index("the key hung")
    place = TEXT.find(Wanted("the key hung", section="keys", start=at))
    assert (place.section, place.start) == (1, at)


def test_a_short_word_is_not_taken_where_everything_around_it_is_another():
    assert found("hill") == "hill"
    assert found("hill", prefix="we met on a low green ", suffix=" of sand near Lisbon") is None


@pytest.mark.parametrize(
    ("quoted", "stands"),
    [
        # A word replaced, one left out, one put in, at the beginning and at the end
        (
            "carried a stone up the hill, and nobody counted",
            "carried one stone up the hill, and nobody counted",
        ),
        ("a committee was chosen to look after the big key", "a committee was chosen to look after the key"),
        ("it was said that somebody must decide", "it was said that somebody has to decide"),
        # A clause that was put in later
        (
            "Then a committee was chosen, and the door was shut at nine",
            "Then a committee was chosen to look after the key, and the door was shut at nine",
        ),
    ],
)
def test_words_that_were_edited_are_found_where_they_stand_now(quoted, stands):
    place = TEXT.find(Wanted(quoted))
    assert place.state == EDITED
    assert (BATHS, KEYS)[place.section][place.start : place.end] == stands


def test_other_quotation_marks_and_dashes_are_other_words_in_the_same_place():
    text = Text([("a", "She said “no” – and meant it.")])
    assert text.find(Wanted('said "no" - and meant')) == Place(0, 4, 25, EDITED)


@pytest.mark.parametrize(
    "quoted",
    [
        "The roof was blue and leaked all through the winter of that year",
        "nobody had ever carried a committee up to the door in the evening",
        "committee key door",
        "   ",
        "…",
    ],
)
def test_words_that_do_not_stand_there_are_not_found(quoted):
    assert found(quoted) is None


def test_words_that_fit_two_places_nearly_alike_are_not_placed():
    text = Text(
        [("a", "We met by the old mill at noon on Monday. We met by the old mill at noon on Friday.")]
    )
    assert text.find(Wanted("We met by the old mill at noon on Sunday")) is None


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "key",
            "door",
            "of",
            "a",
            "bath",
            "and",
            "stone",
            "water",
            "we",
            "who",
            "keeps",
            "café",
            "𝄞",
            "“so”",
        ]
    ),
    min_size=1,
)
SPACES = st.sampled_from([" ", "\n", "  ", "\u00a0"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(WORDS, SPACES), min_size=1, max_size=4), st.data())
def test_what_is_found_word_for_word_reads_so(parts, data):
    texts = [space.join(words) for words, space in parts]
    section = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[section]) - 1))
    end = data.draw(st.integers(start + 1, len(texts[section])))
    wanted = Wanted(
        texts[section][start:end],
        texts[section][max(0, start - 32) : start],
        texts[section][end : end + 32],
        section=f"s{section}",
        start=start,
    )
    place = Text([(f"s{n}", text) for n, text in enumerate(texts)]).find(wanted)
    if place and place.state == EXACT:
        assert texts[place.section][place.start : place.end].split() == wanted.exact.split()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=3), st.text(max_size=60), st.text(max_size=40))
def test_anything_may_be_asked_of_any_text(texts, exact, around):
    place = Text([(f"s{n}", text) for n, text in enumerate(texts)]).find(
        Wanted(exact, around, around, "s0", 3)
    )
    if place:
        assert 0 <= place.start < place.end <= len(texts[place.section])
