"""Hints for the sign-in page, given by the rooms above.

A room registers a function that looks at the request and returns a Hint, or None where there is nothing to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Guest:
    """Somebody one may sign in as, to look around."""

    handle: str
    name: str


@dataclass(frozen=True)
class Hint:
    """People one may sign in as, the password all of them have, and why that is no secret."""

    reason: str
    guests: Sequence[Guest]
    password: str


Look = Callable[[HttpRequest], Hint | None]

hints: list[Look] = []


def register_hint(look: Look) -> None:
    """Have `look` asked whenever the sign-in page is shown."""
    if look not in hints:
        hints.append(look)


def hints_for(request: HttpRequest) -> list[Hint]:
    """What there is to say to whoever sent this request."""
    return [hint for look in hints if (hint := look(request)) is not None]
