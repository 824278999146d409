"""What a member takes along of looking after a circle with others: what they flagged, judged, decided and objected to.

Their own part alone. Nothing here names who flagged what they wrote, who sat beside them, or what others said; which
seat was theirs is not said either, since that would prove to others how they voted.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from forum.debate.restraining.hows import WITH_WORDS
from forum.decisions.models import Position, Proposal, ProposalVote, Second
from forum.meetings.minutes.models import Objection
from forum.members.models import Member
from forum.moderation.models import Appeal, Ballot, Case, Flag, Seat
from forum.profiles.moments import moment

Rows = Sequence[Mapping[str, Any]]


def duties(member: Member, site: str) -> dict[str, Rows]:
    """All of it, by the name it is exported under, as JSON knows it; of circles that the member still sees. `site` is
    what the addresses begin with. One query for each name."""
    return {name: told(member, site) for name, told in TOLD.items()}


def _flags(member: Member, site: str) -> Rows:
    flags = Flag.objects.filter(member=member, case__in=Case.objects.visible_to(member))
    return [
        {
            "case": f"{site}{flag.case.get_absolute_url()}",
            "grounds": flag.grounds,
            "guideline": flag.guideline,
            "reason": flag.reason,
            "words_meant": _words_meant(flag),
            "at": moment(flag.at),
            "withdrawn_at": moment(flag.withdrawn_at),
        }
        for flag in flags.select_related("case__post").order_by("pk")
    ]


def _words_meant(flag: Flag) -> str:
    """The words of the post that were meant, which are another's: not where they are withheld or were taken back."""
    post = flag.case.post
    if post is None or not post.has_words or post.past_restraint not in WITH_WORDS:
        return ""
    return flag.passage


def _seats(member: Member, site: str) -> Rows:
    seats = Seat.objects.filter(member=member, panel__case__in=Case.objects.visible_to(member))
    return [
        {
            "case": f"{site}{seat.panel.case.get_absolute_url()}",
            "panel": seat.panel.kind,
            "offered_at": moment(seat.offered_at),
            "accepted_at": moment(seat.accepted_at),
            "ended_at": moment(seat.ended_at),
            "ending": seat.ending,
        }
        for seat in seats.select_related("panel__case").order_by("pk")
    ]


def _ballots(member: Member, site: str) -> Rows:
    cast = Ballot.objects.filter(seat__member=member, seat__panel__case__in=Case.objects.visible_to(member))
    return [
        {
            "case": f"{site}{ballot.seat.panel.case.get_absolute_url()}",
            "round": ballot.round,
            "choice": ballot.choice,
            "days": ballot.days,
            "holds_now": ballot.holds_now,
            "reason": ballot.reason,
            "at": moment(ballot.at),
        }
        for ballot in cast.select_related("seat__panel__case").order_by("pk")
    ]


def _appeals(member: Member, site: str) -> Rows:
    appeals = Appeal.objects.filter(member=member, ruling__case__in=Case.objects.visible_to(member))
    return [
        {
            "case": f"{site}{appeal.ruling.case.get_absolute_url()}",
            "reason": appeal.reason,
            "at": moment(appeal.at),
        }
        for appeal in appeals.select_related("ruling__case").order_by("pk")
    ]


def _proposals(member: Member, site: str) -> Rows:
    proposals = Proposal.objects.visible_to(member).filter(proposed_by=member)
    return [
        {
            "proposal": f"{site}{proposal.get_absolute_url()}",
            "title": proposal.title,
            "text": proposal.text,
            "why": proposal.why,
            "opened_at": moment(proposal.opened_at),
            "outcome": proposal.outcome,
        }
        for proposal in proposals.order_by("pk")
    ]


def _positions(member: Member, site: str) -> Rows:
    positions = Position.objects.visible_to(member).filter(member=member)
    return [
        {
            "proposal": f"{site}{position.proposal.get_absolute_url()}",
            "says": position.says,
            "reason": position.reason,
            "harms": position.harms,
            "lifts": position.lifts,
            "at": moment(position.at),
        }
        for position in positions.select_related("proposal").order_by("pk")
    ]


def _seconds(member: Member, site: str) -> Rows:
    seen = Position.objects.visible_to(member)
    seconds = Second.objects.filter(member=member, position__in=seen)
    return [
        {"proposal": f"{site}{second.position.proposal.get_absolute_url()}", "at": moment(second.at)}
        for second in seconds.select_related("position__proposal").order_by("pk")
    ]


def _votes(member: Member, site: str) -> Rows:
    """How one voted is kept until the vote ends, and said until then."""
    seen = Proposal.objects.visible_to(member)
    votes = ProposalVote.objects.filter(member=member, proposal__in=seen)
    return [
        {
            "proposal": f"{site}{vote.proposal.get_absolute_url()}",
            "says": vote.says or None,
            "at": moment(vote.at),
        }
        for vote in votes.select_related("proposal").order_by("pk")
    ]


def _objections(member: Member, site: str) -> Rows:
    objections = Objection.objects.visible_to(member).filter(member=member)
    return [
        {
            "meeting": f"{site}{objection.minutes.meeting.get_absolute_url()}",
            "reason": objection.reason,
            "at": moment(objection.at),
            "ended_at": moment(objection.ended_at),
            "ended_by": objection.ended_by,
        }
        for objection in objections.select_related("minutes__meeting").order_by("pk")
    ]


TOLD: Mapping[str, Callable[[Member, str], Rows]] = {
    "flags": _flags,
    "seats_on_panels": _seats,
    "votes_on_panels": _ballots,
    "appeals": _appeals,
    "proposals": _proposals,
    "positions": _positions,
    "blocks_seconded": _seconds,
    "votes_on_proposals": _votes,
    "objections_to_minutes": _objections,
}
