"""What happens by itself when a time has passed. Done by a chore, which may run twice, late, or in two workers at once:
every case is looked at under its lock, and only what is due by its own row is done."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction

from forum.moderation.appealing import begin_review
from forum.moderation.grouping import lineages_read_once
from forum.moderation.models import Case, Panel, Ruling
from forum.moderation.ruling import conclude
from forum.moderation.seating import draw, go_on_seating
from forum.moderation.steps import close, locked
from forum.moderation.voting import begin_votes, end_round

MOST_AT_ONCE = 1000  # cases a run; the next run has the others
ONE_RUN = timedelta(seconds=4)  # in which a run takes on cases: a worker has other things to do as well
logger = logging.getLogger(__name__)


def move_on(now: datetime, *, within: timedelta = ONE_RUN) -> int:
    """Do what is due at `now` in every case, the longest waiting first; return how many cases moved.

    What cannot be begun `within` so much time is left to the next run. Nothing is lost by it: a deadline is kept by the
    row that it stands in, whenever it is looked at. A case that fails is logged, and waits.
    """
    ends = monotonic() + within.total_seconds()
    moved = 0
    with lineages_read_once():
        for case, do in _all_due(now):
            if monotonic() >= ends:
                logger.warning("More cases are due than one run can move; the next one has the others.")
                break
            moved += _tried(do, case)
    return moved


def _all_due(now: datetime) -> Iterable[tuple[Case, Callable[[], object]]]:
    """What is due at `now`, each with its case: steps of cases, then reviews."""
    for case in Case.objects.due_at(now)[:MOST_AT_ONCE]:
        yield case, lambda case=case: step(case, now)  # type: ignore[misc]
    due = Ruling.objects.filter(review_at__lte=now).select_related("case").order_by("review_at")
    for ruling in due[:MOST_AT_ONCE]:
        yield ruling.case, lambda ruling=ruling: begin_review(ruling, now)  # type: ignore[misc]


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


def _tried(do: Callable[[], object], case: Case) -> int:
    """1 where something was done."""
    try:
        return int(bool(do()))
    except Exception:
        logger.exception("Case %s could not move on.", case.pk)
        return 0
