"""What members are told of a proposal: calmly, once, and nothing where they have muted it."""

import pytest
from django.utils import timezone

from forum.decisions.changes import of_leaving
from forum.decisions.clock import move_all
from forum.decisions.models import Elector
from forum.decisions.taking_positions import take_position
from forum.notices.actions import subscribe
from forum.notices.deciding import address_of, tell_of_proposal
from forum.notices.models import Level, Notice
from forum.notices.places import Place
from tests.forum.decisions.conftest import BEGIN, DAY, HOUR, after, propose, say, with_positions
from tests.forum.notices.conftest import unread


def told(member) -> list[str]:
    return list(Notice.objects.filter(member=member).values_list("reason", flat=True))


def test_everybody_is_asked_for_their_position_and_it_waits_for_the_morning(amara, bashir, table):
    with_positions(propose(amara, table))
    notice = Notice.objects.get(member=bashir)
    assert (notice.reason, notice.mail) == ("position", "digest")
    assert unread(bashir) == 1


def test_whoever_has_said_nothing_is_reminded_once_and_nobody_else(amara, bashir, chiara, table):
    proposal = with_positions(propose(amara, table))
    say(proposal, "consent", bashir)
    for _twice in range(2):
        move_all(proposal.ends_at - 30 * HOUR)
    assert told(chiara) == ["ending"]  # in place of what was told before
    assert told(bashir) == ["position"]
    assert unread(chiara) == 1


def test_those_who_had_a_say_are_told_of_the_end_and_of_the_review(amara, bashir, chiara, table):
    proposal = with_positions(propose(amara, table))
    say(proposal, "consent", bashir)
    after(proposal)
    assert (told(bashir), told(amara)) == (["decided"], ["decided"])
    assert (told(chiara), unread(chiara)) == ([], 0)  # who said nothing is not asked any more
    for _twice in range(2):
        move_all(proposal.review_at)
    assert told(bashir) == ["review"]
    assert unread(bashir) == 1


def test_told_late_nobody_is_asked_for_what_is_over(amara, bashir, table):
    proposal = with_positions(propose(amara, table))
    say(proposal, "consent", bashir)
    after(proposal)
    tell_of_proposal(proposal.pk, "position", proposal.opened_at)
    assert told(bashir) == ["decided"]


def test_whoever_is_asked_to_leave_is_told_at_once(amara, bashir, esi, table):
    proposal = propose(amara, table, of_leaving(esi))
    notice = Notice.objects.select_related("post__thread").get(member=esi)
    assert (notice.reason, notice.mail) == ("asked-to-leave", "once")
    assert address_of(notice) == proposal.get_absolute_url()
    assert told(bashir) == []


@pytest.mark.parametrize("kind", ["circle", "thread"])
def test_who_has_muted_it_is_told_nothing(amara, bashir, table, kind):
    proposal = propose(amara, table)
    place = Place(kind, table.pk if kind == "circle" else proposal.thread.pk)
    subscribe(member=bashir, place=place, level=Level.NOTHING)
    with_positions(proposal)
    assert told(bashir) == []


def test_telling_twice_tells_once(amara, bashir, table):
    proposal = with_positions(propose(amara, table))
    before = Notice.objects.get(member=bashir)
    tell_of_proposal(proposal.pk, "position", before.at - HOUR)
    assert Notice.objects.get(member=bashir) == before
    assert unread(bashir) == 1


def test_in_the_commons_only_the_active_are_asked(amara, bashir, chiara, commons):
    first = propose(amara, commons, at=BEGIN - 20 * DAY)
    move_all(BEGIN - 18 * DAY)
    first.refresh_from_db()
    take_position(member=bashir, proposal=first, says="consent", reason="Yes.", at=first.ends_at - HOUR)
    Notice.objects.all().delete()
    proposal = with_positions(propose(amara, commons, title="Again"))
    active = Elector.objects.filter(proposal=proposal, is_active=True)
    assert set(active.values_list("member__handle", flat=True)) == {"amara", "bashir"}
    post = proposal.thread.opening
    assert set(Notice.objects.filter(post=post).values_list("member__handle", flat=True)) == {
        "amara",
        "bashir",
    }


def test_seeing_the_proposal_is_reading_what_one_was_told(as_member, amara, bashir, table):
    proposal = propose(amara, table, at=timezone.now() - 3 * DAY)
    move_all(timezone.now())
    assert unread(bashir) == 1
    client = as_member(bashir)
    assert "positions are open: yours is asked for" in client.get("/notices/").content.decode()
    client.get(proposal.get_absolute_url())
    assert unread(bashir) == 0
    notice = Notice.objects.get(member=bashir)
    assert client.get(f"/notices/{notice.pk}/").url == proposal.get_absolute_url()
