"""What holds for any texts and any passages."""

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from essays.margin.anchoring import Passage, reanchor

WORDS = st.sampled_from(
    ["the", "party", "of", "a", "facilitator", "began.", "Why?", "“no”", "1917,", "–", "𝔄b", "ñ"]
)
SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n", "  ", "\u00a0", ""])
PROSE = st.lists(st.tuples(WORDS, SPACES), max_size=60).map(lambda pairs: "".join(map("".join, pairs)))
TEXTS = PROSE | st.text(max_size=80)


@st.composite
def passages(draw, text: str, most: int = 6) -> list[Passage]:
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=most))
    noted = []
    for start, end in map(sorted, spans):
        around = draw(st.integers(0, 40))
        prefix, suffix = text[max(0, start - around) : start], text[end : end + around]
        noted.append(Passage(start, end, text[start:end], prefix, suffix))
    return noted


@settings(deadline=None, max_examples=300)
@given(TEXTS, TEXTS, st.data())
@example("a b c d", "", None)
@example("the thethe ", "the the ", None)
def test_every_passage_gets_a_placement_inside_the_new_text(old, new, data):
    noted = data.draw(passages(old)) if data else [Passage(0, 5, old[:5]), Passage(5, 6, old[5:6])]
    found = reanchor(old, new, noted)
    assert len(found) == len(noted)
    for placement in found:
        assert placement.state in ("exact", "edited", "moved", "gone")
        assert 0 <= placement.score <= 1
        if placement.state == "gone":
            assert placement.start is placement.end is None
        else:
            assert 0 <= placement.start < placement.end <= len(new)
    assert reanchor(old, new, noted) == found


@settings(deadline=None)
@given(TEXTS, st.data())
def test_a_text_that_is_the_same_keeps_all(text, data):
    for passage, placement in _both(text, text, data):
        assert (placement.start, placement.end, placement.score) == (passage.start, passage.end, 1)
        assert placement.state == "exact"


@settings(deadline=None)
@given(PROSE, PROSE, st.data())
def test_what_is_exact_reads_the_same(old, new, data):
    for passage, placement in _both(old, new, data):
        if placement.state == "exact":
            assert new[placement.start : placement.end] == passage.exact


@settings(deadline=None)
@given(PROSE, PROSE, st.booleans(), st.data())
def test_text_before_or_after_keeps_every_word(text, more, before, data):
    assume(any(character.isalnum() for character in text))
    new = f"{more}\n\n{text}" if before else f"{text}\n\n{more}"
    for passage, placement in _both(text, new, data):
        if passage.exact.strip():
            assert placement.state != "gone"
            assert new[placement.start : placement.end].split() == passage.exact.split()


@settings(deadline=None)
@given(PROSE, PROSE, st.data(), st.randoms(use_true_random=False))
def test_the_order_of_the_passages_makes_no_difference(old, new, data, random):
    noted = data.draw(passages(old))
    shuffled = random.sample(noted, len(noted))
    placed = dict(zip(noted, reanchor(old, new, noted), strict=True))
    assert reanchor(old, new, shuffled) == [placed[passage] for passage in shuffled]


def _both(old, new, data):
    noted = [passage for passage in data.draw(passages(old)) if passage.exact]
    return zip(noted, reanchor(old, new, noted), strict=True)
