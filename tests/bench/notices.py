"""Posting where 10 follow and where 10,000 do; telling those 10,000; and their digests on the next morning."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone

from forum.debate.actions import open_thread, reply
from forum.debate.models import Post
from forum.members.models import Member
from forum.notices.mail import digests
from forum.notices.models import Level, Notice, NoticeSettings, Subscription
from forum.notices.telling import tell_all
from tests.bench.people import People
from tests.bench.words import wordings

FEW, MANY = 10, 10_000
POSTS = 40  # written in each thread, in turn
ROWS = 1_000  # a statement


@dataclass(frozen=True)
class Noticing:
    """CPU of this process, as a server or a worker would spend it."""

    followers: int
    posting_few_ms: float
    posting_many_ms: float
    telling_seconds: float
    digests: int
    digest_seconds: float

    @property
    def growth(self) -> float:
        """Posting where many follow beside posting where few do."""
        return self.posting_many_ms / self.posting_few_ms


def measure(people: People, *, many: int = MANY) -> Noticing:
    """Post, tell and mail, in this process and its database; what is mailed goes nowhere."""
    followers = _followers(many)
    few_thread, many_thread = (_followed(people, some) for some in (followers[:FEW], followers))
    few_ms, many_ms = _posting(people, few_thread), _posting(people, many_thread)
    post = reply(member=people.writers[1], answers=many_thread, source=_words())
    telling = _cpu(lambda: tell_all(post.pk))
    told = Notice.objects.filter(post=post).count()
    assert told >= many, f"{told} of {many} were told"
    settings.EMAIL_IS_SENT, settings.EMAIL_BACKEND = True, "django.core.mail.backends.dummy.EmailBackend"
    tomorrow, sent = timezone.now() + timedelta(days=2), [0]

    def send_all() -> None:
        while some := digests.send_due(tomorrow):
            sent[0] += some

    mailing = _cpu(send_all)
    return Noticing(many, few_ms, many_ms, telling, sent[0], mailing)


def as_lines(found: Noticing) -> str:
    """What is printed of it."""
    return (
        f"posting: {found.posting_few_ms:.2f} ms of CPU where {FEW} follow, {found.posting_many_ms:.2f} ms where "
        f"{found.followers:,} do; telling these: {found.telling_seconds:.1f} s; "
        f"{found.digests:,} digests: {found.digest_seconds:.1f} s"
    )


def _followers(count: int) -> list[Member]:
    rows = (
        Member(handle=f"follower-{n}", email=f"follower-{n}@example.org", password="!") for n in range(count)
    )
    members = Member.objects.bulk_create(rows, batch_size=ROWS)
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=member, email=member.email, verified=True, primary=True) for member in members),
        batch_size=ROWS,
    )
    NoticeSettings.objects.bulk_create((NoticeSettings(member=member) for member in members), batch_size=ROWS)
    return members


def _followed(people: People, followers: Sequence[Member]) -> Post:
    """The opening post of a thread that `followers` want to be told all of."""
    thread = open_thread(member=people.writers[0], circle=people.commons, title="Keys", source=_words())
    Subscription.objects.bulk_create(
        (
            Subscription(member=member, place="thread", place_id=thread.pk, level=Level.EVERYTHING)
            for member in followers
        ),
        batch_size=ROWS,
    )
    assert thread.opening is not None
    return thread.opening


def _posting(people: People, opening: Post) -> float:
    """The median of POSTS replies, in milliseconds."""
    spent = [
        _cpu(lambda: reply(member=people.writers[1], answers=opening, source=_words())) for _ in range(POSTS)
    ]
    return median(spent) * 1000


def _words() -> str:
    return next(wordings(60)).source


def _cpu(act: Callable[[], object]) -> float:
    """The seconds of CPU that `act` takes."""
    begun = time.process_time()
    act()
    return time.process_time() - begun
