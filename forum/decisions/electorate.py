"""Who has a say in a proposal: frozen when positions open, so that nobody is brought in for it."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from forum.circles.models import Circle, Membership
from forum.circles.numbers import number_of
from forum.debate.models import Post
from forum.decisions.models import Elector, Kind, Position, Proposal
from forum.decisions.rules import ACTIVE_FOR

BATCH = 1000  # rows a statement


def freeze(proposal: Proposal, now: datetime) -> int:
    """Write down who has a say in `proposal`, and who of them is active; return how many they are."""
    members = electors_to_be(proposal)
    active = active_in(proposal.circle, since=now - ACTIVE_FOR)
    rows = [Elector(proposal=proposal, member_id=one, is_active=one in active) for one in sorted(members)]
    Elector.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def electors_to_be(proposal: Proposal) -> set[int]:
    """Who would have a say in `proposal` if positions opened now: everybody in the circle.

    In whether a member leaves, that member has none: they are heard, and cannot judge their own case. Nor has whoever
    came in after it was opened, or shortly before: they may have been brought in for it. How short that is, is the
    number by which panels are drawn; in a young circle, half its age. Who invited whom makes no difference.
    """
    members = Membership.objects.current().filter(circle=proposal.circle, member__is_active=True)
    if proposal.kind == Kind.LEAVING:
        members = members.filter(joined_at__lte=_long_enough_ago(proposal)).exclude(member=proposal.about_id)
    return set(members.values_list("member_id", flat=True))


def active_in(circle: Circle, *, since: datetime) -> set[int]:
    """Who has written or taken a position in `circle` since then."""
    wrote = Post.objects.written_here().filter(thread__circle=circle, written_at__gte=since)
    said = Position.objects.filter(proposal__circle=circle, at__gte=since)
    return {
        *wrote.order_by().values_list("author_id", flat=True).distinct(),
        *said.order_by().values_list("member_id", flat=True).distinct(),
    }


def still_in(proposal: Proposal) -> tuple[set[int], set[int]]:
    """The electors who have not left meanwhile, and those of them who were active when positions opened."""
    rows = list(_electors(proposal).values_list("member_id", "is_active"))
    return {member for member, _ in rows}, {member for member, is_active in rows if is_active}


def _electors(proposal: Proposal) -> QuerySet[Elector]:
    return Elector.objects.filter(proposal=proposal).still_in()


def _long_enough_ago(proposal: Proposal) -> datetime:
    opened = proposal.opened_at
    assert opened is not None
    asked = timedelta(days=number_of(proposal.circle, "days_before_panels"))
    return opened - min(asked, (opened - proposal.circle.opened_at) / 2)
