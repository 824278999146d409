"""What the rooms above have to say at the sign-in page: hints whom to come in as, and guards at the door.

A room registers a function that looks at the request and returns a Hint, or None where there is nothing to say; and
one that looks at who comes from where, and says whether they may.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from forum.members.models import Member


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

Guard = Callable[[Member, HttpRequest], bool]

hints: list[Look] = []
guards: list[Guard] = []


def register_hint(look: Look) -> None:
    """Have `look` asked whenever the sign-in page is shown."""
    if look not in hints:
        hints.append(look)


def register_guard(guard: Guard) -> None:
    """Have `guard` asked whenever somebody gives a member's right password."""
    if guard not in guards:
        guards.append(guard)


def may_enter(member: Member, request: HttpRequest) -> bool:
    """Whether every guard lets `member` in from where the request comes."""
    return all(guard(member, request) for guard in guards)


def hints_for(request: HttpRequest) -> list[Hint]:
    """What there is to say to whoever sent this request."""
    return [hint for look in hints if (hint := look(request)) is not None]


def credentials_of(handle: str, request: HttpRequest) -> dict[str, str] | None:
    """What the guest of that handle signs in with; None where no hint for this request names them."""
    for hint in hints_for(request) if handle else []:
        if any(guest.handle == handle for guest in hint.guests):
            return {"login": handle, "password": hint.password}
    return None
