"""The way of a case, as a line of steps: what is behind it, where it stands, what is to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.moderation.models import Case, Panel

Stage = Case.Stage
WITHIN = {  # the steps of a panel
    Stage.NONCE: _("The last number"),
    Stage.SEATING: _("Drawn by lot"),
    Stage.FIRST: _("First vote"),
    Stage.FINAL: _("Final vote"),
}


@dataclass(frozen=True)
class Step:
    """One step. `at` is when it was done, `until` how long it may still take."""

    label: str | Promise
    state: str  # done, now, ahead
    at: datetime | None = None
    until: datetime | None = None


def way_of(case: Case, panels: Sequence[Panel], ruled_at: datetime | None) -> list[Step]:
    """The steps of `case`, whose panels are `panels`, the newest last; `ruled_at` is when its first ruling was made."""
    steps = (
        []
        if case.is_practice
        else [Step(_("Flagged"), "now" if case.stage == Stage.FLAGGED else "done", case.at)]
    )
    if case.kind in (Case.Kind.HOLD, Case.Kind.REVIEW):
        steps = [Step(_("Opened"), "done", case.at)]
    if case.stage == Stage.FLAGGED:
        steps[-1] = Step(steps[-1].label, "now", case.at, case.due_at)
    first = [panel for panel in panels if panel.kind != Panel.Kind.APPEAL]
    appeal = next((panel for panel in panels if panel.kind == Panel.Kind.APPEAL), None)
    steps += _of_panel(case, first[-1] if first else None, is_at_work=appeal is None)
    if case.stage == Stage.CLOSED and ruled_at is None:
        return [*(step for step in steps if step.state == "done"), _closed(case)]
    steps.append(Step(_("Ruling"), "done" if ruled_at else "ahead", ruled_at))
    if appeal is not None:
        steps.append(Step(_("Appealed"), "done", appeal.opened_at))
        steps += _of_panel(case, appeal, is_at_work=True)
        steps.append(Step(_("Ruling on the appeal"), "done" if appeal.ended_at else "ahead", appeal.ended_at))
    elif case.stage == Stage.DECIDED:
        steps.append(Step(_("Time to appeal"), "now", until=case.due_at))
    steps.append(_closed(case))
    return steps


def _of_panel(case: Case, panel: Panel | None, *, is_at_work: bool) -> list[Step]:
    """The steps of a panel, of which one may be on now."""
    if panel is None:
        return [Step(label, "ahead") for label in WITHIN.values()]
    done = {
        Stage.NONCE: panel.drawn_at,
        Stage.SEATING: panel.voting_at,
        Stage.FIRST: panel.reasons_at,
        Stage.FINAL: panel.ended_at if panel.reasons_at else None,
    }
    if panel.kind == Panel.Kind.PRACTICE:
        done.pop(Stage.NONCE)
    steps = []
    for stage, at in done.items():
        if is_at_work and case.stage == stage and panel.ended_at is None:
            steps.append(Step(_label(stage, panel), "now", until=case.due_at))
        else:
            steps.append(Step(_label(stage, panel), "done" if at else "ahead", at))
    return steps


def _label(stage: Stage, panel: Panel) -> str | Promise:
    if panel.kind == Panel.Kind.PRACTICE and stage == Stage.SEATING:
        return _("Seats taken")
    return WITHIN[stage]


def _closed(case: Case) -> Step:
    return Step(_("Closed"), "done" if case.is_closed else "ahead", case.closed_at)
