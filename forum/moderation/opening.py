"""Opening a case, and the author's part in the draw."""

import re
import secrets as randomness
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.lots.drawing import TooLate, add_nonce
from forum.members.models import Member
from forum.moderation import carrying_out, eligibility
from forum.moderation.models import Case, Flag, Grounds, Panel
from forum.moderation.numbers import SPAM_YOUNGER
from forum.moderation.refusing import NotNow
from forum.moderation.signals import case_opened
from forum.moderation.sizes import needs_of, size_for
from forum.moderation.steps import begin_panel, close, locked, wait
from forum.permissions import Act, require
from forum.record.models import Entry
from forum.record.writing import append


def open_case(case: Case, *, at: datetime) -> Panel | None:
    """Open a case whose row is locked, and its first panel; None where there are too few to ask: then it is closed, and
    the circle itself may decide, by a proposal.

    Those who flagged since the pool was frozen, and whoever is no longer here, are taken out of it.
    """
    case.opened_at = at
    case.save(update_fields=["opened_at"])
    pool = pool_of(case)
    size = size_for(len(pool))
    if size is None:
        close(case, Case.Closing.PROPOSAL, at)
        return None
    panel = begin_panel(
        case,
        kind=Panel.Kind.FIRST,
        name=case.name,
        pool=pool,
        n=size.seats,
        needs=needs_of(case.kind, size),
        at=at,
    )
    case_opened.send(sender=Case, case=case)
    for flag in case.flags.standing().filter(counts=True):
        fold_meanwhile(case, flag, at)
    return panel


def pool_of(case: Case) -> list[int]:
    """Who of the frozen pool can still be seated: who is here, and has not become a party."""
    return sorted(eligibility.still_there(case.pool, case.circle) - parties_of(case))


def parties_of(case: Case) -> set[int]:
    """The author, and whoever flagged."""
    flaggers = case.flags.standing().exclude(member=None).values_list("member", flat=True)
    return set(flaggers) | ({case.about_id} if case.about_id is not None else set())


def fold_meanwhile(case: Case, flag: Flag, at: datetime) -> None:
    """Fold the post of an open case until it is decided, where it harasses whoever flagged, or is a new account's spam.

    For whoever is harassed it is hidden, from their flag on.
    """
    if case.post is None or not (flag.counts and _cannot_wait(case, flag)):
        return
    if case.meanwhile is None:
        body = {"case": case.name, "effect": "fold"}
        case.meanwhile = append("meanwhile", body, circle=case.circle, at=at)
        case.save(update_fields=["meanwhile"])
    carrying_out.settle(case.post, case.meanwhile)


def _cannot_wait(case: Case, flag: Flag) -> bool:
    if flag.grounds == Grounds.HARASSMENT:
        return True
    assert case.post is not None
    written_young = case.about is not None and case.post.written_at - case.about.joined_at < SPAM_YOUNGER
    two = case.flags.standing().filter(counts=True).count() > 1
    return written_young and two and re.search(r"<a [^>]*href=", case.html) is not None


@transaction.atomic
def give_nonce(
    *, member: Member, case: Case, nonce: bytes | None = None, at: datetime | None = None
) -> Entry:
    """Add the author's number to the draw, once; nobody can add anything afterwards, and the lot is drawn next.

    `nonce` is 1 to 32 bytes, made here if none is given. Returns their receipt: the entry, whose number and hash they
    can find again in the record. Raises NotNow where the day for it has passed.
    """
    at = at or timezone.now()
    case = _insist(locked(case))
    require(member, Act.GIVE_NONCE, case)
    panel = case.panel
    if panel is None or panel.draw is None or case.stage != Case.Stage.NONCE:
        raise NotNow(_("The lot has been drawn, or there is none to be drawn."))
    if panel.draw.nonce_entry is not None:
        return panel.draw.nonce_entry
    if case.due_at is not None and at >= case.due_at:
        raise NotNow(_("The time for adding a number has passed; the lot is being drawn."))
    try:
        entry = add_nonce(draw=panel.draw, nonce=(nonce or randomness.token_bytes(32))[:32], at=at)
    except TooLate:
        raise NotNow(_("The time for adding a number has passed; the lot is being drawn.")) from None
    wait(case, Case.Stage.NONCE, at)
    return entry


def _insist(case: Case | None) -> Case:
    assert case is not None  # whoever does not skip waits
    return case
