"""The table of Acts: who may do what. This is the whole law of the house; views ask it through can() and require().

Seeing is not an act: what a reader may see is decided by `visible_to`, and what they may not see answers 404
before any act is considered. No row names a founder or an operator: they have no act of their own. Whoever facilitates
a meeting, drawn by lot for that meeting, has one: to move its queue, its timer and the cursor of its agenda.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.permissions.predicates import (
    CircleOf,
    Predicate,
    circle_beside,
    circle_itself,
    has_a_say,
    has_taken,
    has_the_turn,
    invites_into,
    is_about,
    is_asked_to_leave,
    is_asked_to_take,
    is_author,
    is_in_circle,
    is_in_its_circle,
    is_its_author,
    is_joined_by_asking,
    is_joined_freely,
    is_maker,
    is_oneself,
    is_proposer,
    is_signed_in,
    is_somebody_else,
    is_the_only_one_behind,
    its_circle,
    leaves,
    may_flag,
    may_flag_conduct,
    may_second,
    may_second_block,
    moves_meeting,
    opened_it,
    passes_on,
    posts_in,
    posts_in_its_thread,
    practises,
    proposed_it,
    put_up_its_text,
    takes_on,
    takes_part,
    writes_beside,
    writes_in_circle,
    writes_in_its_circle,
    wrote,
)


@dataclass(frozen=True, eq=False)  # an Enum hashes its values, and hashing a lazy sentence would translate it
class Rule:
    """Who may do an act, as a predicate and as a sentence."""

    allowed: Predicate
    sentence: str | Promise
    # For what is written where others read it: the number of the circle, of the thing that the rule is asked about.
    # A ruling may hold members back there (see holding.py), which the predicate asks too.
    written_in: CircleOf | None = None


class Act(Enum):
    """Everything that changes what others see. The value is the act's rule."""

    START_CIRCLE = Rule(is_signed_in, _("Any member can start a circle."))
    JOIN_CIRCLE = Rule(
        is_joined_freely,
        _("Any member can join a circle that is joined freely; a circle’s page says how one comes in."),
    )
    ASK_TO_JOIN = Rule(
        is_joined_by_asking,
        _(
            "Any member can ask to join a circle that is joined by asking; a circle’s page says how one comes in."
        ),
    )
    WITHDRAW_ASKING = Rule(is_maker, _("Only the member who asks to join can take that back."))
    ANSWER_ASKING = Rule(is_in_its_circle, _("Only members of a circle can answer those who ask to join it."))
    INVITE = Rule(
        invites_into,
        _("Only members of a circle can invite others into it, and in the Commons everyone already is."),
    )
    ACCEPT_INVITATION = Rule(is_signed_in, _("Any member can accept an invitation that still holds."))
    REVOKE_INVITATION = Rule(is_in_its_circle, _("Only members of its circle can revoke an invitation."))
    LEAVE_CIRCLE = Rule(
        leaves,
        _(
            "Only members of a circle can leave it, at any time. The Commons cannot be left: everyone is in it."
        ),
    )
    OPEN_THREAD = Rule(posts_in, _("Only members of a circle can start a thread in it."), circle_itself)
    REPLY = Rule(posts_in_its_thread, _("Only members of its circle can reply in a thread."), its_circle)
    EDIT_POST = Rule(  # and nobody what was brought from elsewhere
        wrote, _("Only its author can edit a post; readers can still see its earlier versions.")
    )
    WITHDRAW_POST = Rule(is_author, _("Only its author can withdraw a post; the replies to it stay."))
    BRANCH_OFF = Rule(  # asked about the thread; nobody moves what is private
        writes_in_its_circle,
        _("Only members of its circle can move replies into a thread of their own, or back again."),
        its_circle,
    )
    SUMMARISE = Rule(
        writes_in_its_circle,
        _("Only members of its circle can write on top of a thread where it stands."),
        its_circle,
    )
    TAG_THREAD = Rule(
        opened_it, _("Only whoever opened a thread, and is in its circle, can give it tags."), its_circle
    )
    ANNOTATE = Rule(  # asked about a text and the circle one writes for
        writes_beside,
        _(
            "Only members of a circle can write notes for it, and beside the text of a closed circle "
            "only for that circle."
        ),
        circle_beside,
    )
    NOTE_PRIVATELY = Rule(
        is_signed_in, _("Any member can write private notes beside any text they can read.")
    )
    PUT_UP_ESSAY = Rule(
        writes_in_circle, _("Only members of a circle can put up a text in it."), circle_itself
    )
    CORRECT_DRAFT = Rule(is_maker, _("Only the member who began an import can correct and publish it."))
    PROPOSE_EDITION = Rule(
        writes_in_its_circle, _("Only members of its circle can propose a new edition of a text."), its_circle
    )
    CHANGE_EDITION = Rule(
        is_proposer, _("Only the member who proposes a new edition can change or withdraw it.")
    )
    PUBLISH_EDITION = Rule(
        put_up_its_text,
        _(
            "A new edition is published by the member who put the text up, or when two others have agreed to it."
        ),
    )
    AGREE_TO_EDITION = Rule(
        may_second, _("Only members of its circle other than the proposer can agree to a new edition.")
    )
    PLACE_NOTE = Rule(
        takes_part,
        _("Only those who may write a note there can attach one to other words of the text."),
        its_circle,
    )
    ANSWER_EDITION = Rule(
        is_its_author, _("Only the author of a note can say whether a new edition answers it.")
    )
    IMPORT_ANNOTATIONS = Rule(
        writes_in_its_circle,
        _("Only members of its circle can bring notes from elsewhere to a text."),
        its_circle,
    )
    SETTLE_IMPORT = Rule(
        is_maker, _("Only the member who brought a file of notes can have them written, or take them back.")
    )
    PLAN_READING = Rule(
        writes_in_circle, _("Only members of a circle can plan what it reads together."), circle_itself
    )
    CHANGE_PLAN = Rule(
        writes_in_its_circle,
        _(
            "Any member of its circle can re-plan what lies ahead, or end a plan; nobody changes what is past."
        ),
        its_circle,
    )
    ASK_PROMPT = Rule(
        writes_in_its_circle, _("Only members of its circle can ask something for a meeting."), its_circle
    )
    PIN_PASSAGE = Rule(
        writes_in_its_circle,
        _("Any member of its circle can pin a note for a meeting, or take it off again."),
        its_circle,
    )
    MARK_PROGRESS = Rule(is_signed_in, _("Any member can mark how far they have read; nobody else sees it."))
    ADD_SOURCE = Rule(is_signed_in, _("Any member can add a source."))
    CHECK_CITATION = Rule(
        writes_in_its_circle,
        _("Only members of its circle can check what a text cites against the books."),
        its_circle,
    )
    MEND_CITATION = Rule(
        writes_in_its_circle,
        _(
            "Any member of its circle can mend what a citation in a text means; anyone’s mending can be taken back."
        ),
        its_circle,
    )
    EDIT_SOURCE = Rule(
        is_the_only_one_behind,
        _(
            "Only whoever added a source can edit it, while nobody else uses it. Add it anew and merge the two."
        ),
    )
    MERGE_SOURCES = Rule(
        is_signed_in, _("Any member can say that two sources are the same work, and any member can undo it.")
    )
    FLAG = Rule(
        may_flag,
        _("Only members of its circle can flag a post, and nobody flags their own, or an empty one."),
    )
    WITHDRAW_FLAG = Rule(is_maker, _("Only the member who flagged a post can take the flag back."))
    FLAG_CONDUCT = Rule(
        may_flag_conduct,
        _("Only members of a circle can ask a panel to look at how another member takes part in it."),
    )
    GIVE_NONCE = Rule(is_about, _("Only whom a case is about can add the last number to its draw."))
    ASK_REDRAW = Rule(is_about, _("Only whom a case is about can ask for another draw, once."))
    APPEAL = Rule(is_about, _("Only whom a ruling restricts can appeal it, once."))
    TAKE_SEAT = Rule(is_maker, _("Only the member whom the lot offers a seat can take it."))
    RECUSE = Rule(is_maker, _("Only the member who has a seat can give it back; no reason is asked."))
    VOTE = Rule(is_maker, _("Only the members of a panel, drawn by lot, can vote in its case."))
    OPEN_PRACTICE = Rule(is_in_circle, _("Only members of a circle can open a practice case in it."))
    SIT_IN_PRACTICE = Rule(practises, _("Only members of its circle can take a seat in a practice case."))
    PROPOSE = Rule(is_in_circle, _("Only members of a circle can propose something to it."))
    CHANGE_PROPOSAL = Rule(
        proposed_it, _("Only whoever proposed it, and is in its circle, can change the words of a proposal.")
    )
    WITHDRAW_PROPOSAL = Rule(is_proposer, _("Only whoever proposed it can withdraw a proposal."))
    TAKE_POSITION = Rule(
        has_a_say,
        _(
            "Only those who were in the circle when positions opened have a say in a proposal; whoever came "
            "later is asked the next time."
        ),
    )
    SECOND_BLOCK = Rule(
        may_second_block, _("Only others who have a say in a proposal can find a block in it principled.")
    )
    VOTE_ON_PROPOSAL = Rule(
        has_a_say, _("Only those who were in the circle when positions opened can vote on a proposal.")
    )
    ANSWER_PROPOSAL = Rule(is_asked_to_leave, _("Only whoever it asks to leave can answer such a proposal."))
    REVIEW_DECISION = Rule(
        is_in_its_circle, _("Only members of its circle can say that a decision has been looked at again.")
    )
    CALL_MEETING = Rule(
        writes_in_circle, _("Only members of a circle can call a meeting of it."), circle_itself
    )
    CHANGE_MEETING = Rule(  # its date and its agenda too: nobody owns a meeting
        writes_in_its_circle, _("Only members of its circle can change or cancel a meeting."), its_circle
    )
    COME_TO_MEETING = Rule(
        is_in_its_circle,
        _("Only members of its circle can say whether they come to a meeting, open it or close it."),
    )
    CHOOSE_ROLES = Rule(
        is_in_circle, _("Only members of a circle can say which roles of its meetings they do not take.")
    )
    HAND_ON_TURN = Rule(has_the_turn, _("Only whoever has a role of a meeting can swap it or hand it on."))
    TAKE_UP_TURN = Rule(is_in_its_circle, _("Only members of its circle can take up a role of a meeting."))
    TAKE_PART_IN_MEETING = Rule(
        is_in_its_circle, _("Only members of a circle can take part in its meetings, and speak in them.")
    )
    MOVE_MEETING = Rule(
        moves_meeting,
        _(
            "Only whoever facilitates a meeting, and is there, can move its queue, its timer and the cursor of its "
            "agenda; where nobody does, any member of its circle can."
        ),
    )
    SPEAK_UNCOUNTED = Rule(
        is_in_circle,
        _("Only members of a circle can say, each for themselves, whether their speaking time is counted."),
    )
    WRITE_MINUTES = Rule(  # asked about the meeting
        writes_in_its_circle,
        _("Only members of its circle can write the minutes of a meeting, all of them together."),
        its_circle,
    )
    OFFER_MINUTES = Rule(
        is_in_its_circle, _("Only members of its circle can put the minutes of a meeting before it.")
    )
    OBJECT_TO_MINUTES = Rule(is_in_its_circle, _("Only members of its circle can object to minutes."))
    TAKE_BACK_OBJECTION = Rule(is_maker, _("Only the member who objects to minutes can take that back."))
    ADD_ACTION_ITEM = Rule(  # asked about the meeting
        writes_in_its_circle,
        _("Only members of its circle can write down what is to be done after a meeting."),
        its_circle,
    )
    TAKE_ACTION_ITEM = Rule(
        takes_on, _("Only members of its circle can take an action item, as long as it is nobody’s.")
    )
    REFUSE_ACTION_ITEM = Rule(
        is_asked_to_take, _("Only whoever is asked to take an action item can say no to it.")
    )
    HAND_ON_ACTION_ITEM = Rule(
        passes_on,
        _(
            "Only whoever has taken an action item can offer it to somebody else, give it back, or drop it; as "
            "long as it is nobody’s, any member of its circle."
        ),
    )
    FINISH_ACTION_ITEM = Rule(has_taken, _("Only whoever has taken an action item can say that it is done."))
    EDIT_PROFILE = Rule(is_oneself, _("Members can change only their own profile."))
    BLOCK = Rule(  # changes only what oneself is shown, and stands here so that everyone knows of it
        is_somebody_else,
        _(
            "Any member can block another: they are not called by them, and see their posts folded. Nobody else "
            "sees that."
        ),
    )


def can(member: Any, act: Act, thing: Any = None) -> bool:
    """Whether `member` (or a visitor) may do `act` to `thing`."""
    return act.value.allowed(member, thing)
