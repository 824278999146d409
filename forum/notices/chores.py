"""What is done for notices again and again."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from forum.background import schedule
from forum.notices import holds
from forum.notices.forgetting import forget_old
from forum.notices.mail import at_once, digests, of_cases, of_meetings, of_parts
from forum.notices.meetings import reminding
from forum.notices.meetings.models import MeetingTelling
from forum.notices.meetings.telling import tell_all as tell_all_of_meeting
from forum.notices.models import Telling, TellingAgain
from forum.notices.telling import tell_all
from forum.notices.telling_again import tell_again

SOON = timedelta(seconds=20)
PATIENCE = timedelta(minutes=1)  # so long a task has to be done with it


def register() -> None:
    schedule.register("go on telling of posts", every=PATIENCE, do=_go_on_telling)
    schedule.register("remind of meetings", every=PATIENCE, do=_remind_of_meetings)
    schedule.register("mail at once", every=SOON, do=_mail_at_once)
    schedule.register("mail digests", every=SOON, do=_mail_digests)
    schedule.register("mail of many legal holds", every=SOON, do=_mail_of_holds)
    schedule.register("forget old notices", every=timedelta(days=1), do=_forget_old)


def _go_on_telling() -> None:
    """Tell of posts, and of other wordings, whose task was lost, or whose worker ended in the middle."""
    left = Telling.objects.filter(at__lt=timezone.now() - PATIENCE).order_by("at")
    for pk in left.values_list("pk", flat=True):
        tell_all(pk)
    edited = TellingAgain.objects.filter(at__lt=timezone.now() - PATIENCE).order_by("at")
    for pk in edited.values_list("pk", flat=True):
        tell_again(pk)
    meetings = MeetingTelling.objects.filter(at__lt=timezone.now() - PATIENCE).order_by("at")
    for pk in meetings.values_list("pk", flat=True):
        tell_all_of_meeting(pk)


def _remind_of_meetings() -> None:
    reminding.remind_all(timezone.now())


def _mail_at_once() -> None:
    at_once.send_waiting(timezone.now())
    of_cases.send_waiting(timezone.now())
    of_meetings.send_waiting(timezone.now())
    of_parts.send_waiting(timezone.now())


def _mail_digests() -> None:
    digests.send_due(timezone.now())


def _mail_of_holds() -> None:
    if settings.EMAIL_IS_SENT:
        holds.send_waiting(timezone.now())


def _forget_old() -> None:
    forget_old(timezone.now())
