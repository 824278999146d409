"""Everyone who may read something, taken as one reader: what they see, each of them sees.

`visible_to` takes them as it takes a member or a visitor.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser


@dataclass(frozen=True, slots=True)
class MembersOf:
    """The members of one circle as one reader. They are in no other circle together, and nothing is theirs alone."""

    circle: int
    is_authenticated: ClassVar[bool] = True
    pk: ClassVar[int] = 0  # nobody's number


@dataclass(frozen=True, slots=True)
class Alone:
    """A member without the circles they are in, which they may leave: what they see then as well."""

    pk: int
    is_authenticated: ClassVar[bool] = True


def readers_of(circle: Any, private_to: Any = None) -> Any:
    """Who may read what is written in `circle`, or else is private to a member; where neither is said, anybody.

    What somebody writes in private stays theirs when they leave a circle, so there they are taken without any.
    """
    if circle is None:
        return Alone(private_to.pk) if private_to else AnonymousUser()
    return AnonymousUser() if circle.access == "open" else MembersOf(circle.pk)
