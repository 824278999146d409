"""Every member is told once of many legal holds."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from forum.debate.restraining.holding import QUIETLY, hold, release
from forum.notices.holds import TOLD_FOR, holds_to_tell, send_waiting
from tests.forum.notices.conftest import confirm


def lay(post, *, times: int) -> None:
    for _ in range(times):
        hold(post=post, category="other", ground="An order.")
        release(post=post)


def test_five_holds_a_month_are_laid_quietly(opening, amara, bashir):
    confirm(amara, bashir)
    lay(opening, times=QUIETLY)

    assert send_waiting(timezone.now()) == 0
    assert holds_to_tell(timezone.now()) is None


def test_of_more_every_member_is_told_once_by_mail_and_above_their_notices(
    opening, amara, bashir, as_member, settings
):
    confirm(amara, bashir)
    lay(opening, times=QUIETLY + 3)

    assert send_waiting(timezone.now()) == 2
    assert send_waiting(timezone.now()) == 0

    assert sorted(letter.to[0] for letter in mail.outbox) == ["amara@example.org", "bashir@example.org"]
    assert "6 posts were withheld by law" in mail.outbox[0].subject
    assert "6 posts were withheld by law" in as_member(amara).get("/notices/").content.decode()


def test_after_a_month_they_are_told_no_longer(opening, amara):
    lay(opening, times=QUIETLY + 1)

    assert holds_to_tell(timezone.now() + TOLD_FOR - timedelta(hours=1))
    assert holds_to_tell(timezone.now() + TOLD_FOR + timedelta(hours=1)) is None
