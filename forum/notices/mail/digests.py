"""Mailing what else is new, in the morning where a member lives: all that they have not read, by thread."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import ngettext, override

from forum.debate.lists import ThreadLine, thread_lines
from forum.debate.models import Post
from forum.members.models import Member
from forum.members.speaking import speaking_to
from forum.notices.deciding import OF_PROPOSALS
from forum.notices.mail.letters import Letter, link
from forum.notices.mail.sending import Away, Postbox, addresses_of, begin, unmark
from forum.notices.mail.tokens import DIGEST
from forum.notices.models import Mailing, Notice, NoticeSettings
from forum.notices.telling import due_after
from forum.text import excerpt

AT_A_TIME = 250  # mails, so that other work has its turn
BATCH = 50  # members whose notices are read together
MOST = 30  # posts of a digest; of the others it tells how many they are
WORDS = 200  # code points of a post
AGAIN_AFTER = timedelta(minutes=15)  # where the mail server is away


@dataclass(frozen=True)
class PostTold:
    author: str
    words: str
    link: str


@dataclass(frozen=True)
class ThreadTold:
    title: str
    place: str
    link: str
    posts: Sequence[PostTold]


@dataclass(frozen=True)
class Waiting:
    """The newest notices that a member is to be mailed, the oldest of them first, and how many there are of all."""

    newest: list[Notice]
    count: int

    @property
    def numbers(self) -> list[int]:
        return [one.pk for one in self.newest]


NOTHING = Waiting([], 0)


@dataclass(frozen=True)
class News:
    """The posts that a batch of members is told of, and their threads, by number: each looked at once in a language,
    however many are told of it."""

    posts: Mapping[int, PostTold]
    thread_of: Mapping[int, int]
    lines: Mapping[int, ThreadLine]


def send_due(now: datetime) -> int:
    """Mail the digests that are due at `now`, at most AT_A_TIME; return how many were: none where no mail is sent."""
    if not settings.EMAIL_IS_SENT:
        return 0
    sent = 0
    with Postbox() as postbox:
        for _ in range(AT_A_TIME // BATCH):
            due = NoticeSettings.objects.filter(digest_due_at__lte=now).select_related("member")
            batch = list(due.order_by("digest_due_at", "member")[:BATCH])
            try:
                sent += _send_batch(postbox, batch, now)
            except Away:
                break
            if len(batch) < BATCH:
                break
    return sent


def _send_batch(postbox: Postbox, batch: Sequence[NoticeSettings], now: datetime) -> int:
    waiting = _waiting_for([wish.member_id for wish in batch])
    addresses = addresses_of(waiting)
    news = _news_in_each_language(batch, waiting)
    sent = 0
    for wish in batch:
        address = addresses.get(wish.member_id, "")
        some = waiting.get(wish.member_id, NOTHING) if address else NOTHING
        mailing = _begin(wish, some, now)
        if mailing is None:
            continue

        def take_back(wish=wish, some=some, mailing=mailing) -> None:
            unmark(some.numbers, mailing)
            NoticeSettings.objects.filter(pk=wish.pk).update(digest_due_at=now + AGAIN_AFTER)

        with speaking_to(wish.member):
            letter = _letter(wish.member, address, some, news[wish.member.page_language], mailing)
        postbox.send(letter, mailing, take_back=take_back)
        sent += 1
    return sent


def _news_in_each_language(
    batch: Iterable[NoticeSettings], waiting: Mapping[int, Waiting]
) -> dict[str, News]:
    posts: dict[str, set[int]] = defaultdict(set)
    for wish in batch:
        newest = waiting.get(wish.member_id, NOTHING).newest
        posts[wish.member.page_language].update(one.post_id for one in newest)
    found: dict[str, News] = {}
    for language, some in posts.items():
        with override(language):
            found[language] = _news(some)
    return found


def _news(posts: Iterable[int]) -> News:
    found = Post.objects.filter(pk__in=posts).select_related("author", "thread__circle", "thread__opening")
    rows = list(found.defer("source", "thread__opening__source"))
    return News(
        posts={
            post.pk: PostTold(post.byline, excerpt(post.html, WORDS), link(post.get_absolute_url()))
            for post in rows
        },
        thread_of={post.pk: post.thread_id for post in rows},
        lines={line.thread.pk: line for line in thread_lines({post.thread for post in rows})},
    )


def _waiting_for(members: Sequence[int]) -> dict[int, Waiting]:
    """What each of `members` is to be mailed and may see, in one query."""
    waiting = Notice.objects.filter(member__in=members).to_be_mailed().visible_to_their_members()
    mine = [F("member_id")]
    newest = waiting.annotate(
        nth=Window(RowNumber(), partition_by=mine, order_by=F("pk").desc()),
        of_all=Window(Count("pk"), partition_by=mine),
    ).filter(nth__lte=MOST)
    found: dict[int, Waiting] = {}
    for notice in newest.order_by("member", "pk"):
        found.setdefault(notice.member_id, Waiting([], notice.of_all)).newest.append(notice)
    return found


@transaction.atomic
def _begin(wish: NoticeSettings, some: Waiting, now: datetime) -> Mailing | None:
    """Take a digest in hand: None where another worker has, or there is nothing to send.

    The member is held: whoever tells them of a post meanwhile is seen here, or finds that no digest is due any more.
    What the digest only counts is mailed with it; what has come since waits for the next morning.
    """
    Member.objects.select_for_update(no_key=True).only("pk").get(pk=wish.member_id)
    mine = NoticeSettings.objects.filter(pk=wish.pk)
    if not mine.filter(digest_due_at=wish.digest_due_at).update(digest_due_at=None):
        return None
    if not some.newest:
        return None
    mailing = begin(member=wish.member_id, kind=Notice.Mail.DIGEST, notices=some.numbers)
    if mailing:
        waiting = Notice.objects.filter(member=wish.member_id).to_be_mailed()
        if some.count > len(some.newest):
            waiting.filter(pk__lt=max(some.numbers)).update(mail="")
        if waiting.exists():
            mine.update(digest_due_at=due_after(now, wish.member, wish))
    return mailing


def _letter(member: Member, address: str, some: Waiting, news: News, mailing: Mailing) -> Letter:
    by_thread: dict[int, list[PostTold]] = defaultdict(list)
    for notice in some.newest:
        told = news.posts[notice.post_id]
        if notice.reason in OF_PROPOSALS:
            with override(member.page_language):
                told = replace(told, words=str(notice.get_reason_display()))
        by_thread[news.thread_of[notice.post_id]].append(told)
    threads = [
        ThreadTold(news.lines[number].title, news.lines[number].place, link(news.lines[number].href), posts)
        for number, posts in by_thread.items()
    ]
    subject = ngettext("%(count)d new post for you", "%(count)d new posts for you", some.count)
    return Letter(
        to=member,
        address=address,
        subject=subject % {"count": some.count},
        template="digest",
        context={
            "threads": threads,
            "others": some.count - len(some.newest),
            "notices_link": link("/notices/"),
        },
        identity=f"digest-{mailing.pk}",
        list_name="digest",
        stops=DIGEST,
    )
