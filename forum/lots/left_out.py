"""Why a member was not in a pool. Told to themselves alone, by the room whose draw it is: lots draw for any."""

from collections.abc import Callable, Sequence
from typing import Any

from forum.lots.models import Draw

Why = Callable[[Draw, Any], Sequence[str]]

_told_by: list[Why] = []


def register(why: Why) -> None:
    """`why` says, in a sentence each, by which rules a member was left out of a draw; nothing of draws not its own."""
    if why not in _told_by:
        _told_by.append(why)


def why_left_out(draw: Draw, member: Any) -> list[str]:
    return [sentence for why in _told_by for sentence in why(draw, member)]
