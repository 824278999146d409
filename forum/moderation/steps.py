"""What every step of a case shares: its lock, its words, and its end."""

import secrets as randomness
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from forum.circles.models import Membership
from forum.debate.models import Post
from forum.lots.drawing import open_draw
from forum.moderation import carrying_out
from forum.moderation.models import Case, Panel, Ruling, Seat
from forum.moderation.numbers import OUTER_LIMIT, REAL
from forum.moderation.passing import tell_seats
from forum.moderation.signals import case_closed, ruling_lapsed
from forum.record.hashing import leaf
from forum.record.models import Entry
from forum.record.writing import append


def locked(case: Case, *, skip: bool = False) -> Case | None:
    """The case as it stands, locked until the transaction ends; None where `skip` and another has it.

    What it is about is locked before it, and the record after: whoever takes a post back, or leaves a circle, takes
    locks in the same order.
    """
    if case.post_id is not None:
        Post.objects.select_for_update().get(pk=case.post_id)
    elif case.about_id is not None:
        list(Membership.objects.select_for_update().filter(circle=case.circle_id, member=case.about_id))
    rows = Case.objects.select_for_update(of=("self",), skip_locked=skip)
    return rows.select_related("circle", "about", "post__thread").filter(pk=case.pk).first()


def commitment(case: Case) -> bytes:
    """What the record says of what is judged: nothing, to whoever has not the words and the salt."""
    judged = sha256(case.words.encode()).hexdigest() if case.words else str(case.about_id)
    return leaf(case.name, judged, bytes.fromhex(case.salt))


def new_salt() -> str:
    return randomness.token_hex(32)


def begin_panel(
    case: Case, *, kind: str, name: str, pool: Iterable[int], n: int, needs: dict[str, int], at: datetime
) -> Panel:
    """Freeze the pool of a panel of `n` seats in an `open` entry, and wait for the author's number."""
    flags = case.flags.standing().order_by("pk")
    draw = open_draw(
        case=name,
        members=pool,
        n=n,
        needs=needs,
        commitment=commitment(case),
        nonces=[bytes.fromhex(nonce) for nonce in flags.values_list("nonce", flat=True)],
        circle=case.circle,
        waits=REAL.nonce,
        at=at,
    )
    panel = Panel.objects.create(
        case=case, kind=kind, name=name, draw=draw, n=n, needs=needs, opened_at=at, latest_at=at + OUTER_LIMIT
    )
    wait(case, Case.Stage.NONCE, at + REAL.nonce)
    return panel


def wait(case: Case, stage: str, due: datetime) -> None:
    """Have the case wait in `stage`, at most until `due`."""
    case.stage, case.due_at = stage, due
    case.save(update_fields=["stage", "due_at"])


def end_panel(panel: Panel, result: str, at: datetime) -> None:
    """Let the panel go. Where it did not finish, its seats end with it; else those never taken do."""
    seats = panel.seats.live()
    if result != Panel.DISMISSED:
        seats = seats.filter(accepted_at=None)
    seats.update(
        ended_at=at,
        ending=Seat.Ending.DISMISSED if result == Panel.DISMISSED else Seat.Ending.LAPSED,
    )
    panel.ended_at, panel.result = at, result
    panel.save(update_fields=["ended_at", "result"])
    if panel.drawn_at is not None and result in (Panel.DISMISSED, Panel.UNFILLED):
        tell_seats(panel, at)  # else it stands before the tally


def close(case: Case, closing: str, at: datetime, *, entry: Entry | None = None) -> None:
    """End the case. `entry` is the step that ended it; where there is none, one is written that says how.

    The copy of what was judged goes: the post and its versions are where they always were, or were taken back. What had
    been done meanwhile is undone.
    """
    was_open = case.opened_at is not None
    panel = case.panels.filter(ended_at=None).first()
    if panel is not None:
        end_panel(panel, Panel.DISMISSED, at)
    case.stage, case.due_at, case.closed_at, case.closing = Case.Stage.CLOSED, None, at, closing
    if case.post_id is not None and case.kind != Case.Kind.HOLD:
        case.words = case.html = ""
    case.save(update_fields=["stage", "due_at", "closed_at", "closing", "words", "html"])
    if not was_open:
        return
    if entry is None and not case.is_practice:
        entry = append("close", {"case": case.name, "how": str(closing)}, circle=case.circle, at=at)
        if case.kind == Case.Kind.REVIEW:
            end_reviewed(case, entry, at)
    if entry is not None and case.post is not None:
        carrying_out.settle(case.post, entry)
    case_closed.send(sender=Case, case=case)


def end_reviewed(case: Case, entry: Entry, at: datetime) -> None:
    """The ruling that a case reviews ends by its review: by what that has found, or for want of any finding."""
    assert case.reviews is not None
    end_ruling(case.reviews, Ruling.Ending.REVIEWED, entry, at)
    ruling_lapsed.send(sender=Ruling, case=case, ruling=case.reviews)


def end_ruling(ruling: Ruling, ending: str, entry: Entry, at: datetime) -> None:
    """Let a ruling hold no longer, by the step told in `entry`."""
    ruling.ended_at, ruling.ending, ruling.ended_by, ruling.review_at = at, ending, entry, None
    ruling.save(update_fields=["ended_at", "ending", "ended_by", "review_at"])


def standing_ruling(case: Case) -> Ruling | None:
    """The ruling of the case that holds and can be appealed."""
    return case.rulings.standing().exclude(panel__kind=Panel.Kind.APPEAL).first()
