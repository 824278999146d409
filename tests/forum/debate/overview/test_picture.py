"""Kinds of posts over time, as bars."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from forum.debate.overview.picture import HEIGHT, MOST_SPANS, WIDTH, Span, picture_of, spans

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
counts = st.fixed_dictionaries({"critique": st.integers(0, 500), "support": st.integers(0, 500)})


def test_what_was_written_within_an_hour_is_one_time():
    assert spans(NOON, NOON + timedelta(minutes=59)) == [NOON]
    assert picture_of([Span(NOON, {"critique": 3})]) is None


@given(st.timedeltas(timedelta(hours=1), timedelta(days=4000)))
def test_spans_are_equal_and_begin_with_the_first_post(length):
    begins = spans(NOON, NOON + length)
    assert len(begins) == MOST_SPANS
    assert begins[0] == NOON
    assert begins == sorted(set(begins))
    assert begins[-1] < NOON + length


@given(st.lists(counts, min_size=2, max_size=12))
def test_bars_stay_in_the_picture_and_the_highest_fills_it(told):
    picture = picture_of([Span(NOON, each) for each in told])
    if picture is None:
        assert not any(sum(each.values()) for each in told)
        return
    assert all(part.x >= 0 and part.x + part.width <= WIDTH + 0.1 for part in picture.parts)
    assert all(part.y >= -0.2 and part.y + part.height <= HEIGHT + 0.2 for part in picture.parts)
    assert min(part.y for part in picture.parts) <= 0.2
