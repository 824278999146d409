"""What becomes of a case when a panel has ended: a ruling that is carried out, another draw, or the end."""

from datetime import datetime

from forum.circles.models import Membership
from forum.moderation import carrying_out, wordings
from forum.moderation.counting import days_of
from forum.moderation.models import Case, Outcome, Panel, Ruling
from forum.moderation.numbers import APPEAL_WITHIN, REVIEW_AFTER
from forum.moderation.opening import pool_of
from forum.moderation.signals import case_decided, drawn_again, ruling_lapsed
from forum.moderation.sizes import needs_of, size_for
from forum.moderation.steps import (
    begin_panel,
    close,
    end_panel,
    end_reviewed,
    end_ruling,
    standing_ruling,
    wait,
)
from forum.record.models import Entry
from forum.record.writing import append

POST_RESTRICTED = {Outcome.NOTE, Outcome.FOLD, Outcome.HIDE}
CONDUCT_RESTRICTED = {Outcome.SLOW, Outcome.PAUSE}


def conclude(case: Case, panel: Panel, result: str, now: datetime) -> None:
    """End the panel of a locked case with `result`, an outcome or a way of having none, and do what follows."""
    end_panel(panel, result, now)
    if panel.kind == Panel.Kind.APPEAL:
        _conclude_appeal(case, panel, result == Outcome.AFFIRM, now)
    elif result in (Panel.UNDECIDED, Panel.UNFILLED):
        _without_ruling(case, now)
    else:
        _rule(case, panel, Outcome(result), now)


def redraw(case: Case, earlier: Panel, now: datetime) -> Panel | None:
    """Draw another panel of a locked case, among those of the frozen pool who had no seat; where they are not enough,
    among all of them again. None where nobody is left to ask."""
    pool = pool_of(case)
    sat = set(earlier.seats.filter(accepted_at__isnull=False).values_list("member", flat=True))
    fresh = [member for member in pool if member not in sat]
    if len(fresh) >= earlier.n:
        pool, n, needs = fresh, earlier.n, earlier.needs
    else:
        size = size_for(len(pool))
        if size is None:
            return None
        n, needs = size.seats, needs_of(case.kind, size)
    case.redrawn_at = now
    case.save(update_fields=["redrawn_at"])
    return begin_panel(
        case, kind=Panel.Kind.REDRAW, name=f"{case.name}.2", pool=pool, n=n, needs=needs, at=now
    )


def _without_ruling(case: Case, now: datetime) -> None:
    """A tie, too few votes, or nobody there: one redraw, then the words stay."""
    panel = case.panel
    assert panel is not None
    if case.redrawn_at is None and not case.is_practice:
        again = redraw(case, panel, now)
        if again is not None:
            drawn_again.send(sender=Panel, case=case, panel=again)
            return
    close(case, Case.Closing.UNDECIDED, now)


def _rule(case: Case, panel: Panel, outcome: Outcome, now: datetime) -> None:
    """Write the ruling, and carry it out."""
    restricts = outcome in POST_RESTRICTED | CONDUCT_RESTRICTED
    membership = _membership(case) if outcome in CONDUCT_RESTRICTED else None
    carried_out = restricts and not case.is_practice and _can_be_carried_out(case, membership)
    reach = wordings.up_to(case, panel, outcome) if outcome in POST_RESTRICTED else None
    entry = None
    if not case.is_practice:
        body = {"case": panel.name, "outcome": str(outcome), "carried_out": carried_out}
        body |= _of_which_words(case, panel, reach)
        entry = append("ruling", body, circle=case.circle, at=now)
    ruling = Ruling.objects.create(
        case=case,
        panel=panel,
        outcome=outcome,
        days=days_of(panel, outcome) if outcome in CONDUCT_RESTRICTED else None,
        up_to=reach,
        entry=entry,
        at=now,
        appeal_until=now + APPEAL_WITHIN if restricts and entry else None,
        review_at=now + REVIEW_AFTER if outcome == Outcome.HIDE and entry else None,
    )
    if entry is not None:
        if case.kind == Case.Kind.REVIEW:
            end_reviewed(case, entry, now)
        if membership is not None:
            ruling.until = carrying_out.restrict_conduct(ruling, membership, entry, now)
            ruling.save(update_fields=["until"])
        if ruling.appeal_until is not None:
            wait(case, Case.Stage.DECIDED, ruling.appeal_until)
            if case.post is not None:
                carrying_out.settle(case.post, entry)
    case_decided.send(sender=Ruling, case=case, ruling=ruling)
    if ruling.appeal_until is None:
        closing = Case.Closing.FOUND if case.kind == Case.Kind.HOLD else Case.Closing.KEPT
        if case.is_practice and restricts:
            closing = Case.Closing.STANDS
        close(case, closing, now, entry=entry)


def _conclude_appeal(case: Case, panel: Panel, affirmed: bool, now: datetime) -> None:
    """The ruling stands when the fresh panel affirms it; else it lapses."""
    ruling = standing_ruling(case)
    assert ruling is not None  # nothing else ends one while its appeal is open
    outcome = Outcome.AFFIRM if affirmed else Outcome.LAPSE
    membership = _membership(case)
    body = {"case": panel.name, "outcome": str(outcome), "carried_out": True}
    body |= _of_which_words(case, panel, ruling.up_to)
    entry = append("ruling", body, circle=case.circle, at=now)
    found = Ruling.objects.create(case=case, panel=panel, outcome=outcome, entry=entry, at=now)
    case_decided.send(sender=Ruling, case=case, ruling=found)
    if affirmed:
        close(case, Case.Closing.STANDS, now, entry=entry)
    else:
        lapse(case, ruling, entry, now, membership)


def _of_which_words(case: Case, panel: Panel, up_to: int | None) -> dict[str, object]:
    """What an entry says of the words that a panel has judged: what its pool was drawn for, and of a post their number,
    the last for which a restriction holds, and whether that is the present one."""
    said: dict[str, object] = {"commitment": panel.draw.opened.read("commitment")} if panel.draw else {}
    if case.post is None or case.revision is None or case.kind == Case.Kind.HOLD:
        return said
    said["wording"] = case.revision
    if up_to is not None:
        said |= {"up_to": up_to, "holds_now": wordings.holds_for(case.post, up_to)}
    return said


def lapse(case: Case, ruling: Ruling, entry: Entry, now: datetime, membership: Membership | None) -> None:
    """Let a ruling of a locked case hold no longer, by the step told in `entry`, and close the case."""
    end_ruling(ruling, Ruling.Ending.APPEALED, entry, now)
    if membership is not None and ruling.outcome in CONDUCT_RESTRICTED:
        carrying_out.free_conduct(membership, entry)
    close(case, Case.Closing.LAPSED, now, entry=entry)
    ruling_lapsed.send(sender=Ruling, case=case, ruling=ruling)


def _membership(case: Case) -> Membership | None:
    """The membership of whom a case about conduct is about, which its lock has locked."""
    if case.kind != Case.Kind.CONDUCT:
        return None
    return Membership.objects.current().filter(circle=case.circle, member=case.about).first()


def _can_be_carried_out(case: Case, membership: Membership | None) -> bool:
    """Whether there is still something that a restriction could be carried out on."""
    return membership is not None or (case.post is not None and carrying_out.can_be_restrained(case.post))
