"""How often something may happen, as a pure rule."""

from hypothesis import given
from hypothesis import strategies as st

from forum.limits.rates import SECOND, Rate, take, wait

RATES = st.builds(Rate, burst=st.integers(1, 8), every=st.integers(1, 20))
PAUSES = st.lists(st.integers(0, 30 * SECOND), min_size=1, max_size=60)


def taken(rate: Rate, pauses: list[int]) -> list[int]:
    """The moments at which one could be taken, of those that follow each other after these pauses."""
    now, settled, moments = 1_000 * SECOND, 0, []
    for pause in pauses:
        now += pause
        after = take(rate, settled, now)
        if after is not None:
            settled = after
            moments.append(now)
    return moments


@given(RATES, PAUSES)
def test_in_no_span_of_time_is_more_taken_than_the_burst_and_what_time_gave_back(rate, pauses):
    moments = taken(rate, pauses)
    for first, begin in enumerate(moments):
        for last in range(first, len(moments)):
            given_back = (moments[last] - begin) // rate.step
            assert last - first + 1 <= rate.burst + given_back


@given(RATES, PAUSES)
def test_who_waits_as_long_as_they_are_told_is_let_through_and_not_before(rate, pauses):
    now, settled = 1_000 * SECOND, 0
    for pause in pauses:
        now += pause
        seconds = wait(rate, settled, now)
        assert (seconds == 0) == (take(rate, settled, now) is not None)
        assert take(rate, settled, now + seconds * SECOND) is not None
        if seconds:
            assert take(rate, settled, now + (seconds - 1) * SECOND) is None
        settled = take(rate, settled, now) or settled


@given(RATES)
def test_after_a_long_rest_the_whole_burst_is_there_again(rate):
    long = rate.most
    assert len(taken(rate, [0] * rate.burst + [long] + [0] * rate.burst)) == 2 * rate.burst


def test_the_burst_is_what_may_be_taken_at_once():
    assert len(taken(Rate(burst=5, every=10), [0] * 20)) == 5
