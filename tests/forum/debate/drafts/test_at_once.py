"""Savings and sendings of one form at the same moment."""

import uuid

import pytest

from forum.circles.models import Circle
from forum.debate.drafts.actions import leave_no_draft, save_draft
from forum.debate.drafts.models import Draft
from forum.members.models import Member
from tests.conftest import make_member
from tests.forum.debate.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PLACE = "reply-to-1"


@pytest.fixture
def writer() -> Member:
    # Emptying the tables after a test takes the Commons with it.
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return make_member("writer")


def test_eight_windows_that_save_at_once_leave_one_draft(writer):
    at_once(
        lambda words: save_draft(member=writer, place=PLACE, fields={"source": words}),
        *[(f"Window {number}.",) for number in range(8)],
    )

    assert Draft.objects.get().source.startswith("Window")


def test_savings_that_run_against_the_sending_never_outlive_it(writer):
    token = uuid.uuid4()

    def act(number: int) -> None:
        if number == 4:
            leave_no_draft(member=writer, place=PLACE, token=token)
        else:
            save_draft(member=writer, place=PLACE, fields={"source": f"{number}"}, token=token)

    at_once(act, *[(number,) for number in range(8)])

    assert not Draft.objects.exists()
