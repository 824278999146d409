"""From the lot to a panel: seats are offered in the order drawn, taken, given back, or lapse."""

import random
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.lots.drawing import carry_out
from forum.members.models import Member
from forum.moderation import eligibility
from forum.moderation.grouping import groups_of
from forum.moderation.kinship import seats_for
from forum.moderation.models import Case, Panel, Seat
from forum.moderation.numbers import OF_ONE_GROUP, REAL, WAVES
from forum.moderation.opening import parties_of
from forum.moderation.passing import Why, note_passed, why_not_there
from forum.moderation.refusing import NotNow
from forum.moderation.signals import panel_drawn, seats_offered
from forum.moderation.steps import locked, wait
from forum.moderation.voting import begin_votes, end_round_if_all_voted
from forum.permissions import Act, require

chance = random.SystemRandom()


def draw(case: Case, panel: Panel, now: datetime) -> None:
    """Draw the panel of a locked case by lot, and offer its seats."""
    assert panel.draw is not None
    carry_out(draw=panel.draw, at=now)
    panel.drawn_at, panel.seating_until = now, now + REAL.seating
    panel.save(update_fields=["drawn_at", "seating_until"])
    panel_drawn.send(sender=Panel, case=case, panel=panel)
    numbers = list(range(1, panel.n + 1))
    chance.shuffle(numbers)  # a seat's number, under which reasons are read, tells nothing of the order drawn
    offer(case, panel, numbers, wave=1, until=now + REAL.seat, now=now)
    go_on_seating(case, panel, now)


def offer(
    case: Case, panel: Panel, numbers: Sequence[int], *, wave: int, until: datetime, now: datetime
) -> None:
    """Offer the seats of those numbers to the next in the order drawn; where nobody is left they stay empty."""
    assert panel.draw is not None
    asked = set(panel.seats.exclude(place=None).values_list("place", flat=True))
    leaves = [leaf for leaf in panel.draw.leaves.order_by("place") if leaf.place not in asked]
    places = {leaf.member_id: leaf.place for leaf in leaves if leaf.member_id is not None}
    sitting = list(panel.seats.live().exclude(member=None).values_list("member", flat=True))
    there = eligibility.still_there(places, case.circle)
    why = why_not_there(leaves, there) | dict.fromkeys(parties_of(case), Why.PARTY)
    order = [member for member in places if member not in why]
    wrote, rest = eligibility.busy_since(order, case, now)
    # Asked when nobody else is left: in a small circle there is not.
    order = [
        *(one for one in order if one not in wrote | rest),
        *(one for one in order if one in wrote | rest),
    ]
    why = why | dict.fromkeys(rest, Why.RESTS) | dict.fromkeys(wrote, Why.WROTE)
    groups = groups_of([*order, *sitting], case.circle)
    next_ones = seats_for(order, groups, sitting, len(numbers), OF_ONE_GROUP)
    note_passed(leaves, next_ones, why, all_asked=len(next_ones) < len(numbers))
    seats = Seat.objects.bulk_create(
        Seat(
            panel=panel,
            member_id=member,
            number=number,
            place=places[member],
            wave=wave,
            offered_at=now,
            offered_until=until,
        )
        for number, member in zip(numbers, next_ones, strict=False)
    )
    if seats:
        seats_offered.send(sender=Seat, case=case, seats=seats)


def go_on_seating(case: Case, panel: Panel, now: datetime) -> None:
    """Let offers lapse whose time has passed at `now`, offer those seats once more, and begin the votes when nobody is
    still to answer."""
    for seat in panel.seats.live().filter(accepted_at=None, offered_until__lte=now).order_by("number"):
        _end(seat, Seat.Ending.LAPSED, now)
        if seat.wave < WAVES:
            _offer_again(case, panel, seat, wave=seat.wave + 1, now=now)
    waiting = panel.seats.live().filter(accepted_at=None).order_by("offered_until").first()
    if waiting is None:
        begin_votes(case, panel, now)
    else:
        wait(case, Case.Stage.SEATING, waiting.offered_until)


@transaction.atomic
def take_seat(*, member: Member, seat: Seat, at: datetime | None = None) -> Seat:
    """Accept a seat that is offered; twice changes nothing. Raises NotNow where it has lapsed."""
    at = at or timezone.now()
    case, seat = _found(seat)
    require(member, Act.TAKE_SEAT, seat)
    if seat.is_taken:
        return seat
    if not seat.is_live or at >= seat.offered_until or seat.panel.ended_at is not None:
        raise NotNow(_("This seat has gone to the next in the order drawn."))
    seat.accepted_at = at
    seat.save(update_fields=["accepted_at"])
    if case.stage == Case.Stage.SEATING and not case.is_practice:
        go_on_seating(case, seat.panel, at)
    return seat


@transaction.atomic
def recuse(*, member: Member, seat: Seat, at: datetime | None = None) -> Seat:
    """Give a seat back, without a reason, before having voted; the next in the order drawn is asked."""
    at = at or timezone.now()
    case, seat = _found(seat)
    require(member, Act.RECUSE, seat)
    if not seat.is_live:
        return seat
    if seat.ballots.exists() or seat.panel.ended_at is not None:
        raise NotNow(_("You have voted, so this seat is yours until the panel has decided."))
    give_up(case, seat, Seat.Ending.RECUSED, at)
    return seat


def give_up(case: Case, seat: Seat, ending: str, at: datetime) -> None:
    """End a seat of a locked case, for whatever reason, and go on without it."""
    panel = seat.panel
    _end(seat, ending, at)
    if case.stage in (Case.Stage.SEATING, Case.Stage.FIRST) and not case.is_practice:
        _offer_again(case, panel, seat, wave=seat.wave, now=at)
    if case.stage == Case.Stage.SEATING and not case.is_practice:
        go_on_seating(case, panel, at)
    elif case.stage in (Case.Stage.FIRST, Case.Stage.FINAL):
        end_round_if_all_voted(case, panel, at)


def _offer_again(case: Case, panel: Panel, seat: Seat, *, wave: int, now: datetime) -> None:
    """Offer a seat to the next, for as long as there is before the votes: a day, or what is left of it."""
    end = panel.seating_until if case.stage == Case.Stage.SEATING else panel.first_until
    assert end is not None
    until = min(now + REAL.seat, end)
    if until > now:
        offer(case, panel, [seat.number], wave=wave, until=until, now=now)


def _end(seat: Seat, ending: str, at: datetime) -> None:
    seat.ended_at, seat.ending = at, ending
    seat.save(update_fields=["ended_at", "ending"])


def _found(seat: Seat) -> tuple[Case, Seat]:
    """The seat as it stands now, and its case, locked."""
    case = locked(seat.panel.case)
    assert case is not None
    return case, Seat.objects.select_related("panel__case").get(pk=seat.pk)
