"""An author is asked for a number again when the first panel came to nothing."""

from forum.moderation.deadlines import move_on
from forum.moderation.models import Panel
from forum.notices.models import CaseNotice
from tests.forum.moderation.conftest import drawn, opened, rude, settle  # noqa: F401


def test_an_author_is_told_that_another_panel_is_drawn(
    settle,  # noqa: F811
    rude,  # noqa: F811
    amara,
    django_capture_on_commit_callbacks,
):
    many = settle(30)
    case = opened(rude, *many[:2])
    drawn(case)
    with django_capture_on_commit_callbacks(execute=True):  # what waits for the worker
        for _wave in range(2):  # nobody takes a seat
            case.refresh_from_db()
            move_on(case.due_at)
    panel = case.panel
    assert panel.kind == Panel.Kind.REDRAW
    assert CaseNotice.objects.filter(member=amara, panel=panel, what="number").exists()
