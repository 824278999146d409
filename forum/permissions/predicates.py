"""The few questions the table of Acts asks. They look at rows and never at a role."""

from collections.abc import Callable
from typing import Any

Predicate = Callable[[Any, Any], bool]


def is_signed_in(member: Any, _thing: Any) -> bool:
    return member.is_authenticated


def is_author(member: Any, post: Any) -> bool:
    return member.is_authenticated and post.author_id == member.pk


def is_maker(member: Any, thing: Any) -> bool:
    """Whether the thing was begun by this member, or is this member."""
    return member.is_authenticated and getattr(thing, "member_id", thing.pk) == member.pk


def is_in_its_circle(member: Any, thing: Any) -> bool:
    """Whether the member is in the circle the thing belongs to, or is the one it is private to."""
    if not member.is_authenticated:
        return False
    if getattr(thing, "private_to_id", None) is not None:
        return thing.private_to_id == member.pk
    circle_id = getattr(thing, "circle_id", thing.pk)
    return member.memberships.filter(circle_id=circle_id, left_at=None).exists()
