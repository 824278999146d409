"""Two at once: nothing is counted, offered or carried out twice."""

from datetime import timedelta
from threading import Event
from time import sleep

import pytest
from django.db import transaction

from forum.circles.models import Circle, Membership
from forum.debate.actions import open_thread, reply
from forum.debate.models import Post
from forum.members.leaving import close_account
from forum.members.models import Member
from forum.moderation.deadlines import move_on
from forum.moderation.flagging import flag
from forum.moderation.models import Ballot, Case, Flag, Ruling, Seat
from forum.moderation.refusing import NotNow
from forum.moderation.seating import take_seat
from forum.moderation.steps import locked
from forum.moderation.voting import vote
from forum.record.models import Entry
from forum.record.writing import append
from tests.conftest import make_member
from tests.forum.debate.test_concurrency import at_once
from tests.forum.moderation.conftest import NOW, RUDE, all_vote, drawn, opened, seated, settle_in

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)


@pytest.fixture
def many() -> list[Member]:
    # Emptying the tables after a test takes the Commons with it.
    commons, _ = Circle.objects.get_or_create(
        is_commons=True, defaults={"slug": "commons", "name": "The Commons"}
    )
    rows = [Member(handle=f"s{number}", email=f"s{number}@example.org", password="!") for number in range(12)]
    members = Member.objects.bulk_create(rows)
    Membership.objects.bulk_create(Membership(circle=commons, member=member) for member in members)
    settle_in(members, commons)
    return members


@pytest.fixture
def rude(many) -> Post:
    return open_thread(
        member=make_member("amara"),
        circle=Circle.objects.commons(),
        title="Tea",
        source=RUDE,
        at=NOW - timedelta(hours=2),
    ).opening


def tried(act):
    """`act`, which returns whether it was done rather than too late."""

    def attempt(*given) -> bool:
        try:
            act(*given)
        except NotNow:
            return False
        return True

    return attempt


def test_two_flags_at_once_open_one_case(many, rude):
    at_once(lambda member: flag(member=member, post=rude, at=NOW), *[(one,) for one in many[:2]])

    assert Case.objects.get().flags.count() == 2
    assert Entry.objects.filter(type="open").count() == 1


def test_a_flag_sent_many_times_at_once_is_one(many, rude):
    at_once(lambda: flag(member=many[0], post=rude, at=NOW), *[()] * 4)
    assert Flag.objects.count() == Case.objects.count() == 1


def test_two_workers_at_the_deadline_draw_once(many, rude):
    case = opened(rude, *many[:2])

    at_once(lambda: move_on(NOW + DAY), *[()] * 3)

    case.refresh_from_db()
    assert case.stage == Case.Stage.SEATING
    assert Entry.objects.filter(type="draw").count() == 1
    assert case.panel.seats.count() == case.panel.n


def test_the_last_two_votes_at_once_end_the_round_once(many, rude):
    case = opened(rude, *many[:2])
    panel = seated(case)
    all_vote(panel, "fold")
    first, *others = panel.seats.taken()
    vote(member=first.member, seat=first, choice="fold", reason="Still.", at=NOW)

    def cast(seat):
        vote(member=seat.member, seat=seat, choice="fold", reason="Still.", at=NOW)

    at_once(cast, *[(seat,) for seat in others])

    assert Ruling.objects.get().outcome == "fold"
    assert Entry.objects.filter(type="tally").count() == 2
    assert Ballot.objects.filter(round=Ballot.FINAL).count() == panel.n


def test_a_seat_is_taken_or_lapses_and_never_both(many, rude):
    case = opened(rude, *many[:2])
    panel = drawn(case)
    seat = panel.seats.order_by("number").first()
    just_in_time = seat.offered_until - timedelta(seconds=1)

    def act(what):
        if what == "take":
            return tried(lambda: take_seat(member=seat.member, seat=seat, at=just_in_time))()
        return bool(move_on(seat.offered_until))

    at_once(act, ("take",), ("lapse",), ("lapse",))

    seat.refresh_from_db()
    assert (seat.accepted_at is None) != (seat.ended_at is None)
    assert Seat.objects.live().filter(panel=panel, number=seat.number).count() == 1


@pytest.mark.parametrize("closes", ["author", "panel"])
def test_an_account_is_closed_whatever_goes_on_in_the_cases_it_has_a_part_in(many, rude, closes):
    """Two cases, of which one is at its end elsewhere while the other is left, neither waits for the other for ever."""
    amara = rude.author
    other = reply(member=amara, answers=rude, source="And you as well.")
    early, late = opened(rude, *many[:2]), opened(other, *many[2:4])
    if closes == "author":
        member, busy = amara, early
    else:
        first, second = seated(early), seated(late)
        member, busy = first.seats.taken().order_by("number")[0].member, late
        Seat.objects.filter(pk=second.seats.taken().order_by("number")[0].pk).update(member=member)  # in both
        for seat in first.seats.taken().exclude(member=member):
            vote(member=seat.member, seat=seat, choice="keep", reason="So.", at=first.voting_at)
    holding = Event()

    def decide():
        with transaction.atomic():
            locked(busy)
            holding.set()
            sleep(0.5)  # for the other to get as far as it can
            append("close", {"case": "x", "how": "y"})

    def close():
        holding.wait()
        close_account(member=member, withdraws=closes == "author")

    at_once(lambda act: act(), (decide,), (close,))
    assert not Member.objects.get(pk=member.pk).is_active
