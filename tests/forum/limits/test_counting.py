"""Counting in the database what is done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.limits import rates
from forum.limits.counting import forget_settled, take
from forum.limits.models import Allowance
from forum.limits.rates import SECOND, Rate
from forum.limits.table import Limit

NOON = 1_800_000_000  # seconds since 1970
THREE = Rate(burst=3, every=10)


def test_three_at_once_and_then_one_whenever_time_has_given_it_back(db):
    with time_machine.travel(NOON, tick=False) as clock:
        assert [take("amara", THREE) for _ in range(5)] == [0, 0, 0, 10, 10]
        clock.shift(4)
        assert take("amara", THREE) == 6
        clock.shift(6)
        assert [take("amara", THREE) for _ in range(2)] == [0, 10]


def test_what_one_takes_is_not_taken_from_another(db):
    for _ in range(3):
        assert take("amara", THREE) == 0
    assert take("bashir", THREE) == 0


def test_it_costs_one_statement_and_a_refusal_two(db, django_assert_num_queries):
    for _ in range(3):
        with django_assert_num_queries(1):
            take("amara", THREE)
    with django_assert_num_queries(2):
        take("amara", THREE)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(Rate, burst=st.integers(1, 4), every=st.integers(1, 10)),
    st.lists(st.integers(0, 15), min_size=1, max_size=15),
)
def test_the_statement_decides_as_the_rule_does(db, rate, pauses):
    Allowance.objects.all().delete()
    settled, now = 0, NOON
    with time_machine.travel(NOON, tick=False) as clock:
        for pause in pauses:
            clock.shift(pause)
            now += pause
            after = rates.take(rate, settled, now * SECOND)
            assert take("amara", rate) == rates.wait(rate, settled, now * SECOND)
            settled = after or settled


def test_what_has_been_given_back_is_forgotten_and_nothing_else(db):
    with time_machine.travel(NOON, tick=False) as clock:
        take("amara", THREE)
        clock.shift(9)
        take("bashir", THREE)
        clock.shift(1)
        assert forget_settled() == 1
        assert [row.key for row in Allowance.objects.all()] == ["bashir"]


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_come_at_once_as_many_are_let_through_as_the_limit_says():
    five, start = Rate(burst=5, every=3600), Barrier(20)

    def come(_: int) -> int:
        try:
            start.wait(timeout=30)
            return take("amara", five)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as people:
        waits = list(people.map(come, range(20)))
    assert waits.count(0) == 5


def test_no_limit_can_be_met_by_a_person():
    for limit in Limit:
        rate = limit.value.rate
        assert rate.burst >= 10
        assert rate.burst + 3600 // rate.every >= 20, "at least twenty in an hour"
