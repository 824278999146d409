"""Whoever is slowed writes no more posts than they may, also when they send several at the same moment."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from forum.circles.models import Circle, Membership
from forum.circles.restraining import slow
from forum.debate.actions import open_thread, reply
from forum.debate.models import Post
from forum.permissions.holding import MOST_A_DAY
from forum.record.writing import append
from tests.conftest import make_member
from tests.forum.debate.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_many_sent_at_once_no_more_are_written_than_may_be():
    commons, _ = Circle.objects.get_or_create(
        is_commons=True, defaults={"slug": "commons", "name": "The Commons"}
    )
    amara, bashir = make_member("amara"), make_member("bashir")
    membership, _ = Membership.objects.get_or_create(circle=commons, member=amara)
    Membership.objects.get_or_create(circle=commons, member=bashir)
    thread = open_thread(member=bashir, circle=commons, title="Tea", source="When?")
    until = timezone.now() + timedelta(days=2)
    slow(membership=membership, until=until, entry=append("ruling", {"case": "1"}, circle=commons))

    def write(number: int) -> bool:
        try:
            reply(member=amara, answers=thread.opening, source=f"Now, {number}.")
        except PermissionDenied:
            return False
        return True

    done = at_once(write, *[(number,) for number in range(MOST_A_DAY + 3)])

    assert Post.objects.filter(author=amara).count() == MOST_A_DAY
    assert sum(done) == MOST_A_DAY
