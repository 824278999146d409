"""Slowed and paused: what a member may not do in one circle for a while, and what stays theirs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join
from forum.circles.leaving import leave
from forum.circles.models import Membership
from forum.circles.restraining import TooLong, free, pause, slow
from forum.circles.starting import start_circle
from forum.debate.actions import edit_post, open_thread, reply, withdraw_post
from forum.permissions import Act, can
from forum.permissions.holding import MOST_A_DAY, HeldBack
from forum.record.writing import append


@pytest.fixture
def ruling(db):
    return append("ruling", {"case": "1"})


def in_commons(member, commons) -> Membership:
    return Membership.objects.current().get(member=member, circle=commons)


@pytest.fixture
def paused(bashir, commons, ruling) -> Membership:
    until = timezone.now() + timedelta(days=3)
    return pause(membership=in_commons(bashir, commons), until=until, entry=ruling)


@pytest.fixture
def thread(amara, commons):
    return open_thread(member=amara, circle=commons, title="Tea", source="Who brings it?")


def test_whoever_is_paused_writes_nothing_there(bashir, commons, thread, paused):
    for act, thing in (
        (Act.OPEN_THREAD, commons),
        (Act.REPLY, thread),
        (Act.SUMMARISE, thread),
        (Act.BRANCH_OFF, thread),
        (Act.PUT_UP_ESSAY, commons),
    ):
        assert not can(bashir, act, thing), act
    with pytest.raises(HeldBack):
        reply(member=bashir, answers=thread.opening, source="I do.")


def test_and_is_told_until_when_and_why_in_their_own_time(as_member, bashir, thread, paused):
    answer = as_member(bashir).get(reverse("reply", args=[thread.opening_id]))

    html = answer.content.decode()
    assert answer.status_code == 403
    assert "paused you in The Commons until" in html
    assert f"/record/{paused.restrained_by}/" in html


def test_withdrawing_leaving_and_letting_in_stay_theirs(bashir, amara, commons, thread, ruling):
    post = reply(member=bashir, answers=thread.opening, source="I do.")
    choir = start_circle(
        member=bashir, name="Choir", purpose="", access="open", joining="asking", guidelines=""
    )
    pause(membership=in_commons(bashir, commons), until=timezone.now() + timedelta(days=1), entry=ruling)

    with pytest.raises(HeldBack):
        edit_post(member=bashir, post=post, source="I don’t.", kind="comment")
    assert withdraw_post(member=bashir, post=post).withdrawn_at
    assert can(bashir, Act.OPEN_THREAD, choir)
    assert can(bashir, Act.NOTE_PRIVATELY)


def test_a_pause_ends_by_itself(bashir, commons, thread, paused):
    Membership.objects.filter(pk=paused.pk).update(paused_until=timezone.now() - timedelta(seconds=1))

    assert can(bashir, Act.REPLY, thread)


def test_whoever_is_slowed_writes_some_posts_a_day(bashir, commons, thread, ruling):
    slow(membership=in_commons(bashir, commons), until=timezone.now() + timedelta(days=3), entry=ruling)
    for number in range(MOST_A_DAY):
        reply(member=bashir, answers=thread.opening, source=f"Tea {number}.")

    with pytest.raises(HeldBack, match="slowed"):
        reply(member=bashir, answers=thread.opening, source="More tea.")
    assert can(bashir, Act.SUMMARISE, thread)

    bashir.posts.update(written_at=timezone.now() - timedelta(days=1, minutes=1))
    assert can(bashir, Act.REPLY, thread)


def test_nobody_is_freed_by_leaving_and_returning(amara, bashir, ruling):
    choir = start_circle(
        member=amara, name="Choir", purpose="", access="open", joining="freely", guidelines=""
    )
    here = join(member=bashir, circle=choir)
    pause(membership=here, until=timezone.now() + timedelta(days=3), entry=ruling)

    leave(member=bashir, circle=choir)
    again = join(member=bashir, circle=choir)

    assert again.paused_until
    assert again.restrained_by == ruling.number
    assert not can(bashir, Act.OPEN_THREAD, choir)


def test_a_pause_is_lifted_before_its_time_by_an_entry(bashir, commons, thread, paused, ruling):
    free(membership=paused, entry=append("ruling", {"case": "2"}))

    assert can(bashir, Act.REPLY, thread)
    assert in_commons(bashir, commons).restrained_by is None


@pytest.mark.parametrize(("how", "days"), [(slow, 8), (pause, 31)])
def test_no_ruling_lasts_longer_than_it_may(bashir, commons, ruling, how, days):
    with pytest.raises(TooLong):
        how(membership=in_commons(bashir, commons), until=timezone.now() + timedelta(days=days), entry=ruling)


def test_somebody_else_hears_the_sentence_of_the_table(as_member, bashir, kitchen, paused, amara):
    with pytest.raises(PermissionDenied, match="Only members"):
        open_thread(member=bashir, circle=kitchen, title="Tea", source="Who?")
