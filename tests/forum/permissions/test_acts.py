"""The table of Acts, row by row: who may, and who may not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from essays.library.models import Essay, ImportDraft
from forum.circles.actions import open_circle
from forum.debate.actions import open_thread
from forum.debate.models import Post
from forum.permissions import Act, can, require
from forum.sources.models import Source

VISITOR = AnonymousUser()


@pytest.fixture
def things(amara, kitchen):
    """What acts are done to, all of it Amara's, in a closed circle that she alone is in."""
    thread = open_thread(member=amara, circle=kitchen, title="Supper", source="Who cooks?")
    return {
        "circle": kitchen,
        "thread": thread,
        "post": thread.opening,
        "essay": Essay.objects.create(slug="soup", title="Soup", circle=kitchen, put_up_by=amara),
        "draft": ImportDraft.objects.create(member=amara, circle=kitchen),
        "member": amara,
        "nothing": None,
    }


IN_ITS_CIRCLE = [
    (Act.OPEN_THREAD, "circle"),
    (Act.ANNOTATE, "essay"),
    (Act.PUT_UP_ESSAY, "circle"),
    (Act.REPLY, "thread"),
]
ONE_S_OWN = [
    (Act.EDIT_POST, "post"),
    (Act.WITHDRAW_POST, "post"),
    (Act.CORRECT_DRAFT, "draft"),
    (Act.EDIT_PROFILE, "member"),
]
ANY_MEMBER = [(Act.ADD_SOURCE, "nothing"), (Act.NOTE_PRIVATELY, "nothing")]


def test_every_act_of_the_table_is_tried_here():
    assert {act for act, _ in IN_ITS_CIRCLE + ONE_S_OWN + ANY_MEMBER} == set(Act)


@pytest.mark.parametrize(("act", "thing"), IN_ITS_CIRCLE)
def test_only_those_in_its_circle_may(things, amara, bashir, act, thing):
    assert can(amara, act, things[thing])
    assert not can(bashir, act, things[thing])
    assert not can(VISITOR, act, things[thing])


@pytest.mark.parametrize(("act", "thing"), IN_ITS_CIRCLE)
def test_whoever_left_a_circle_may_no_longer(things, amara, act, thing):
    amara.memberships.filter(circle=things["circle"]).update(left_at="2026-01-01T00:00Z")

    assert not can(amara, act, things[thing])


@pytest.mark.parametrize(("act", "thing"), ONE_S_OWN)
def test_only_whose_it_is_may(things, amara, bashir, act, thing):
    assert can(amara, act, things[thing])
    assert not can(bashir, act, things[thing])
    assert not can(VISITOR, act, things[thing])


@pytest.mark.parametrize(("act", "thing"), ANY_MEMBER)
def test_any_member_may_and_no_visitor(things, bashir, act, thing):
    assert can(bashir, act, things[thing])
    assert not can(VISITOR, act, things[thing])


@pytest.mark.parametrize("kind", [Post, Source])
@pytest.mark.parametrize("act", [act for act, _ in IN_ITS_CIRCLE + ONE_S_OWN])
def test_a_row_of_another_kind_is_not_mistaken_for_what_it_shares_its_number_with(bashir, commons, act, kind):
    for number in (commons.pk, bashir.pk):
        try:
            allowed = can(bashir, act, kind(pk=number))
        except (AttributeError, ValueError):
            allowed = False
        assert not allowed


def test_a_private_note_is_answered_by_its_author_alone(amara, bashir):
    note = open_thread(member=amara, circle=None, source="For myself.")

    assert can(amara, Act.REPLY, note)
    assert not can(bashir, Act.REPLY, note)


@pytest.mark.parametrize("act", Act)
def test_running_the_installation_gives_no_power_over_anyones_words(things, bashir, act):
    bashir.is_staff = bashir.is_superuser = True
    bashir.save()

    thing = dict(IN_ITS_CIRCLE + ONE_S_OWN + ANY_MEMBER)[act]
    assert can(bashir, act, things[thing]) == (thing == "nothing")


def test_opening_a_circle_gives_no_power_over_what_others_write_in_it(amara, bashir, commons):
    garden = open_circle(member=amara, slug="garden", name="Garden")
    bashir.memberships.create(circle=garden)
    post = open_thread(member=bashir, circle=garden, title="Peas", source="When?").opening

    assert not can(amara, Act.EDIT_POST, post)
    assert not can(amara, Act.WITHDRAW_POST, post)


def test_what_is_not_allowed_is_refused_in_the_rules_own_words(things, bashir):
    with pytest.raises(PermissionDenied, match="Only its author can edit a post"):
        require(bashir, Act.EDIT_POST, things["post"])
