"""Telling members of what becomes of a proposal: that their position or vote is asked for, that it was decided, that it
is to be looked at again.

A notice is of the proposal's first post, and there is one: what is told later takes the place of what was told before,
as new, so that nobody finds five lines about one proposal. All of it waits for the digest, but for whoever is asked to
leave: that is mailed at once. Who has muted the proposal or its circle is told nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from forum.circles.querysets import readers_of
from forum.debate.contexts import contexts_of
from forum.debate.models import Post
from forum.decisions.models import Elector, Position, Proposal, ProposalVote
from forum.members.models import Member
from forum.notices.forgetting import recount_all
from forum.notices.models import Notice
from forum.notices.places import places_of
from forum.notices.telling import write_notices
from forum.notices.wishes import reasons_to_tell

BATCH = 500  # members

Reason = Notice.Reason
OF_PROPOSALS = (
    Reason.ASKED_TO_LEAVE, Reason.POSITION, Reason.VOTE, Reason.ENDING, Reason.DECIDED, Reason.REVIEW,
)  # fmt: skip
# What is asked for only while the proposal is at that stage: told late, it would send people to a closed door.
ASKED_FOR_AT = {
    Reason.POSITION: (Proposal.Stage.POSITIONS,),
    Reason.VOTE: (Proposal.Stage.VOTE,),
    Reason.ENDING: (Proposal.Stage.POSITIONS, Proposal.Stage.VOTE),
}


def tell_of_proposal(pk: int, reason: str, since: datetime) -> None:
    """Tell all whom it concerns what happened at `since` to the proposal of that number. Safe to run twice."""
    proposal = Proposal.objects.select_related("thread__circle", "thread__opening", "circle").get(pk=pk)
    if proposal.stage not in ASKED_FOR_AT.get(Reason(reason), Proposal.Stage):
        return
    after = 0
    while some := _next_after(after, proposal, Reason(reason)):
        _tell_some(proposal, some, Reason(reason), since)
        after = some[-1]
    if reason == Reason.DECIDED:
        _forget_what_was_asked(proposal)


def _forget_what_was_asked(proposal: Proposal) -> None:
    """Whoever had nothing to say is not told of the end, and is not asked any more either."""
    assert proposal.thread is not None
    asked = Notice.objects.filter(post=proposal.thread.opening_id, reason__in=list(ASKED_FOR_AT))
    members = list(asked.unread().values_list("member", flat=True))
    asked.delete()
    recount_all(members)


def address_of(notice: Notice) -> str:
    """Where what a notice tells of is seen: of a proposal on its own page, else at the post."""
    if notice.reason in OF_PROPOSALS:
        place = contexts_of([notice.post.thread]).get(notice.post.thread_id)
        return place.place_url if place else notice.post.get_absolute_url()
    return notice.post.get_absolute_url()


def _next_after(after: int, proposal: Proposal, reason: Reason) -> list[int]:
    """The next BATCH, by number, of those whom it concerns."""
    found: set[int] = set()
    for rows in _concerned(proposal, reason):
        found.update(
            rows.filter(member__gt=after).order_by("member").values_list("member", flat=True)[:BATCH]
        )
    found |= {number for number in _people(proposal, reason) if number and number > after}
    return sorted(found)[:BATCH]


def _concerned(proposal: Proposal, reason: Reason) -> Iterable[QuerySet]:
    """Whose say is asked for: all electors who have said nothing, in the Commons those who are active. And afterwards:
    those who had a position, or voted."""
    if reason in (Reason.POSITION, Reason.VOTE, Reason.ENDING):
        said: QuerySet = Position.objects.filter(proposal=proposal).filter(
            Q(wording=proposal.wording) | Q(says=Position.Says.BLOCK)
        )
        if proposal.stage == Proposal.Stage.VOTE:
            said = ProposalVote.objects.filter(proposal=proposal)
        electors = Elector.objects.filter(proposal=proposal).exclude(member__in=said.values("member"))
        yield electors.filter(is_active=True) if proposal.circle.is_commons else electors
    elif reason in (Reason.DECIDED, Reason.REVIEW):
        yield Position.objects.filter(proposal=proposal)
        yield ProposalVote.objects.filter(proposal=proposal)


def _people(proposal: Proposal, reason: Reason) -> Sequence[int | None]:
    if reason == Reason.ASKED_TO_LEAVE:
        return [proposal.about_id]
    if reason in (Reason.DECIDED, Reason.REVIEW):
        return [proposal.proposed_by_id, proposal.about_id]
    return []


@transaction.atomic
def _tell_some(proposal: Proposal, some: Sequence[int], reason: Reason, since: datetime) -> None:
    assert proposal.thread is not None
    post: Post | None = proposal.thread.opening
    assert post is not None
    post.thread = proposal.thread
    # Locked in one order, as by whoever tells of posts.
    rows = Member.objects.filter(readers_of(post.thread), pk__in=some, is_active=True).order_by("pk")
    members = {member.pk: member for member in rows.select_for_update(no_key=True, of=("self",))}
    told = Notice.objects.filter(post=post, member__in=members)
    for number in told.filter(reason=reason, at__gte=since).values_list("member", flat=True):
        members.pop(number, None)
    reasons = reasons_to_tell(
        post, list(members), places=places_of(post), addressed=dict.fromkeys(members, reason)
    )
    earlier = Notice.objects.filter(post=post, member__in=reasons)
    unread = list(earlier.unread().values_list("member", flat=True))
    earlier.delete()
    Member.objects.filter(pk__in=unread, unread_notices__gt=0).update(unread_notices=F("unread_notices") - 1)
    if reasons:
        write_notices(post, members, reasons)
