"""The few questions the table of Acts asks. They look at rows and never at a role.

Each knows what kind of row it is asked about: of any other it says no, or raises.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

from forum.permissions.holding import writes_in

Predicate = Callable[[Any, Any], bool]
CircleOf = Callable[[Any], int | None]


def is_signed_in(member: Any, _thing: Any) -> bool:
    return member.is_authenticated


def is_author(member: Any, post: Any) -> bool:
    return member.is_authenticated and post.author_id == member.pk


def wrote(member: Any, post: Any) -> bool:
    """Whether the words of a post are the member's own; those brought from elsewhere are nobody's here."""
    return is_author(member, post) and not post.elsewhere


def is_maker(member: Any, draft: Any) -> bool:
    """Whether the draft, the import of notes, or the asking to join, was begun by this member."""
    return member.is_authenticated and draft.member_id == member.pk


def is_oneself(member: Any, profile: Any) -> bool:
    return member.is_authenticated and profile == member


def is_somebody_else(member: Any, other: Any) -> bool:
    return member.is_authenticated and other != member and other.is_active


def is_in_circle(member: Any, circle: Any) -> bool:
    return member.is_authenticated and circle._meta.label == "forum.Circle" and _is_in(member, circle.pk)


def is_joined_freely(member: Any, circle: Any) -> bool:
    """Whether any member can come into the circle by themselves."""
    return member.is_authenticated and circle.joining == "freely"


def is_joined_by_asking(member: Any, circle: Any) -> bool:
    """Whether any member can ask those in the circle to be let in."""
    return member.is_authenticated and circle.joining == "asking"


def invites_into(member: Any, circle: Any) -> bool:
    """Whether the member is in the circle, and it is not the one that everyone is in."""
    return not circle.is_commons and is_in_circle(member, circle)


def leaves(member: Any, circle: Any) -> bool:
    """Whether the member is in the circle, and it is one that can be left."""
    return not circle.is_commons and is_in_circle(member, circle)


def is_in_its_circle(member: Any, thing: Any) -> bool:
    """Whether the member is in the circle the thing belongs to."""
    return member.is_authenticated and _is_in(member, thing.circle_id)


def writes_in_circle(member: Any, circle: Any) -> bool:
    """Whether the member is in the circle, and no ruling keeps them from writing there."""
    return member.is_authenticated and circle._meta.label == "forum.Circle" and writes_in(member, circle.pk)


def posts_in(member: Any, circle: Any) -> bool:
    """The same for a post, of which a ruling may allow only some a day."""
    return (
        member.is_authenticated
        and circle._meta.label == "forum.Circle"
        and writes_in(member, circle.pk, posts=True)
    )


def writes_in_its_circle(member: Any, thing: Any) -> bool:
    """Whether the member may write in the circle the thing belongs to."""
    return member.is_authenticated and writes_in(member, thing.circle_id)


def circle_itself(circle: Any) -> int:
    return circle.pk


def its_circle(thing: Any) -> int | None:
    return thing.circle_id


def circle_beside(place: Any) -> int:
    _text, circle = place
    return circle.pk


def is_proposer(member: Any, edition: Any) -> bool:
    """Whether the edition on its way was proposed by this member."""
    return member.is_authenticated and edition.proposed_by_id == member.pk


def put_up_its_text(member: Any, edition: Any) -> bool:
    """Whether the member put up the text that the edition is one of, and is still in its circle."""
    return (
        member.is_authenticated
        and edition.essay.put_up_by_id == member.pk
        and is_in_its_circle(member, edition.essay)
    )


def may_second(member: Any, edition: Any) -> bool:
    """Whether the member is in the circle of the text, and the edition is another's proposal."""
    return not is_proposer(member, edition) and is_in_its_circle(member, edition.essay)


def is_its_author(member: Any, note: Any) -> bool:
    """Whether the note is in the member's own words; who brought another's from elsewhere does not speak for them."""
    return wrote(member, note.thread.opening)


def writes_beside(member: Any, place: Any) -> bool:
    """Whether the member is in the circle they write for, and that may write beside the text: it is the text's own, or
    the text is open to all. For another circle, notes beside a closed one's text would tell its words to others."""
    text, circle = place
    return posts_in(member, circle) and (text.circle_id == circle.pk or text.circle.access == "open")


def is_the_only_one_behind(member: Any, source: Any) -> bool:
    """Whether the member added the source, and it is nobody else's yet."""
    return member.is_authenticated and source.is_leant_on_only_by(member)


def takes_part(member: Any, thread: Any) -> bool:
    """Whether the member may write in the thread's circle, or is the one it is private to."""
    if thread.private_to_id is not None:
        return member.is_authenticated and thread.private_to_id == member.pk
    return writes_in_its_circle(member, thread)


def posts_in_its_thread(member: Any, thread: Any) -> bool:
    """The same for a post."""
    if thread.private_to_id is not None:
        return takes_part(member, thread)
    return member.is_authenticated and writes_in(member, thread.circle_id, posts=True)


def opened_it(member: Any, thread: Any) -> bool:
    """Whether the member opened the thread, and may still write in the circle it stands in."""
    return (
        member.is_authenticated and thread.opened_by_id == member.pk and writes_in_its_circle(member, thread)
    )


def may_flag(member: Any, post: Any) -> bool:
    """Whether the member is in the circle in which somebody else's post can be read, and it has words."""
    return (
        member.is_authenticated
        and post.author_id != member.pk
        and post.withdrawn_at is None
        and post.thread.private_to_id is None
        and is_in_its_circle(member, post.thread)
    )


def may_flag_conduct(member: Any, membership: Any) -> bool:
    """Whether the member is in the circle in which somebody else is."""
    return (
        member.is_authenticated
        and membership.left_at is None
        and membership.member_id != member.pk
        and is_in_its_circle(member, membership)
    )


def is_about(member: Any, case: Any) -> bool:
    """Whether the case is about the member, or about what they wrote."""
    return member.is_authenticated and case.about_id is not None and case.about_id == member.pk


def practises(member: Any, case: Any) -> bool:
    """Whether the case is one to practise on, in a circle that the member is in."""
    return member.is_authenticated and case.kind == "practice" and is_in_its_circle(member, case)


def proposed_it(member: Any, proposal: Any) -> bool:
    """Whether the proposal is the member's, and they are still in its circle."""
    return is_proposer(member, proposal) and is_in_its_circle(member, proposal)


def has_a_say(member: Any, proposal: Any) -> bool:
    """Whether the member was in the circle when positions on the proposal opened, and has not left it."""
    return is_in_its_circle(member, proposal) and proposal.electors.filter(member=member.pk).exists()


def may_second_block(member: Any, position: Any) -> bool:
    """Whether the member has a say in the proposal, and the position is another's."""
    return position.member_id != member.pk and has_a_say(member, position.proposal)


def is_asked_to_leave(member: Any, proposal: Any) -> bool:
    return member.is_authenticated and proposal.about_id == member.pk


def has_the_turn(member: Any, turn: Any) -> bool:
    """Whether the member has that turn of a role now, and is in the circle that meets."""
    return (
        member.is_authenticated
        and turn.until is None
        and turn.member_id == member.pk
        and is_in_its_circle(member, turn.meeting)
    )


def moves_meeting(member: Any, meeting: Any) -> bool:
    """Whether the member is in the circle that meets, and has the role of facilitator; anybody there may where nobody
    has it, or whoever has it is not in the meeting."""
    if not is_in_its_circle(member, meeting):
        return False
    there = meeting.presences.filter(left_at=None).values("member")
    turns = meeting.turns.filter(role="facilitator", until=None, member__in=there)
    return turns.values_list("member", flat=True).first() in (None, member.pk)


def takes_on(member: Any, item: Any) -> bool:
    """Whether the action item is nobody's yet, in a circle that the member is in."""
    return item.owner_id is None and is_in_its_circle(member, item)


def is_asked_to_take(member: Any, item: Any) -> bool:
    return member.is_authenticated and item.offered_to_id == member.pk and is_in_its_circle(member, item)


def passes_on(member: Any, item: Any) -> bool:
    """Whether the action item is the member's own, or nobody's, in a circle that they are in."""
    return member.is_authenticated and item.owner_id in (None, member.pk) and is_in_its_circle(member, item)


def has_taken(member: Any, item: Any) -> bool:
    """Whether the action item is the member's own, in a circle that they are in."""
    return member.is_authenticated and item.owner_id == member.pk and is_in_its_circle(member, item)


def _is_in(member: Any, circle: int | None) -> bool:
    """Whether the member is in the circle of that id now."""
    with connection.cursor() as cursor:
        cursor.execute(_question(), [member.pk, circle])
        return cursor.fetchone() is not None


@cache
def _question() -> str:
    """Written out, since it is asked on nearly every page of a member, and never on a visitor's: to have it composed of
    expressions each time takes ten times as long as the answer does."""
    table = apps.get_model("forum", "Membership")._meta.db_table
    return f"SELECT 1 FROM {table} WHERE member_id = %s AND circle_id = %s AND left_at IS NULL"  # noqa: S608 (ours)
