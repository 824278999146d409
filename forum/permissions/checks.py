"""Insisting on the table of Acts."""

from typing import Any

from django.core.exceptions import PermissionDenied

from forum.permissions.acts import Act, can


def require(member: Any, act: Act, thing: Any = None) -> None:
    """Raise PermissionDenied, with the rule's own sentence, unless `member` may do `act` to `thing`."""
    if not can(member, act, thing):
        raise PermissionDenied(act.value.sentence)
