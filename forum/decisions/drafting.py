"""Writing a proposal, and putting it before the circle."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.circles.models import Circle
from forum.circles.numbers import number_of
from forum.debate.actions import open_thread
from forum.decisions.changes import Change, change_of
from forum.decisions.committing import tell_wording
from forum.decisions.contexts import PROPOSAL
from forum.decisions.electorate import electors_to_be
from forum.decisions.locking import locked_at
from forum.decisions.models import Kind, Proposal, ProposalWording
from forum.decisions.refusals import CannotPropose
from forum.decisions.rules import LEAST_TO_SEND_AWAY, MOST_OPEN, RESTS, RESTS_FROM_LEAVING
from forum.decisions.signals import proposal_opened
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search import indexing
from forum.text import render


@transaction.atomic
def draft(
    *,
    member: Member,
    circle: Circle,
    title: str,
    change: Change,
    why: str,
    review_months: int = 6,
    at: datetime | None = None,
) -> Proposal:
    """Begin a proposal that its author alone sees. Raises TextRefused for a `why` that may not stand."""
    require(member, Act.PROPOSE, circle)
    render(why)
    return Proposal.objects.create(
        circle=circle,
        proposed_by=member,
        title=title,
        why=why,
        review_months=review_months,
        begun_at=at or timezone.now(),
        **_columns(change),
    )


@transaction.atomic
def change_draft(
    *, member: Member, proposal: Proposal, title: str, change: Change, why: str, review_months: int
) -> Proposal:
    """Have a draft say something else."""
    require(member, Act.CHANGE_PROPOSAL, proposal)
    proposal = locked_at(proposal.pk, Proposal.Stage.DRAFT, now=timezone.now())
    render(why)
    for name, value in {
        "title": title, "why": why, "review_months": review_months, **_columns(change)
    }.items():  # fmt: skip
        setattr(proposal, name, value)
    proposal.save()
    return proposal


@transaction.atomic
def discard(*, member: Member, proposal: Proposal) -> None:
    """Throw a draft away."""
    require(member, Act.WITHDRAW_PROPOSAL, proposal)
    locked_at(proposal.pk, Proposal.Stage.DRAFT, now=timezone.now()).delete()


def put_forward(*, member: Member, proposal: Proposal, at: datetime | None = None) -> Proposal:
    """Open a draft to the circle: its discussion begins, and questions are asked.

    Raises CannotPropose where the member has MOST_OPEN open, where an open proposal changes the same, or where too few
    could decide it. Two that are put forward at once get a place each, and a third none.
    """
    for _attempt in range(MOST_OPEN + 1):
        try:
            return _put_forward(member=member, proposal=proposal, at=at or timezone.now())
        except IntegrityError as taken:  # a place, or the subject, meanwhile: look again
            refused = taken
    raise refused


@transaction.atomic
def _put_forward(*, member: Member, proposal: Proposal, at: datetime) -> Proposal:
    require(member, Act.CHANGE_PROPOSAL, proposal)
    proposal = locked_at(proposal.pk, Proposal.Stage.DRAFT, now=at)
    circle = proposal.circle
    proposal.slot = _free_slot(member)
    _insist_on_a_free_subject(proposal)
    _insist_on_a_rest(proposal, at)
    proposal.before = change_of(proposal).before  # it may be long since it was drafted
    proposal.stage, proposal.opened_at = Proposal.Stage.QUESTIONS, at
    proposal.ends_at = at + timedelta(hours=number_of(circle, "hours_for_questions"))
    if proposal.kind == Kind.LEAVING and len(electors_to_be(proposal)) < LEAST_TO_SEND_AWAY:
        raise CannotPropose(
            _(
                "Too few members could decide this: it takes two who have been here for some time, beside the one "
                "it is about."
            )
        )
    for salt in ("salt", "proposer_salt", *(["about_salt"] if proposal.about_id else [])):
        setattr(proposal, salt, secrets.token_hex(32))
    thread = open_thread(
        member=member,
        circle=circle,
        title=proposal.title,
        source=proposal.why,
        context=PROPOSAL,
        at=at,
    )
    proposal.thread = thread
    proposal.save()
    assert thread.opening_id is not None
    indexing.update("post", [thread.opening_id], are_new=True)
    indexing.update("proposal", [proposal.pk])
    _keep_first_wording(proposal, at)
    proposal_opened.send(sender=Proposal, proposal=proposal)
    return proposal


def _keep_first_wording(proposal: Proposal, at: datetime) -> None:
    ProposalWording.objects.create(
        proposal=proposal,
        number=proposal.wording,
        title=proposal.title,
        text=proposal.text,
        at=at,
        entry=tell_wording(proposal),
    )


def _free_slot(member: Member) -> int:
    taken = set(Proposal.objects.open().filter(proposed_by=member).values_list("slot", flat=True))
    free = [slot for slot in range(1, MOST_OPEN + 1) if slot not in taken]
    if not free:
        raise CannotPropose(
            _(
                "You have two open proposals, and nobody has more: see one of them through, or withdraw it. "
                "Your draft is kept."
            )
        )
    return free[0]


def _insist_on_a_free_subject(proposal: Proposal) -> None:
    same = Proposal.objects.open().of(proposal.circle).filter(subject=proposal.subject)
    if proposal.subject and same.exists():
        raise CannotPropose(
            _(
                "Another open proposal changes the same. Say in its discussion what you would have otherwise, or wait "
                "for its outcome; your draft is kept."
            )
        )


def _insist_on_a_rest(proposal: Proposal, at: datetime) -> None:
    """Of what carries itself out; a plain proposal says something new each time."""
    refused = Proposal.objects.of(proposal.circle).filter(
        subject=proposal.subject, outcome=Proposal.Outcome.FALLEN
    )
    if proposal.kind == Kind.LEAVING and refused.filter(decided_at__gt=at - RESTS_FROM_LEAVING).exists():
        raise CannotPropose(
            _(
                "The circle has decided in the last %(days)d days not to ask this member to leave. Nobody is asked "
                "about again so soon; your draft is kept."
            )
            % {"days": RESTS_FROM_LEAVING.days}
        )
    own = refused.filter(proposed_by=proposal.proposed_by_id, decided_at__gt=at - RESTS)
    if proposal.subject and own.exists():
        raise CannotPropose(
            _(
                "A proposal of yours about the same was not adopted in the last %(days)d days. Others can propose it, "
                "or you later; your draft is kept."
            )
            % {"days": RESTS.days}
        )


def _columns(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "text": change.text,
        "before": change.before,
        "subject": change.subject,
        "change": dict(change.said or {}),
        "about": change.about,
    }
