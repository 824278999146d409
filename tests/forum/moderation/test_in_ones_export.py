"""Whoever takes their data along has what they did for their circles with it, and nothing of what others did."""

import json

import pytest
from django.urls import reverse

from forum.circles.leaving import leave
from forum.circles.models import Membership
from forum.decisions.models import Elector, ProposalVote
from forum.decisions.taking_positions import second, take_position
from forum.members.models import Member
from forum.moderation.appealing import appeal
from forum.moderation.flagging import flag
from forum.moderation.models import Ballot, Seat
from tests.decided import decide
from tests.forum.moderation.conftest import NOW, RUDE, all_vote, decided, opened, seated
from tests.minuted import minute

DUTIES = (
    "flags", "seats_on_panels", "votes_on_panels", "appeals", "proposals", "positions", "blocks_seconded",
    "votes_on_proposals", "objections_to_minutes", "editions_agreed_to",
)  # fmt: skip


@pytest.fixture
def many(settle):
    return settle(30)


@pytest.fixture
def taken(as_member):
    """What a member takes along, as text and as JSON."""

    def take(member: Member) -> tuple[str, dict]:
        text = as_member(member).get(reverse("export_oneself")).getvalue().decode()
        return text, json.loads(text)

    return take


def test_flags_are_in_the_export_of_whoever_flagged_and_of_nobody_else(many, rude, amara, taken):
    one, other, *others = many
    flag(member=one, post=rude, reason="It hurts.", passage="stupid thing", at=NOW)
    case = opened(rude, other, reason="Not like that.")

    text, said = taken(one)
    assert [(row["reason"], row["words_meant"]) for row in said["flags"]] == [("It hurts.", "stupid thing")]
    assert said["flags"][0]["case"] == f"http://testserver{case.get_absolute_url()}"
    assert "Not like that." not in text
    for member in (amara, others[0]):
        text, said = taken(member)
        assert said["flags"] == []
        assert "It hurts." not in text
        assert not {one.handle, other.handle} & set(text.replace('"', " ").split())


def test_the_words_that_were_meant_leave_with_the_post_when_it_is_hidden(many, rude, taken):
    flag(member=many[0], post=rude, passage="stupid thing", at=NOW)
    decided(opened(rude, many[1]), "hide")

    text, said = taken(many[0])

    assert said["flags"][0]["words_meant"] == ""
    assert "stupid" not in text


def test_seats_and_votes_are_in_the_export_of_whoever_had_them_without_the_number_of_the_seat(
    many, rude, amara, taken
):
    case = decided(opened(rude, *many[:2]), "fold")
    for seat in Seat.objects.filter(panel__case=case).select_related("member")[:3]:
        text, said = taken(seat.member)
        own = Ballot.objects.filter(seat=seat)
        assert [row["accepted_at"] is not None for row in said["seats_on_panels"]] == [True]
        assert [(row["round"], row["choice"], row["reason"]) for row in said["votes_on_panels"]] == [
            (ballot.round, "fold", ballot.reason) for ballot in own.order_by("pk")
        ]
        others = Ballot.objects.exclude(seat=seat).values_list("reason", flat=True)
        assert not any(reason in text for reason in others)
        assert "number" not in {name for row in said["seats_on_panels"] for name in row}
    assert taken(amara)[1]["votes_on_panels"] == []


def test_an_appeal_is_in_the_export_of_whoever_appealed(many, rude, amara, taken):
    case = decided(opened(rude, *many[:2]), "fold")
    appeal(member=amara, case=case, reason="I meant the tea.", at=NOW)
    all_vote(seated(case), "affirm")

    assert [row["reason"] for row in taken(amara)[1]["appeals"]] == ["I meant the tea."]
    assert taken(many[0])[1]["appeals"] == []


def test_positions_seconds_votes_proposals_and_objections_are_their_own(amara, bashir, kitchen, taken):
    Membership.objects.get_or_create(circle=kitchen, member=bashir)
    made = decide(amara, kitchen, "Soup")
    minute(amara, kitchen, "Soup")
    Elector.objects.get_or_create(proposal=made.proposal, member=bashir, defaults={"is_active": True})
    take_position(member=bashir, proposal=made.proposal, says="consent", reason="I like soup.")
    second(member=bashir, position=made.block)
    ProposalVote.objects.create(proposal=made.proposal, member=bashir, says="yes")

    text, said = taken(amara)
    assert [row["title"] for row in said["proposals"]] == ["Soup", "Soup, a draft"]
    assert [(row["says"], row["lifts"]) for row in said["positions"]] == [("block", "Less of Soup.")]
    assert [row["reason"] for row in said["objections_to_minutes"]] == ["Only once, Soup."]
    assert (said["votes_on_proposals"], said["blocks_seconded"]) == ([], [])
    assert "I like soup." not in text

    text, said = taken(bashir)
    assert [(row["says"], row["reason"]) for row in said["positions"]] == [("consent", "I like soup.")]
    assert [row["says"] for row in said["votes_on_proposals"]] == ["yes"]
    assert len(said["blocks_seconded"]) == 1
    assert (said["proposals"], said["objections_to_minutes"]) == ([], [])
    assert "Less of Soup." not in text
    leave(member=bashir, circle=kitchen)
    assert not any(taken(bashir)[1][name] for name in DUTIES)


def test_everything_is_there_by_its_name_and_costs_the_same_however_much_it_is(
    many, rude, taken, as_member, django_assert_max_num_queries
):
    decided(opened(rude, *many[:2]), "fold")
    member = Seat.objects.first().member
    said = taken(member)[1]
    assert set(DUTIES) <= set(said)
    client = as_member(member)
    with django_assert_max_num_queries(24):
        b"".join(client.get(reverse("export_oneself")))
    assert RUDE not in json.dumps({name: said[name] for name in DUTIES})
