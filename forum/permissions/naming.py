"""What the Acts are called where people read the table, and under which heading each stands. A new act joins here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.permissions.acts import Act


@dataclass(frozen=True)
class Group:
    """Acts that belong together, each with its name, in the order in which one meets them."""

    title: str | Promise
    names: Mapping[Act, str | Promise]


GROUPS = (
    Group(
        _("Circles"),
        {
            Act.START_CIRCLE: _("Start a circle"),
            Act.JOIN_CIRCLE: _("Join a circle by oneself"),
            Act.ASK_TO_JOIN: _("Ask to join a circle"),
            Act.WITHDRAW_ASKING: _("Take back that one asked"),
            Act.ANSWER_ASKING: _("Answer those who ask to join"),
            Act.INVITE: _("Invite others"),
            Act.ACCEPT_INVITATION: _("Accept an invitation"),
            Act.REVOKE_INVITATION: _("Revoke an invitation"),
            Act.LEAVE_CIRCLE: _("Leave a circle"),
        },
    ),
    Group(
        _("Talking"),
        {
            Act.OPEN_THREAD: _("Start a thread"),
            Act.REPLY: _("Reply"),
            Act.EDIT_POST: _("Edit a post"),
            Act.WITHDRAW_POST: _("Withdraw a post"),
            Act.BRANCH_OFF: _("Move replies into a thread of their own"),
            Act.SUMMARISE: _("Say where a thread stands"),
            Act.TAG_THREAD: _("Tag a thread"),
        },
    ),
    Group(
        _("Writing in margins"),
        {
            Act.ANNOTATE: _("Write a note beside a text"),
            Act.NOTE_PRIVATELY: _("Write a private note"),
            Act.PLACE_NOTE: _("Attach a note to other words"),
            Act.ANSWER_EDITION: _("Say whether a new edition answers a note"),
            Act.IMPORT_ANNOTATIONS: _("Bring notes from elsewhere"),
            Act.SETTLE_IMPORT: _("Write notes that were brought, or take them back"),
        },
    ),
    Group(
        _("Texts and their editions"),
        {
            Act.PUT_UP_ESSAY: _("Put up a text"),
            Act.CORRECT_DRAFT: _("Correct and publish an import"),
            Act.PROPOSE_EDITION: _("Propose a new edition"),
            Act.CHANGE_EDITION: _("Change or withdraw a proposed edition"),
            Act.AGREE_TO_EDITION: _("Agree to a new edition"),
            Act.PUBLISH_EDITION: _("Publish a new edition"),
        },
    ),
    Group(
        _("Reading together"),
        {
            Act.PLAN_READING: _("Plan a reading"),
            Act.CHANGE_PLAN: _("Re-plan what lies ahead"),
            Act.ASK_PROMPT: _("Ask something for a meeting"),
            Act.PIN_PASSAGE: _("Pin a note for a meeting"),
            Act.MARK_PROGRESS: _("Mark how far one has read"),
        },
    ),
    Group(
        _("Sources and citations"),
        {
            Act.ADD_SOURCE: _("Add a source"),
            Act.EDIT_SOURCE: _("Edit a source"),
            Act.MERGE_SOURCES: _("Say that two sources are one work"),
            Act.CHECK_CITATION: _("Check a quotation against the book"),
            Act.MEND_CITATION: _("Mend what a citation means"),
        },
    ),
    Group(
        _("Looking after the conversation"),
        {
            Act.FLAG: _("Flag a post"),
            Act.WITHDRAW_FLAG: _("Take a flag back"),
            Act.FLAG_CONDUCT: _("Ask a panel to look at how somebody takes part"),
            Act.GIVE_NONCE: _("Add a number to a draw"),
            Act.ASK_REDRAW: _("Ask for another draw"),
            Act.TAKE_SEAT: _("Take a seat on a panel"),
            Act.RECUSE: _("Give a seat back"),
            Act.VOTE: _("Vote on a panel"),
            Act.APPEAL: _("Appeal a ruling"),
            Act.OPEN_PRACTICE: _("Open a practice case"),
            Act.SIT_IN_PRACTICE: _("Sit in a practice case"),
        },
    ),
    Group(
        _("Deciding together"),
        {
            Act.PROPOSE: _("Make a proposal"),
            Act.CHANGE_PROPOSAL: _("Change a proposal"),
            Act.WITHDRAW_PROPOSAL: _("Withdraw a proposal"),
            Act.TAKE_POSITION: _("Say where one stands"),
            Act.SECOND_BLOCK: _("Find a block principled"),
            Act.VOTE_ON_PROPOSAL: _("Vote on a proposal"),
            Act.ANSWER_PROPOSAL: _("Answer a proposal to leave"),
            Act.REVIEW_DECISION: _("Look at a decision again"),
        },
    ),
    Group(
        _("Meeting"),
        {
            Act.CALL_MEETING: _("Call a meeting"),
            Act.CHANGE_MEETING: _("Change or cancel a meeting, write its agenda"),
            Act.COME_TO_MEETING: _("Say whether one comes; open and close a meeting"),
            Act.CHOOSE_ROLES: _("Opt out of a role"),
            Act.HAND_ON_TURN: _("Swap a role or hand it on"),
            Act.TAKE_UP_TURN: _("Take up a role"),
            Act.TAKE_PART_IN_MEETING: _("Take part in a meeting"),
            Act.MOVE_MEETING: _("Move queue, timer and cursor"),
            Act.SPEAK_UNCOUNTED: _("Have one’s speaking time not counted"),
        },
    ),
    Group(
        _("Meetings: minutes and action items"),
        {
            Act.WRITE_MINUTES: _("Write minutes"),
            Act.OFFER_MINUTES: _("Put minutes before the circle"),
            Act.OBJECT_TO_MINUTES: _("Object to minutes"),
            Act.TAKE_BACK_OBJECTION: _("Take an objection back"),
            Act.ADD_ACTION_ITEM: _("Write down an action item"),
            Act.TAKE_ACTION_ITEM: _("Take an action item"),
            Act.REFUSE_ACTION_ITEM: _("Say no to an action item"),
            Act.HAND_ON_ACTION_ITEM: _("Hand an action item on, or drop it"),
            Act.FINISH_ACTION_ITEM: _("Say that an action item is done"),
        },
    ),
    Group(_("Oneself"), {Act.EDIT_PROFILE: _("Change a profile"), Act.BLOCK: _("Block somebody")}),
)
