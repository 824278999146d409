"""Two votes: the first blind, the final one after everybody has read everybody's reasons."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.members.models import Member
from forum.moderation.counting import result_of, votes_in
from forum.moderation.models import Ballot, Case, Outcome, Panel, Seat
from forum.moderation.numbers import MOST_WORDS, PAUSE_DAYS, PRACTICE, REAL, SLOW_DAYS
from forum.moderation.passing import tell_seats
from forum.moderation.refusing import NotNow
from forum.moderation.ruling import conclude
from forum.moderation.signals import reasons_shown
from forum.moderation.sizes import ALONE, needs_of, size_for
from forum.moderation.steps import locked, new_salt, wait
from forum.moderation.wordings import asks_about_now
from forum.permissions import Act, require
from forum.record.hashing import leaf
from forum.record.writing import append


def begin_votes(case: Case, panel: Panel, now: datetime) -> None:
    """Begin the first vote of a locked case, if so many seats are taken that it could restrict anything."""
    filled = panel.seats.taken().count()
    if case.is_practice:  # whoever came
        panel.needs = needs_of(case.kind, size_for(filled) or ALONE)
        panel.save(update_fields=["needs"])
    if filled < panel.fewest:
        conclude(case, panel, Panel.UNFILLED, now)
        return
    times = PRACTICE if case.is_practice else REAL
    panel.voting_at = now
    panel.first_until = min(now + times.first, panel.latest_at)
    panel.final_until = min(now + times.votes, panel.latest_at)
    panel.save(update_fields=["voting_at", "first_until", "final_until"])
    wait(case, Case.Stage.FIRST, panel.first_until)


@transaction.atomic
def vote(
    *,
    member: Member,
    seat: Seat,
    choice: str,
    reason: str,
    days: int | None = None,
    holds_now: bool | None = None,
    at: datetime | None = None,
) -> Ballot:
    """Vote in the round that is on, with a reason; it can be changed until the round ends.

    `choice` is one of `seat.panel.choices`, `days` how long for *slow* (1 to SLOW_DAYS) and *pause* (1 to PAUSE_DAYS).
    `holds_now` is whether it is said of the post's present words, too, where these are others than those in question;
    whoever does not say so leaves them be. When every seat has voted the round ends at once. Raises NotNow where none
    is on, and ValueError where the choice, the days or the reason are none.
    """
    at = at or timezone.now()
    case = locked(seat.panel.case)
    assert case is not None
    seat = Seat.objects.select_related("panel__case").get(pk=seat.pk)
    require(member, Act.VOTE, seat)
    panel = seat.panel
    insist_it_can_be_said(panel, choice, days, reason)
    ends = {Case.Stage.FIRST: panel.first_until, Case.Stage.FINAL: panel.final_until}.get(
        Case.Stage(case.stage)
    )
    if not seat.is_taken or panel.ended_at is not None or ends is None or at >= ends:
        raise NotNow(_("This vote has ended, or has not begun."))
    panel.case = case  # as it stands, locked
    restricts = choice in (Outcome.NOTE, Outcome.FOLD, Outcome.HIDE)
    ballot, _created = Ballot.objects.update_or_create(
        seat=seat,
        round=Ballot.FIRST if case.stage == Case.Stage.FIRST else Ballot.FINAL,
        defaults={
            "choice": choice,
            "days": days,
            "holds_now": bool(holds_now) if restricts and asks_about_now(panel) else None,
            "reason": reason.strip(),
            "salt": new_salt(),
            "at": at,
        },
    )
    end_round_if_all_voted(case, panel, at)
    return ballot


def insist_it_can_be_said(panel: Panel, choice: str, days: int | None, reason: str) -> None:
    """Raise ValueError where a vote is none that this panel can give."""
    if choice not in panel.choices:
        raise ValueError("not a choice of this panel")
    most = {Outcome.SLOW: SLOW_DAYS, Outcome.PAUSE: PAUSE_DAYS}.get(Outcome(choice))
    if (days is None) != (most is None) or (days is not None and not 1 <= days <= (most or 0)):
        raise ValueError("not so many days")
    if not reason.strip() or len(reason) > MOST_WORDS:
        raise ValueError("a vote has a reason")


def end_round_if_all_voted(case: Case, panel: Panel, now: datetime) -> None:
    """End the round of a locked case when every seat has voted in it, and nobody is still to take one."""
    live = panel.seats.live()
    round_ = Ballot.FIRST if case.stage == Case.Stage.FIRST else Ballot.FINAL
    if live.exclude(ballots__round=round_).exists():
        return
    end_round(case, panel, now)


def end_round(case: Case, panel: Panel, now: datetime) -> None:
    """End the round of a locked case at `now`, whoever has voted."""
    if case.stage == Case.Stage.FIRST:
        end_first(case, panel, now)
    else:
        end_final(case, panel, now)


def end_first(case: Case, panel: Panel, now: datetime) -> None:
    """Show the panel its votes and reasons, and begin the final vote. The record, which everyone reads, is told of them
    when that is over."""
    panel.seats.live().filter(accepted_at=None).update(ended_at=now, ending=Seat.Ending.LAPSED)
    if panel.seats.taken().count() < panel.fewest:
        conclude(case, panel, Panel.UNFILLED, now)
        return
    panel.reasons_at = now
    panel.save(update_fields=["reasons_at"])
    assert panel.final_until is not None
    wait(case, Case.Stage.FINAL, panel.final_until)
    reasons_shown.send(sender=Panel, case=case, panel=panel)


def end_final(case: Case, panel: Panel, now: datetime) -> None:
    """Count the final votes, and carry out what they come to."""
    counted = votes_in(panel, Ballot.FINAL)
    if not case.is_practice:
        tell_seats(panel, now)
        _write_tally(case, panel, Ballot.FIRST, votes_in(panel, Ballot.FIRST), now)
        _write_tally(case, panel, Ballot.FINAL, counted, now)
    conclude(case, panel, result_of(panel, counted), now)


def _write_tally(case: Case, panel: Panel, round_: int, counted: list[Ballot], now: datetime) -> None:
    votes = [
        {
            "seat": ballot.seat.number,
            "choice": str(ballot.choice),
            "reason": leaf(panel.name, ballot.reason, bytes.fromhex(ballot.salt)).hex(),
            **({"days": ballot.days} if ballot.days is not None else {}),
            **({"holds_now": ballot.holds_now} if ballot.holds_now is not None else {}),
        }
        for ballot in counted
    ]
    body = {"case": panel.name, "round": round_, "votes": votes}
    if panel.kind == Panel.Kind.APPEAL:  # which needs shares of the seats that are filled
        body["filled"] = panel.seats.taken().count()
    append("tally", body, circle=case.circle, at=now)
