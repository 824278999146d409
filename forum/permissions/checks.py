"""Insisting on the table of Acts."""

from typing import Any

from django.core.exceptions import PermissionDenied

from forum.permissions.acts import Act, can
from forum.permissions.holding import what_holds_back


def require(member: Any, act: Act, thing: Any = None) -> None:
    """Raise PermissionDenied, with the rule's own sentence, unless `member` may do `act` to `thing`; HeldBack, with
    one of its own, where it is a ruling that keeps them from writing in the circle."""
    if can(member, act, thing):
        return
    if act.value.written_in and (held := what_holds_back(member, act.value.written_in(thing))):
        raise held
    raise PermissionDenied(act.value.sentence)
