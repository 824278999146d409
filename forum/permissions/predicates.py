"""The few questions the table of Acts asks. They look at rows and never at a role.

Each knows what kind of row it is asked about: of any other it says no, or raises.
"""

from collections.abc import Callable
from typing import Any

Predicate = Callable[[Any, Any], bool]


def is_signed_in(member: Any, _thing: Any) -> bool:
    return member.is_authenticated


def is_author(member: Any, post: Any) -> bool:
    return member.is_authenticated and post.author_id == member.pk


def is_maker(member: Any, draft: Any) -> bool:
    """Whether the draft was begun by this member."""
    return member.is_authenticated and draft.member_id == member.pk


def is_oneself(member: Any, profile: Any) -> bool:
    return member.is_authenticated and profile == member


def is_in_circle(member: Any, circle: Any) -> bool:
    return member.is_authenticated and member.memberships.filter(circle=circle, left_at=None).exists()


def is_in_its_circle(member: Any, thing: Any) -> bool:
    """Whether the member is in the circle the thing belongs to."""
    return (
        member.is_authenticated
        and member.memberships.filter(circle_id=thing.circle_id, left_at=None).exists()
    )


def takes_part(member: Any, thread: Any) -> bool:
    """Whether the member is in the thread's circle, or is the one it is private to."""
    if thread.private_to_id is not None:
        return member.is_authenticated and thread.private_to_id == member.pk
    return is_in_its_circle(member, thread)
