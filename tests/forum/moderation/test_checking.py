"""`verify_record` finds what somebody does to the rows of cases behind the program's back."""

from datetime import timedelta

import pytest

from forum.circles.models import Membership
from forum.debate.actions import open_thread
from forum.debate.restraining.models import Restraint
from forum.moderation.models import Ballot, Case, Ruling, Seat
from forum.record.checking import checks
from forum.record.models import Entry
from tests.forum.moderation.conftest import NOW, RUDE, decided, opened

DAY = timedelta(days=1)


@pytest.fixture
def many(settle):
    return settle(12)


@pytest.fixture
def folded(many, rude) -> Case:
    return decided(opened(rude, *many[:2]), "fold")


def found() -> list[str]:
    return [wrong for name in ("cases", "what rulings do") for wrong in checks()[name]()]


def test_cases_as_they_were_hold(folded):
    assert found() == []
    assert list(checks()["chain, draws and tallies"]()) == []


def test_a_post_restrained_by_the_ruling_of_another_is_found(folded, amara, commons):
    other = open_thread(member=amara, circle=commons, title="Peas", source="Peas are fine.", at=NOW).opening
    Restraint.objects.update(post=other)
    assert found() == [f"post {other.pk}: it is restrained by a case about something else"]

    Case.objects.update(post=other)
    assert found() == [f"case {folded.name}: what it is about is not what its pool was drawn for"]


def test_words_exchanged_for_others_are_found_though_they_may_be_edited(folded, rude):
    type(rude).objects.filter(pk=rude.pk).update(source=RUDE + " And worse.")
    assert found() == [f"case {folded.name}: what it is about is not what its pool was drawn for"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda: Ruling.objects.update(outcome="hide"), "its ruling is not what the record says"),
        (lambda: Ballot.objects.filter(seat__number=1).update(choice="keep"), "its votes in round 1"),
        (lambda: Ballot.objects.filter(round=2).update(reason="So."), "its votes in round 2"),
        (lambda: Seat.objects.filter(number=1).update(place=20), "its seats are not those"),
    ],
)
def test_rows_that_say_something_else_than_their_entries_are_found(folded, change, said):
    change()
    assert said in found()[0]


def test_a_ruling_without_a_row_and_one_said_not_to_be_carried_out_are_found(folded):
    entry = Entry.objects.get(type="ruling")
    Entry.objects.filter(pk=entry.pk).update(
        body=entry.body.replace('"carried_out":true', '"carried_out":false')
    )
    assert "said not to have been carried out" in found()[0]
    Restraint.objects.all().delete()
    Ruling.objects.all().delete()
    assert "there is not among the cases" in found()[0]


@pytest.mark.parametrize("field", ["slowed_until", "paused_until"])
def test_whoever_is_slowed_or_paused_without_a_ruling_about_them_is_found(folded, many, field):
    one = Membership.objects.filter(member=many[5]).first()
    entry = Entry.objects.get(type="ruling").pk
    Membership.objects.filter(pk=one.pk).update(**{field: NOW + 5 * DAY, "restrained_by": entry})
    assert found() == [f"membership {one.pk}: it is slowed or paused by a ruling about somebody else"]
