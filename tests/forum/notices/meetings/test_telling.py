"""Who is told that a meeting was called, changed or cancelled: whom it addresses, each once, and nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from forum.circles.actions import join
from forum.circles.leaving import leave
from forum.circles.models import Circle
from forum.meetings.models import Answer
from forum.members.leaving import close_account
from forum.members.models import Member
from forum.notices.actions import change_notice_settings, read_all, recount, subscribe
from forum.notices.forgetting import recount_all
from forum.notices.meetings import telling
from forum.notices.meetings.models import MeetingNotice, MeetingTelling
from forum.notices.places import Place
from tests.called import cancel, change, meet
from tests.conftest import make_member
from tests.forum.notices.conftest import unread
from tests.forum.notices.meetings.conftest import EVENING, NOW, everyone_is_told, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def supper(amara, table):
    """Called by Amara; nobody has been told yet."""
    return meet(amara, table, "Supper", starts_at=EVENING, time_zone="Europe/Rome")


def test_the_circle_is_told_once_but_for_whoever_called_it(supper, amara, bashir, chiara, dmitri):
    assert told(bashir) == told(chiara) == ["called"]
    assert told(amara) == told(dmitri) == []
    assert (unread(bashir), unread(amara)) == (1, 0)


def test_what_comes_later_takes_the_place_of_what_was_told(supper, amara, bashir, clock):
    everyone_is_told()
    MeetingNotice.objects.update(mailed_at=NOW)
    clock.shift(timedelta(hours=1))
    change(amara, supper, place="The balcony")
    assert told(bashir) == ["changed"]
    assert unread(bashir) == 1
    clock.shift(timedelta(hours=1))
    cancel(bashir, supper)
    assert told(amara) == ["cancelled"]
    assert told(bashir) == ["changed"]  # he did it himself
    assert unread(bashir) == 1


def test_who_has_read_it_is_told_as_new(supper, amara, bashir, clock):
    everyone_is_told()
    MeetingNotice.objects.update(mailed_at=NOW)
    bashir.refresh_from_db()
    read_all(member=bashir, until=0, until_of_meetings=MeetingNotice.objects.get(member=bashir).pk)
    assert unread(bashir) == 0
    clock.shift(timedelta(hours=1))
    change(amara, supper, place="The balcony")
    assert told(bashir) == ["changed"]
    assert unread(bashir) == 1


def test_who_had_not_heard_of_it_yet_hears_of_it_as_it_is_now(supper, amara, bashir, clock):
    everyone_is_told()
    clock.shift(timedelta(minutes=1))
    change(amara, supper, starts_at=EVENING + timedelta(days=1))
    assert told(bashir) == ["called"]
    assert MeetingNotice.objects.get(member=bashir).sequence == 1


def test_a_change_while_it_is_being_told_is_told_with_it(supper, amara, bashir, chiara, monkeypatch, clock):
    """The first has heard of it, the second not: nobody hears of a change of what they never heard of."""
    monkeypatch.setattr(telling, "BATCH", 2)  # Amara, who did it, and Bashir
    assert telling.tell_next(supper.pk)
    MeetingNotice.objects.update(mailed_at=NOW)
    clock.shift(timedelta(minutes=1))
    change(amara, supper, place="The balcony")
    assert told(bashir) == ["changed"]
    assert told(chiara) == ["called"]


def test_a_date_that_was_found_is_told_as_a_meeting_that_is_called(amara, bashir, table):
    meet(amara, table, "Some day", starts_at=None)
    assert not MeetingTelling.objects.exists()
    assert told(bashir) == []


def test_what_is_over_is_no_news(supper, amara, bashir, clock):
    clock.move_to(EVENING + timedelta(days=1))
    change(amara, supper, title="Last supper")
    assert told(bashir) == []


def test_that_it_was_brought_forward_into_the_past_is_news_to_whoever_would_have_come(supper, amara, bashir):
    change(amara, supper, starts_at=NOW - timedelta(days=1))
    assert told(bashir) == ["called"]


def test_in_the_commons_it_addresses_only_who_comes_or_may(amara, bashir, chiara, dmitri, commons, clock):
    open_evening = meet(amara, commons, "Open evening", starts_at=EVENING)
    for member, says in ((bashir, "yes"), (chiara, "maybe"), (dmitri, "no")):
        Answer.objects.create(meeting=open_evening, member=member, says=says)
    MeetingTelling.objects.all().delete()
    change(amara, open_evening, place="The square")
    assert told(bashir) == told(chiara) == ["changed"]
    assert told(dmitri) == told(amara) == []


@pytest.mark.parametrize("level", ["everything", "addressed", "nothing"])
def test_whoever_has_muted_the_circle_is_told_nothing(supper, bashir, table, level):
    subscribe(member=bashir, place=Place("circle", table.pk), level=level)
    assert told(bashir) == ([] if level == "nothing" else ["called"])


def test_what_one_said_of_the_meeting_counts_before_what_one_said_of_its_circle(
    supper, bashir, chiara, table
):
    subscribe(member=bashir, place=Place("circle", table.pk), level="nothing")
    subscribe(member=bashir, place=Place("meeting", supper.pk), level="addressed")
    subscribe(member=chiara, place=Place("meeting", supper.pk), level="nothing")
    assert (told(bashir), told(chiara)) == (["called"], [])


def test_who_leaves_before_the_worker_comes_is_told_nothing(supper, bashir, chiara, table):
    leave(member=bashir, circle=table)
    assert (told(bashir), told(chiara)) == ([], ["called"])


def test_who_leaves_afterwards_is_shown_nothing_and_it_is_counted_no_longer(supper, bashir, table, as_member):
    everyone_is_told()
    notice = MeetingNotice.objects.get(member=bashir)
    client = as_member(bashir)
    assert "Supper" in client.get(reverse("notices")).content.decode()
    leave(member=bashir, circle=table)
    assert unread(bashir) == 0
    assert "Supper" not in client.get(reverse("notices")).content.decode()
    assert client.get(reverse("meeting_notice", args=[notice.pk])).status_code == 404


def test_of_an_open_circle_too_one_hears_nothing_after_leaving(supper, bashir, table):
    everyone_is_told()
    Circle.objects.filter(pk=table.pk).update(access="open")
    leave(member=bashir, circle=table)
    assert not MeetingNotice.objects.visible_to(bashir).exists()
    assert not MeetingNotice.objects.filter(member=bashir).visible_to_their_members().exists()


def test_a_closed_account_keeps_nothing_of_it(supper, bashir):
    everyone_is_told()
    close_account(member=bashir)
    assert not MeetingNotice.objects.filter(member=bashir).exists()


def test_calling_it_costs_the_same_for_ten_and_for_a_hundred(amara, table, django_assert_num_queries, clock):
    """Two rows, and the meeting's own: what is to be told, and the task."""
    with django_assert_num_queries(10):
        meet(amara, table, "Supper", starts_at=EVENING)
    rows = [Member(handle=f"m{n}", email=f"m{n}@example.org", password="!") for n in range(100)]
    Member.objects.bulk_create(rows)
    for member in Member.objects.filter(handle__startswith="m"):
        table.memberships.create(member=member)
    with django_assert_num_queries(10):
        meet(amara, table, "Supper", starts_at=EVENING)


def test_a_batch_is_told_in_a_constant_number_of_statements(supper, amara, table, django_assert_num_queries):
    for n in range(20):
        join(member=make_member(f"m{n}"), circle=table)
    with django_assert_num_queries(14):
        telling.tell_all(supper.pk)
    assert MeetingNotice.objects.count() == 22


def test_it_is_read_with_one_click_and_with_the_meetings_page(supper, bashir, chiara, as_member):
    everyone_is_told()
    notice = MeetingNotice.objects.get(member=bashir)
    client = as_member(bashir)
    page = client.get(reverse("notices")).content.decode()
    assert reverse("meeting_notice", args=[notice.pk]) in page
    answer = client.get(reverse("meeting_notice", args=[notice.pk]))
    assert (answer.status_code, answer["Location"]) == (302, supper.get_absolute_url())
    assert unread(bashir) == 0
    assert (
        client.get(reverse("meeting_notice", args=[MeetingNotice.objects.get(member=chiara).pk])).status_code
        == 404
    )

    as_member(chiara).get(supper.get_absolute_url())
    assert unread(chiara) == 0


def test_all_are_read_by_whoever_says_so_and_none_that_came_since(supper, bashir, as_member, amara, table):
    everyone_is_told()
    seen = MeetingNotice.objects.get(member=bashir).pk
    meet(amara, table, "Breakfast", starts_at=EVENING)
    everyone_is_told()
    as_member(bashir).post(reverse("read_notices"), {"until": 0, "until_of_meetings": seen})
    assert unread(bashir) == 1


def test_counting_again_finds_the_same(supper, bashir):
    everyone_is_told()
    assert recount(member=bashir) == 1
    Member.objects.filter(pk=bashir.pk).update(unread_notices=7)
    recount_all([bashir.pk])
    assert unread(bashir) == 1


def test_whoever_wants_no_mail_at_once_finds_it_here_alone(supper, bashir, chiara):
    change_notice_settings(member=bashir, mail_at_once=False)
    everyone_is_told()
    assert MeetingNotice.objects.get(member=bashir).mail_at is None
    assert MeetingNotice.objects.get(member=chiara).mail_at == NOW + telling.GRACE
    change_notice_settings(member=chiara, mail_at_once=False)  # what waits goes the new way
    assert MeetingNotice.objects.get(member=chiara).mail_at is None


@pytest.mark.parametrize(
    ("before", "after", "is_late"),
    [(9 * 24, 9 * 24, False), (9 * 24, 23, True), (23, 9 * 24, True), (25, 26, False)],
)
def test_what_changes_within_a_day_before_is_mailed_at_once(amara, bashir, table, before, after, is_late):
    hours = timedelta(hours=1)
    meeting = meet(amara, table, "Supper", starts_at=NOW + before * hours)
    MeetingTelling.objects.all().delete()
    change(amara, meeting, starts_at=NOW + after * hours, place="The balcony")
    everyone_is_told()
    assert MeetingNotice.objects.get(member=bashir).mail_at == NOW + (
        timedelta(0) if is_late else telling.GRACE
    )
