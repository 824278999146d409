"""What happens by itself when a time has passed. Done by a chore, which may run twice, late, or in two workers at once:
every case is looked at under its lock, and only what is due by its own row is done."""

import logging
from datetime import datetime

from django.db import transaction

from forum.moderation.appealing import begin_review
from forum.moderation.models import Case, Panel, Ruling
from forum.moderation.ruling import conclude
from forum.moderation.seating import draw, go_on_seating
from forum.moderation.steps import close, locked
from forum.moderation.voting import begin_votes, end_round

MOST_AT_ONCE = 1000  # cases a run; the next run has the others
logger = logging.getLogger(__name__)


def move_on(now: datetime) -> int:
    """Do what is due at `now` in every case; return how many cases moved. One that fails is logged, and waits."""
    moved = 0
    for case in Case.objects.due_at(now)[:MOST_AT_ONCE]:
        moved += _tried(lambda case=case: step(case, now), case)
    for ruling in (
        Ruling.objects.filter(review_at__lte=now).select_related("case").order_by("review_at")[:MOST_AT_ONCE]
    ):
        moved += _tried(lambda ruling=ruling: begin_review(ruling, now) is not None, ruling.case)
    return moved


@transaction.atomic
def step(case: Case, now: datetime) -> bool:
    """Take the one step that is due in a case at `now`; whether there was one, and nobody else was taking it."""
    found = locked(case, skip=True)
    if found is None or found.due_at is None or found.due_at > now:
        return False
    case, panel = found, found.panel
    match case.stage:
        case Case.Stage.FLAGGED:
            close(case, Case.Closing.DROPPED, now)
        case Case.Stage.DECIDED:
            _let_stand(case, now)
        case _:
            assert panel is not None
            _move_panel(case, panel, now)
    return True


def _move_panel(case: Case, panel: Panel, now: datetime) -> None:
    """Take the panel of a locked case a step further. Votes given in time count, however late they are counted; a panel
    that has outlived its outer limit before it could vote is over."""
    if case.stage in (Case.Stage.FIRST, Case.Stage.FINAL):
        end_round(case, panel, now)
    elif now >= panel.latest_at:
        conclude(case, panel, Panel.UNFILLED, now)
    elif case.stage == Case.Stage.SEATING and case.is_practice:
        begin_votes(case, panel, now)
    elif case.stage == Case.Stage.SEATING:
        go_on_seating(case, panel, now)
    else:
        draw(case, panel, now)


def _let_stand(case: Case, now: datetime) -> None:
    """Nobody has appealed in time: the ruling is final, by the entry that told it."""
    ruling = case.rulings.select_related("entry").order_by("-pk").first()
    assert ruling is not None
    close(case, Case.Closing.STANDS, now, entry=ruling.entry)


def _tried(do, case: Case) -> int:
    try:
        return int(bool(do()))
    except Exception:
        logger.exception("Case %s could not move on.", case.pk)
        return 0
