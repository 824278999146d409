"""What cases wait for: a member's seat, their vote, an author's number. Told on the front door until it is done."""

from datetime import datetime

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from forum.members import waiting
from forum.members.models import Member
from forum.members.waiting import Waiting
from forum.moderation.models import Ballot, Case, Panel, Seat
from forum.web.prepared import Prepared

SOON_OVER = 20  # cases at most in which something waits for one member


def register() -> None:
    waiting.register(_CASES, _duty)


def _cases_of(member: Member, _now: datetime) -> QuerySet:
    """The cases that may wait for something from `member`, each with how far they have come in it."""
    mine = Seat.objects.at_work().filter(member=member)
    here = mine.filter(panel__case=OuterRef("pk"))
    voted = Ballot.objects.filter(seat__member=member, seat__panel__case=OuterRef("pk"), seat__ended_at=None)
    voted = voted.filter(seat__panel__ended_at=None)
    given = Panel.objects.filter(case=OuterRef("pk"), ended_at=None, draw__nonce_entry__isnull=False)
    return (
        Case.objects.visible_to(member)
        .not_closed()
        .filter(Q(about=member, stage=Case.Stage.NONCE) | Q(pk__in=mine.values("panel__case")))
        .annotate(
            offered_until=Subquery(
                here.filter(accepted_at=None).values("offered_until")[:1], output_field=DateTimeField()
            ),
            sits=Exists(here.filter(accepted_at__isnull=False)),
            voted_first=Exists(voted.filter(round=Ballot.FIRST)),
            voted_final=Exists(voted.filter(round=Ballot.FINAL)),
            number_given=Exists(given),
        )
        .order_by("due_at")[:SOON_OVER]
    )


_CASES = Prepared(_cases_of, Member, datetime)


def _duty(case: Case, member: Member) -> Waiting | None:
    """The one thing that a case, annotated as above, waits for from `member`; None where they have done it."""
    href = case.get_absolute_url()
    if case.about_id == member.pk:
        if case.stage != Case.Stage.NONCE or case.number_given:  # type: ignore[attr-defined]
            return None
        return Waiting(href, _("A case about you: you can add a number to its draw"), case.due_at)
    if case.offered_until is not None:  # type: ignore[attr-defined]
        words = _("A seat on a panel is offered to you: take it, or give it back")
        return Waiting(href, words, case.offered_until)  # type: ignore[attr-defined]
    if not case.sits:  # type: ignore[attr-defined]
        return None
    if case.stage == Case.Stage.FIRST and not case.voted_first:  # type: ignore[attr-defined]
        return Waiting(
            href, _say_practice(case, _("Your panel votes: the first vote is yours to give")), case.due_at
        )
    if case.stage == Case.Stage.FINAL and not case.voted_final:  # type: ignore[attr-defined]
        words = _say_practice(case, _("Read your panel’s reasons, and vote for the last time"))
        return Waiting(href, words, case.due_at)
    return None


def _say_practice(case: Case, words):
    return _("In a practice case: %(words)s") % {"words": words} if case.is_practice else words
