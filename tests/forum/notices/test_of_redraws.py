"""An author is asked for a number again when the first panel came to nothing."""

from django_tasks_db.models import DBTaskResult

from forum.moderation.deadlines import move_on
from forum.moderation.models import Panel
from forum.notices.models import CaseNotice
from forum.notices.of_cases import tell_of_panel
from tests.forum.moderation.conftest import drawn, opened, rude, settle  # noqa: F401


def test_an_author_is_told_that_another_panel_is_drawn(settle, rude, amara):  # noqa: F811
    many = settle(30)
    case = opened(rude, *many[:2])
    drawn(case)
    for _wave in range(2):  # nobody takes a seat
        case.refresh_from_db()
        move_on(case.due_at)
    panel = case.panel
    assert panel.kind == Panel.Kind.REDRAW

    queued = [result.args_kwargs["args"] for result in DBTaskResult.objects.all()]
    assert [panel.pk, "number"] in queued
    tell_of_panel(panel.pk, "number")
    assert CaseNotice.objects.get(member=amara, panel=panel).what == "number"
