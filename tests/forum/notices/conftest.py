"""A thread that Amara opened in the Commons, and what is needed to tell of what is written there."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core import mail as django_mail
from django.utils import timezone

from forum.debate.actions import open_thread
from forum.debate.models import Post, Thread
from forum.members.models import Member
from forum.notices.models import Notice, NoticeSettings, Telling
from forum.notices.telling import tell_all


@pytest.fixture
def thread(amara, commons) -> Thread:
    """Of which everyone who is to be told has been."""
    opened = open_thread(
        member=amara, circle=commons, title="Who keeps the keys?", source="I kept them *twice*."
    )
    everyone_is_told()
    return opened


@pytest.fixture
def opening(thread) -> Post:
    return thread.opening


def everyone_is_told() -> None:
    """Do what waits for the worker: in a test, tasks that begin when a transaction has ended never do."""
    for pk in Telling.objects.values_list("pk", flat=True):
        tell_all(pk)


def told(member: Member) -> list[str]:
    """What the notices of `member` say: the words of their posts, the oldest first."""
    everyone_is_told()
    return [notice.post.source for notice in Notice.objects.filter(member=member).order_by("pk")]


def reason(member: Member) -> str:
    everyone_is_told()
    return Notice.objects.get(member=member).reason


def unread(member: Member) -> int:
    """The count that the header shows."""
    member.refresh_from_db()
    return member.unread_notices


@pytest.fixture
def wishes() -> Callable[..., NoticeSettings]:
    def choose(member: Member, **chosen) -> NoticeSettings:
        return NoticeSettings.objects.update_or_create(member=member, defaults=chosen)[0]

    return choose


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def mail(db, settings) -> list:
    """A house that sends mail: what it has sent, the oldest first."""
    settings.EMAIL_IS_SENT = True
    settings.SITE_URL = "https://margin.example"
    return django_mail.outbox


def confirm(*members: Member) -> None:
    """Let these members have confirmed their addresses."""
    for member in members:
        EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=True)
