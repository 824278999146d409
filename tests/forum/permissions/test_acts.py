"""The table of Acts, row by row: who may, and who may not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from essays.editions.models import NextEdition
from essays.library.models import Citation, Edition, Essay, ImportDraft, Section
from essays.margin.models import Annotation
from essays.reading.models import Plan
from forum.circles.actions import open_circle
from forum.circles.models import Asking, Circle, Invitation, Membership
from forum.debate.actions import open_thread
from forum.debate.models import Post
from forum.decisions.models import Position, Proposal
from forum.meetings.minutes.models import ActionItem, Minutes, Objection
from forum.meetings.models import Meeting
from forum.meetings.rota.models import Turn
from forum.moderation.models import Case, Flag, Seat
from forum.permissions import Act, can, require
from forum.sources.models import Source
from tests.decided import decide

VISITOR = AnonymousUser()


@pytest.fixture
def things(amara, dmitri, kitchen):
    """What acts are done to, all of it Amara's, in a closed circle that she alone is in."""
    return things_of(amara, dmitri, kitchen)


def things_of(owner, other, circle):
    """What acts are done to in `circle`, all of it the owner's but for a post, a membership and an edition."""
    thread = open_thread(member=owner, circle=circle, title="Supper", source="Who cooks?")
    essay = Essay.objects.create(slug="soup", title="Soup", circle=circle, put_up_by=owner)
    section = Section.objects.create(
        edition=Edition.objects.create(essay=essay), position=1, slug="one", text="", blocks=[]
    )
    proposal = decide(owner, circle, "Soup").proposal
    return {
        "circle": circle,
        "thread": thread,
        "post": thread.opening,
        "another's post": Post(thread=thread, author=other),
        "another's membership": Membership(circle=circle, member=other),
        "essay": essay,
        "note": Annotation(thread=thread, essay=essay),
        "own edition": NextEdition(essay=essay, proposed_by=owner),
        "another's edition": NextEdition(essay=essay, proposed_by=other),
        "margin": (essay, circle),
        "source": Source.objects.create(csl={}, title="Soups", added_by=owner),
        "citation": Citation.objects.create(section=section, block=1, raw="ibid"),
        "draft": ImportDraft.objects.create(member=owner, circle=circle),
        "member": owner,
        "asking": Asking(circle=circle, member=owner),
        "invitation": Invitation(circle=circle, by=owner),
        "free circle": Circle(joining=Circle.Joining.FREELY),
        "circle that is asked": Circle(joining=Circle.Joining.ASKING),
        "own flag": Flag(member=owner),
        "own seat": Seat(member=owner),
        "case": Case(circle=circle, about=owner),
        "practice": Case(circle=circle, kind=Case.Kind.PRACTICE),
        "proposal": proposal,
        "another's block": Position(proposal=proposal, member=other),
        "being asked to leave": Proposal(about=owner),
        "own turn": Turn(member=owner, meeting=Meeting(circle=circle)),
        "meeting": Meeting.objects.create(circle=circle, title="Supper", time_zone="UTC", called_by=owner),
        "minutes": Minutes(meeting=Meeting(circle=circle)),
        "own objection": Objection(member=owner),
        "free item": ActionItem(circle=circle),
        "item one is asked to take": ActionItem(circle=circle, offered_to=owner),
        "own item": ActionItem(circle=circle, owner=owner),
        "plan": Plan(circle=circle),
        "nothing": None,
    }


IN_ITS_CIRCLE = [
    (Act.OPEN_THREAD, "circle"),
    (Act.ANNOTATE, "margin"),
    (Act.PUT_UP_ESSAY, "circle"),
    (Act.IMPORT_ANNOTATIONS, "essay"),
    (Act.REPLY, "thread"),
    (Act.BRANCH_OFF, "thread"),
    (Act.SUMMARISE, "thread"),
    (Act.PROPOSE_EDITION, "essay"),
    (Act.AGREE_TO_EDITION, "another's edition"),
    (Act.PLACE_NOTE, "thread"),
    (Act.CHECK_CITATION, "citation"),
    (Act.MEND_CITATION, "citation"),
    (Act.INVITE, "circle"),
    (Act.LEAVE_CIRCLE, "circle"),
    (Act.ANSWER_ASKING, "asking"),
    (Act.REVOKE_INVITATION, "invitation"),
    (Act.FLAG, "another's post"),
    (Act.FLAG_CONDUCT, "another's membership"),
    (Act.OPEN_PRACTICE, "circle"),
    (Act.SIT_IN_PRACTICE, "practice"),
    (Act.PROPOSE, "circle"),
    (Act.CHANGE_PROPOSAL, "proposal"),
    (Act.TAKE_POSITION, "proposal"),
    (Act.SECOND_BLOCK, "another's block"),
    (Act.VOTE_ON_PROPOSAL, "proposal"),
    (Act.REVIEW_DECISION, "proposal"),
    (Act.PLAN_READING, "circle"),
    (Act.CHANGE_PLAN, "plan"),
    (Act.ASK_PROMPT, "plan"),
    (Act.PIN_PASSAGE, "meeting"),
    (Act.CALL_MEETING, "circle"),
    (Act.CHANGE_MEETING, "meeting"),
    (Act.COME_TO_MEETING, "meeting"),
    (Act.CHOOSE_ROLES, "circle"),
    (Act.TAKE_UP_TURN, "meeting"),
    (Act.TAKE_PART_IN_MEETING, "meeting"),
    (Act.MOVE_MEETING, "meeting"),
    (Act.SPEAK_UNCOUNTED, "circle"),
    (Act.WRITE_MINUTES, "meeting"),
    (Act.OFFER_MINUTES, "meeting"),
    (Act.OBJECT_TO_MINUTES, "minutes"),
    (Act.ADD_ACTION_ITEM, "meeting"),
    (Act.TAKE_ACTION_ITEM, "free item"),
    (Act.HAND_ON_ACTION_ITEM, "free item"),
]
ONE_S_OWN = [
    (Act.EDIT_POST, "post"),
    (Act.WITHDRAW_POST, "post"),
    (Act.TAG_THREAD, "thread"),
    (Act.CORRECT_DRAFT, "draft"),
    (Act.SETTLE_IMPORT, "draft"),
    (Act.EDIT_PROFILE, "member"),
    (Act.EDIT_SOURCE, "source"),
    (Act.CHANGE_EDITION, "own edition"),
    (Act.PUBLISH_EDITION, "another's edition"),
    (Act.ANSWER_EDITION, "note"),
    (Act.WITHDRAW_ASKING, "asking"),
    (Act.WITHDRAW_FLAG, "own flag"),
    (Act.TAKE_SEAT, "own seat"),
    (Act.RECUSE, "own seat"),
    (Act.VOTE, "own seat"),
    (Act.GIVE_NONCE, "case"),
    (Act.ASK_REDRAW, "case"),
    (Act.APPEAL, "case"),
    (Act.WITHDRAW_PROPOSAL, "proposal"),
    (Act.ANSWER_PROPOSAL, "being asked to leave"),
    (Act.HAND_ON_TURN, "own turn"),
    (Act.TAKE_BACK_OBJECTION, "own objection"),
    (Act.REFUSE_ACTION_ITEM, "item one is asked to take"),
    (Act.HAND_ON_ACTION_ITEM, "own item"),
    (Act.FINISH_ACTION_ITEM, "own item"),
]
ANY_MEMBER = [
    (Act.BLOCK, "member"),
    (Act.MARK_PROGRESS, "nothing"),
    (Act.ADD_SOURCE, "nothing"),
    (Act.MERGE_SOURCES, "nothing"),
    (Act.NOTE_PRIVATELY, "nothing"),
    (Act.START_CIRCLE, "nothing"),
    (Act.ACCEPT_INVITATION, "nothing"),
    (Act.JOIN_CIRCLE, "free circle"),
    (Act.ASK_TO_JOIN, "circle that is asked"),
]


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
        except (AttributeError, TypeError, ValueError):
            allowed = False
        assert not allowed


@pytest.fixture
def garden(bashir):
    """An open circle that Bashir opened, and Amara is not in."""
    return open_circle(member=bashir, slug="garden", name="Garden")


def test_an_open_text_is_annotated_for_any_circle_one_is_in(amara, bashir, commons, kitchen, garden):
    text = Essay.objects.create(slug="peas", title="Peas", circle=garden, put_up_by=bashir)

    assert can(amara, Act.ANNOTATE, (text, kitchen))
    assert can(amara, Act.ANNOTATE, (text, commons))
    assert not can(amara, Act.ANNOTATE, (text, garden))
    assert not can(bashir, Act.ANNOTATE, (text, kitchen))


def test_the_text_of_a_closed_circle_is_annotated_for_that_circle_alone(amara, bashir, commons, kitchen):
    text = Essay.objects.create(slug="soup", title="Soup", circle=kitchen, put_up_by=amara)

    assert can(amara, Act.ANNOTATE, (text, kitchen))
    assert not can(amara, Act.ANNOTATE, (text, commons))
    assert not can(bashir, Act.ANNOTATE, (text, commons))


def test_a_private_note_is_answered_by_its_author_alone(amara, bashir):
    note = open_thread(member=amara, circle=None, source="For myself.")

    assert can(amara, Act.REPLY, note)
    assert not can(bashir, Act.REPLY, note)


@pytest.mark.parametrize("act", Act)
def test_running_the_installation_gives_no_power_over_anyones_words(things, bashir, act):
    bashir.is_staff = bashir.is_superuser = True
    bashir.save()

    thing = dict(IN_ITS_CIRCLE + ONE_S_OWN + ANY_MEMBER)[act]
    assert can(bashir, act, things[thing]) == ((act, thing) in ANY_MEMBER)


def test_who_put_a_text_up_publishes_anyones_edition_of_it_while_in_its_circle(things, amara):
    assert can(amara, Act.PUBLISH_EDITION, things["own edition"])
    amara.memberships.filter(circle=things["circle"]).update(left_at="2026-01-01T00:00Z")
    assert not can(amara, Act.PUBLISH_EDITION, things["own edition"])


def test_nobody_agrees_to_their_own_edition(things, amara):
    assert not can(amara, Act.AGREE_TO_EDITION, things["own edition"])


def test_opening_a_circle_gives_no_power_over_what_others_write_in_it(amara, bashir, commons):
    garden = open_circle(member=amara, slug="garden", name="Garden")
    bashir.memberships.create(circle=garden)
    post = open_thread(member=bashir, circle=garden, title="Peas", source="When?").opening

    assert not can(amara, Act.EDIT_POST, post)
    assert not can(amara, Act.WITHDRAW_POST, post)


@pytest.mark.parametrize("act", [Act.JOIN_CIRCLE, Act.ASK_TO_JOIN])
def test_each_circle_is_come_into_by_its_own_way_alone(things, bashir, act):
    ways = ("circle", "free circle", "circle that is asked")
    assert sum(can(bashir, act, things[way]) for way in ways) == 1


def test_nobody_invites_into_the_commons_nor_leaves_them(amara, commons):
    assert not can(amara, Act.INVITE, commons)
    assert not can(amara, Act.LEAVE_CIRCLE, commons)


def test_what_is_not_allowed_is_refused_in_the_rules_own_words(things, bashir):
    with pytest.raises(PermissionDenied, match="Only its author can edit a post"):
        require(bashir, Act.EDIT_POST, things["post"])


class Watched:
    """A member of whom is remembered what the table asks."""

    def __init__(self, member):
        self.member, self.asked = member, set()

    def __getattr__(self, name):
        self.asked.add(name)
        return getattr(self.member, name)


def test_of_a_member_the_table_asks_only_which_one_it_is(things, amara):
    """So no column, group or role that a member has, now or later, can let them do more: not for running the server,
    not for having begun a circle, not for leading a meeting."""
    for act, thing in IN_ITS_CIRCLE + ONE_S_OWN + ANY_MEMBER:
        watched = Watched(amara)
        can(watched, act, things[thing])
        assert watched.asked <= {"is_authenticated", "pk"}, act


@pytest.mark.parametrize("role", ["founder", "operator"])
def test_no_role_may_more_than_whoever_came_in_last(amara, bashir, chiara, dmitri, kitchen, role):
    """Amara began the circle, Chiara runs the server, Bashir came in last; everything in it is Dmitri's."""
    for member in (chiara, dmitri, bashir):
        kitchen.memberships.create(member=member)
    chiara.is_staff = chiara.is_superuser = True
    chiara.save()
    things = things_of(dmitri, amara if role == "operator" else chiara, kitchen)

    someone = {"founder": amara, "operator": chiara}[role]
    for act, thing in IN_ITS_CIRCLE + ONE_S_OWN + ANY_MEMBER:
        assert can(someone, act, things[thing]) == can(bashir, act, things[thing]), act
