"""Workers that end in the middle, and several at once: everyone is told of a meeting, and mailed, and nobody twice."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone

from forum.circles.actions import open_circle
from forum.circles.models import Circle, Membership
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.notices.mail import of_meetings
from forum.notices.meetings.models import MeetingNotice, MeetingTelling
from forum.notices.meetings.reminding import remind_all
from forum.notices.meetings.telling import BATCH, tell_all
from tests.called import change, meet
from tests.conftest import make_member
from tests.forum.debate.test_concurrency import at_once as together
from tests.forum.notices.conftest import confirm
from tests.forum.notices.test_telling_at_once import a_worker, wait_for

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def caller(settings) -> Member:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    return make_member("caller")


@pytest.fixture
def hall(caller) -> Circle:
    return open_circle(member=caller, slug="hall", name="Hall", access="closed")


def fill(hall: Circle, count: int) -> list[Member]:
    """That many others in the circle, in the order of their numbers."""
    rows = [Member(handle=f"m{n}", email=f"m{n}@example.org", password="!") for n in range(count)]
    members = sorted(Member.objects.bulk_create(rows), key=lambda member: member.pk)
    Membership.objects.bulk_create(Membership(circle=hall, member=member) for member in members)
    return members


def assembly(caller: Member, hall: Circle, **after) -> Meeting:
    return meet(caller, hall, "Assembly", starts_at=timezone.now() + timedelta(**after))


def everybody_was_told_once(meeting: Meeting, members: list[Member]) -> None:
    told = MeetingNotice.objects.filter(meeting=meeting).exclude(member=meeting.called_by_id)
    assert sorted(told.values_list("member", flat=True)) == [member.pk for member in members]
    counts = Member.objects.filter(pk__in=[member.pk for member in members])
    assert set(counts.values_list("unread_notices", flat=True)) == {1}


def test_a_worker_killed_in_the_middle_and_started_again_tells_everyone_once(caller, hall):
    members = fill(hall, 2 * BATCH + BATCH // 2)
    meeting = assembly(caller, hall, days=9)
    # The worker comes as far as the member who is held here, in the middle of the third batch.
    with transaction.atomic(), a_worker():
        Member.objects.select_for_update().get(pk=members[2 * BATCH + 5].pk)
        wait_for(lambda: MeetingNotice.objects.count() == 2 * BATCH - 1)  # and looked at its caller
    assert MeetingTelling.objects.get().after == members[2 * BATCH - 2].pk
    MeetingTelling.objects.update(at=timezone.now() - timedelta(minutes=5))

    with a_worker():
        wait_for(lambda: not MeetingTelling.objects.exists())

    everybody_was_told_once(meeting, members)


def test_several_workers_at_once_tell_everyone_once(caller, hall):
    members = fill(hall, BATCH + 50)
    meeting = assembly(caller, hall, days=9)
    together(lambda: tell_all(meeting.pk), *[()] * 4)
    everybody_was_told_once(meeting, members)


def test_who_changes_it_while_it_is_told_leaves_everybody_with_what_is_true(caller, hall):
    members = fill(hall, 30)
    meeting = assembly(caller, hall, days=9)

    def move(days: int) -> None:
        change(caller, meeting, starts_at=timezone.now() + timedelta(days=days))
        tell_all(meeting.pk)

    together(move, *[(days,) for days in range(10, 16)])
    tell_all(meeting.pk)

    meeting.refresh_from_db()
    everybody_was_told_once(meeting, members)
    assert set(MeetingNotice.objects.values_list("sequence", flat=True)) == {meeting.sequence}


def test_several_workers_remind_and_mail_once(caller, hall, settings):
    settings.EMAIL_IS_SENT = True
    members = fill(hall, 20)
    confirm(*members)
    meeting = assembly(caller, hall, hours=3)
    MeetingTelling.objects.all().delete()
    Meeting.objects.update(called_at=timezone.now() - timedelta(days=9))

    def remind_and_mail() -> None:
        remind_all(timezone.now())
        of_meetings.send_waiting(timezone.now())

    together(remind_and_mail, *[()] * 4)
    of_meetings.send_waiting(timezone.now())

    everybody_was_told_once(meeting, members)
    assert sorted(letter.to[0] for letter in django_mail.outbox) == sorted(member.email for member in members)
