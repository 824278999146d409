"""Prepared queries whose answer depends on who reads: one for members, one for visitors."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from forum.members.models import Member
from forum.web.prepared import Prepared


class PreparedForReaders:
    """`compose` takes a reader and then as many values as kinds are named (see `forum.web.prepared`)."""

    def __init__(self, compose: Callable[..., QuerySet], *kinds: type) -> None:
        self._for_members = Prepared(compose, Member, *kinds)
        self._for_visitors = Prepared(partial(compose, AnonymousUser()), *kinds)

    def rows(self, reader: Any, *values: Any) -> list[Any]:
        """What the queryset would give, in one statement."""
        if reader.is_authenticated:
            return self._for_members.rows(reader, *values)
        return self._for_visitors.rows(*values)

    def one_or_404(self, reader: Any, *values: Any) -> Any:
        """The one row that there is. Raises Http404 where there is none."""
        found = self.rows(reader, *values)
        if not found:
            raise Http404
        return found[0]
