"""What the pages about notices and subscriptions need, in a number of queries that their length does not change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.debate.lists import ThreadLine, thread_lines
from forum.members.models import Member
from forum.notices.deciding import OF_PROPOSALS
from forum.notices.holds import holds_to_tell
from forum.notices.meetings.models import MeetingNotice
from forum.notices.models import CaseNotice, HoldsTelling, Level, Notice, Subscription
from forum.notices.parts.models import PartNotice
from forum.notices.parts.saying import sentence
from forum.notices.places import Place, PlaceTold, label_of, told_of
from forum.text import excerpt
from forum.web.pagination import Page, newest_page

SIZE = 40  # notices, or subscriptions, a page
WORDS = 160  # code points of a post
OF_MEETINGS = 5  # the latest notices of meetings; the others are found on the pages of their circles
OF_PARTS = 10  # the latest notices of roles, minutes and items; the front door has all that waits
OF_CASES = 10  # the latest notices of cases; the others are found among “my cases”
AT_FIRST = 3  # notices of a thread that are shown before one asks for the others


@dataclass(frozen=True)
class NoticeLine:
    """A notice in a list; `href` leads to the post and takes the notice as read.

    `title` says who writes, and whether they address the member; `because` why the member is told otherwise.
    """

    href: str
    is_new: bool
    kind: str
    title: str
    because: str
    words: str
    at: datetime


@dataclass(frozen=True)
class ThreadOfNotices:
    """The notices of one thread on a page, the newest first."""

    line: ThreadLine
    lines: Sequence[NoticeLine]
    new: int
    thread_href: str  # where one says what one wants to be told of it

    @property
    def first(self) -> Sequence[NoticeLine]:
        return self.lines[:AT_FIRST]

    @property
    def others(self) -> Sequence[NoticeLine]:
        return self.lines[AT_FIRST:]


@dataclass(frozen=True)
class NoticesPage:
    """A member's notices by thread, the thread with the newest first. `newest` is the number of the newest of all."""

    threads: Sequence[ThreadOfNotices]
    further: str
    only_new: bool
    newest: int
    holds: HoldsTelling | None  # that there were many legal holds lately
    of_cases: Sequence[CaseNotice]  # the newest, on the first page
    of_meetings: Sequence[MeetingNotice]  # the same
    of_parts: Sequence["PartLine"]  # the same


@dataclass(frozen=True)
class PartLine:
    """What a member is told of a role, of minutes, or of an action item."""

    notice: PartNotice
    words: str


@dataclass(frozen=True)
class SubscriptionLine:
    """What a member has said of a place."""

    place: Place
    told: PlaceTold
    kind: str
    level: Level


def notices_page(member: Member, *, only_new: bool = False, before: str = "") -> NoticesPage:
    """The notices of `member` below the key `before`, all or only the unread ones."""
    notices = Notice.objects.visible_to(member).for_lists()
    page = newest_page(notices.unread() if only_new else notices, before=before, size=SIZE)
    return NoticesPage(
        threads=by_thread(page.rows),
        further=page.further,
        only_new=only_new,
        newest=page.rows[0].pk if page.rows else 0,
        holds=holds_to_tell(timezone.now()),
        of_cases=[] if before else _newest(CaseNotice, member, only_new, OF_CASES),
        of_meetings=[] if before else _newest(MeetingNotice, member, only_new, OF_MEETINGS),
        of_parts=[] if before else _of_parts(member, only_new),
    )


def _of_parts(member: Member, only_new: bool) -> list[PartLine]:
    return [PartLine(one, sentence(one)) for one in _newest(PartNotice, member, only_new, OF_PARTS)]


def _newest(kind: Any, member: Member, only_new: bool, most: int) -> list[Any]:
    told = kind.objects.visible_to(member).for_lists().order_by("-pk")
    return list((told.unread() if only_new else told)[:most])


def by_thread(notices: Sequence[Notice]) -> list[ThreadOfNotices]:
    """`notices` (as `for_lists` brings them) in one group for each thread, in the order in which threads come first."""
    lines = {line.thread.pk: line for line in thread_lines({one.post.thread for one in notices})}
    groups: dict[int, list[NoticeLine]] = {}
    for notice in notices:
        groups.setdefault(notice.post.thread_id, []).append(_line(notice))
    return [
        ThreadOfNotices(
            line=lines[number],
            lines=some,
            new=sum(one.is_new for one in some),
            thread_href=reverse("subscription", args=["thread", number]),
        )
        for number, some in groups.items()
    ]


def title_of(notice: Notice) -> str:
    """Who writes, and whether they address the member."""
    if notice.reason == Notice.Reason.SUMMED_UP:
        return _("You are mentioned where this thread stands")
    said = {"name": notice.post.byline}
    if notice.reason == Notice.Reason.ANSWERED:
        return _("%(name)s answers you") % said
    if notice.reason == Notice.Reason.MENTIONED:
        return _("%(name)s mentions you") % said
    if notice.reason in OF_PROPOSALS:
        return _("The proposal of %(name)s") % said
    return notice.post.byline


def _line(notice: Notice) -> NoticeLine:
    post = notice.post
    return NoticeLine(
        href=reverse("notice", args=[notice.pk]),
        is_new=notice.read_at is None,
        kind=post.kind,
        title=title_of(notice),
        because="" if notice.addresses_its_member else notice.get_reason_display(),
        words="" if notice.reason == Notice.Reason.SUMMED_UP else excerpt(post.html, WORDS),
        at=notice.at,
    )


def subscriptions_page(member: Member, *, before: str = "") -> Page[SubscriptionLine]:
    """What `member` has said of places that they see, the latest first, below the key `before`."""
    page = newest_page(Subscription.objects.filter(member=member), before=before, size=SIZE)
    said = {Place(one.place, one.place_id): Level(one.level) for one in page.rows}
    told = told_of(said, member)
    lines = [
        SubscriptionLine(place, told[place], label_of(place.kind), level)
        for place, level in said.items()
        if place in told
    ]
    return Page(lines, page.further)


def level_said(member: Member, place: Place) -> str:
    """The level that `member` has said of a place itself; "" where they have said none."""
    said = Subscription.objects.filter(member=member, place=place.kind, place_id=place.number)
    return said.values_list("level", flat=True).first() or ""
