"""Visits: what counts as "since last time"."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.members.models import Member
from forum.members.visits import ENDS_AFTER, WRITTEN_EVERY, note_visit, times_of_visit

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def visit(member: Member, *minutes: int) -> Member:
    for minute in minutes:
        note_visit(member=member, at=NOON + minute * MINUTE)
        member.refresh_from_db()
    return member


def test_on_a_first_visit_everything_since_joining_is_new(amara):
    amara = visit(amara, 0)
    assert amara.new_since == amara.joined_at


def test_half_an_hour_without_a_page_ends_a_visit(amara):
    amara = visit(amara, 0, 10, 20, 50)
    assert amara.new_since == NOON + 20 * MINUTE


def test_what_is_new_stays_new_while_the_visit_lasts(amara):
    amara = visit(amara, 0, 60, 70, 80, 90)
    assert amara.new_since == NOON


def test_a_members_times_are_written_at_most_every_five_minutes(amara, django_assert_num_queries):
    amara = visit(amara, 0)
    with django_assert_num_queries(0):
        note_visit(member=amara, at=NOON + 4 * MINUTE)
    with django_assert_num_queries(1):
        note_visit(member=amara, at=NOON + 5 * MINUTE)


def test_of_two_pages_opened_at_once_only_one_begins_the_visit(amara):
    visit(amara, 0)
    first, second = Member.objects.get(pk=amara.pk), Member.objects.get(pk=amara.pk)
    note_visit(member=first, at=NOON + 60 * MINUTE)
    note_visit(member=second, at=NOON + 60 * MINUTE + timedelta(seconds=1))
    amara.refresh_from_db()
    assert amara.last_seen_at == NOON + 60 * MINUTE
    assert amara.new_since == NOON


@given(st.lists(st.integers(min_value=1, max_value=120), min_size=1))
def test_a_visit_begins_only_after_a_pause(gaps):
    times: dict = {"last_visit_ended_at": None, "last_seen_at": None}
    at = NOON
    for gap in gaps:
        at += gap * MINUTE
        before = dict(times)
        times |= times_of_visit(seen=times["last_seen_at"], at=at)
        assert at - times["last_seen_at"] < WRITTEN_EVERY
        if before["last_seen_at"] and times["last_visit_ended_at"] != before["last_visit_ended_at"]:
            assert at - before["last_seen_at"] >= ENDS_AFTER
            assert times["last_visit_ended_at"] == before["last_seen_at"]


@pytest.mark.parametrize(
    ("headers", "counts"), [({}, True), ({"HX-Request": "true"}, False)], ids=["page", "fragment"]
)
def test_only_pages_count_as_being_here(as_member, amara, headers, counts):
    as_member(amara).get("/settings/", headers=headers)
    amara.refresh_from_db()
    assert (amara.last_seen_at is not None) is counts


def test_a_visitor_costs_no_query_to_be_told_apart(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/accounts/inactive/")
