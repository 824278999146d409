"""What the pages about circles need, each in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from forum.circles.models import Asking, Circle, Invitation, Membership
from forum.circles.tokens import token_of
from forum.members.models import Member
from forum.members.prepared import PreparedForReaders
from forum.permissions.predicates import is_in_circle
from forum.web.pagination import Page, newest_first, newest_page, page_after, page_of

A_FEW = 24  # members named on a circle's page
NAMES = 60  # members on a page of their own
MOST_LISTED = 100  # invitations that hold


@dataclass(frozen=True)
class CirclesPage:
    """The circles a reader is in (for a visitor the Commons, where everyone is), and open ones they are not in."""

    mine: Sequence[Circle]
    others: Page[Circle]


@dataclass(frozen=True)
class Few:
    """The members who came last, and whether there are more."""

    rows: Sequence[Membership]
    are_all: bool


@dataclass(frozen=True)
class MembersPage:
    """Members, who came last first; how each came in is told to those who are in the circle."""

    circle: Circle
    members: Page[Membership]
    is_in: bool


@dataclass(frozen=True)
class InvitationLine:
    """An invitation that still holds, as a member of the circle sees it. Its link is shown to whoever gave it."""

    invitation: Invitation
    path: str  # "" where it is another's
    is_own: bool

    @property
    def left(self) -> int:
        """How many may still come in by it."""
        return self.invitation.limit - self.invitation.uses


@dataclass(frozen=True)
class InvitationPage:
    """What whoever holds an invitation's link is shown."""

    invitation: Invitation
    is_in: bool

    @property
    def circle(self) -> Circle:
        return self.invitation.circle


def circles_page(reader: Any, *, before: str = "") -> CirclesPage:
    """All circles that `reader` may see; one query for a visitor's Commons or a member's own, one for the others."""
    if before:
        return CirclesPage(mine=[], others=newest_page(_others(reader), by="opened_at", before=before))
    return CirclesPage(mine=_MINE.rows(reader), others=page_of(_OTHERS.rows(reader), by="opened_at"))


def _mine(reader: Any) -> QuerySet:
    joined = (
        Circle.objects.joined_by(reader)
        if reader.is_authenticated
        else Circle.objects.filter(is_commons=True)
    )
    return joined.commons_first()


def _others(reader: Any) -> QuerySet:
    return Circle.objects.open_to_all().not_joined_by(reader)


_MINE = PreparedForReaders(_mine)
_OTHERS = PreparedForReaders(lambda reader: newest_first(_others(reader), by="opened_at"))


def few_members(circle: Circle) -> Few:
    """The members who came last: nobody stands first for having been there first. Nothing is counted."""
    members = Membership.objects.current().filter(circle=circle).select_related("member")
    members = members.only("joined_at", "member__handle", "member__display_name")
    found = list(members.order_by("-joined_at", "-pk")[: A_FEW + 1])
    return Few(found[:A_FEW], are_all=len(found) <= A_FEW)


def members_page(circle: Circle, reader: Any, *, before: str = "") -> MembersPage:
    """The members of `circle` who came before the key `before`."""
    members = Membership.objects.current().filter(circle=circle).select_related("member", "invited_by")
    page = newest_page(members, by="joined_at", before=before, size=NAMES)
    return MembersPage(circle, page, is_in=is_in_circle(reader, circle))


def invitation_lines(circle: Circle, member: Member, now: datetime) -> list[InvitationLine]:
    """The invitations into `circle` that hold at `now`, the newest first."""
    good = Invitation.objects.visible_to(member).good_at(now).filter(circle=circle)
    return [_line(found, member) for found in good.select_related("by").order_by("-pk")[:MOST_LISTED]]


def askings_page(circle: Circle, member: Member, *, after: str = "") -> Page[Asking]:
    """Who waits to be let into `circle`, the longest waiting first."""
    waiting = Asking.objects.visible_to(member).waiting().filter(circle=circle).select_related("member")
    return page_after(waiting, after)


def invitation_page(invitation: Invitation, reader: Any) -> InvitationPage:
    """`invitation`, with its circle and whoever gave it, as `reader` finds it."""
    is_in = (
        reader.is_authenticated
        and Membership.objects.current().filter(circle=invitation.circle_id, member=reader.pk).exists()
    )
    return InvitationPage(invitation, is_in)


def _line(invitation: Invitation, member: Member) -> InvitationLine:
    is_own = invitation.by_id == member.pk
    path = reverse("invitation", args=[token_of(invitation.pk)]) if is_own else ""
    return InvitationLine(invitation, path, is_own)
