"""Queries that are composed once in a process, and asked again and again with other values.

Django composes a queryset's SQL anew each time it is asked. Of the small queries that every visit asks, composing costs
many times what the database takes to answer, so those of the busiest pages are written down here as what they are:
one statement with a few values left open.
"""

import copy
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connections, models
from django.db.models import QuerySet
from django.utils.functional import cached_property

# What stands for a value while a query is composed: twice, with two that occur nowhere else, so that it is seen which
# parts of the statement depend on it.
NUMBERS = (31_991, 32_003)  # which every column of numbers can hold
LARGEST = 2**63 - 1
WORDS = ("a value left open", "another value left open")
MOMENTS = (datetime(1871, 3, 18, 4, 5, 6, 7, tzinfo=UTC), datetime(1871, 5, 28, 7, 6, 5, 4, tzinfo=UTC))


class Prepared:
    """A query with values left open: `Prepared(compose, Member, datetime)`, then `.rows(member, now)`.

    `compose` takes as many values as kinds are named, and returns a queryset; it is called twice for each engine, with
    stand-ins, and never again. The kinds are models (of which only the key may be asked), `int`, `str` and `datetime`.
    Nothing may be computed from a value: whoever needs "a month before now" leaves that open too. Raises ValueError,
    when it is first asked, where a statement depends on something else than what was left open, as on the time of day.
    """

    def __init__(self, compose: Callable[..., QuerySet], *kinds: type) -> None:
        self.compose = compose
        self.kinds = kinds
        self._ready: dict[tuple[str, bool], _Statement] = {}

    def rows(self, *values: Any) -> list[Any]:
        """What the queryset would give, in one statement; nothing for numbers that no row can have."""
        if any(isinstance(value, int) and abs(value) > LARGEST for value in values):
            return []
        return self._statement().rows(values)

    def whether(self, *values: Any) -> tuple[str, list[Any]]:
        """What stands in the brackets of an EXISTS that is true where there are any rows, and its values."""
        statement = self._statement(bare=True)
        return statement.sql, statement.with_values(values)

    def _statement(self, *, bare: bool = False) -> "_Statement":
        key = connections[self.using].vendor, bare
        if key not in self._ready:
            compose = (lambda *values: _bare(self.compose(*values))) if bare else self.compose
            self._ready[key] = _Statement(compose, self.kinds, self.using)
        return self._ready[key]

    @cached_property
    def using(self) -> str:
        """The name of the database that is asked."""
        return self.compose(*_stand_ins(self.kinds, 0)).db


class _Statement:
    """The statement of one engine: its compiler, whose work is done, and where which value belongs."""

    def __init__(self, compose: Callable[..., QuerySet], kinds: Sequence[type], using: str) -> None:
        queryset: Any = compose(*_stand_ins(kinds, 0))
        if queryset._prefetch_related_lookups:
            raise ValueError("what is prefetched depends on what is found")
        self.using = using
        self.iterable = queryset._iterable_class
        self.query = queryset.query
        self.compiler = self.query.get_compiler(using)
        self.sql, self.params = self.compiler.as_sql()
        other_sql, others = compose(*_stand_ins(kinds, 1)).query.get_compiler(using).as_sql()
        if self.sql != other_sql or len(self.params) != len(others):
            raise ValueError("another value makes another statement of it")
        differing = [place for place, one in enumerate(self.params) if one != others[place]]
        self.open = [(place, self._kind_at(place, others, kinds, using)) for place in differing]

    def _kind_at(self, place: int, others: Sequence[Any], kinds: Sequence[type], using: str) -> int:
        """Which of the values left open belongs at that place."""
        for number in range(len(kinds)):
            firsts = _adapted(_stand_ins(kinds, 0)[number], self.params[place], using)
            seconds = _adapted(_stand_ins(kinds, 1)[number], others[place], using)
            if self.params[place] == firsts and others[place] == seconds:
                return number
        raise ValueError(f"{self.params[place]!r} depends on something that was not left open")

    def with_values(self, values: Sequence[Any]) -> list[Any]:
        """What the statement is asked with."""
        params = list(self.params)
        for place, number in self.open:
            params[place] = _adapted(values[number], params[place], self.using)
        return params

    def rows(self, values: Sequence[Any]) -> list[Any]:
        using = self.using
        params = tuple(self.with_values(values))
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[using]
        compiler.as_sql = lambda: (self.sql, params)
        return list(self.iterable(_Asked(self.query, compiler, using)))


class _Asked:
    """Stands for a queryset towards what makes objects or rows of its results."""

    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, query: Any, compiler: Any, using: str) -> None:
        self.query = _Composed(query, compiler)
        self.model = query.model
        self.db = using
        self._fields = None


class _Composed:
    """Stands for its query: the same in all, but that its compiler has done its work."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self._query = query
        self._compiler = compiler

    def get_compiler(self, using: str) -> Any:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)


def _bare(queryset: QuerySet) -> QuerySet:
    """The same rows in no order and without columns, of which it is only asked whether there are any."""
    bare: Any = queryset._chain()  # type: ignore[attr-defined]
    bare.query = queryset.query.exists()
    return bare


def _stand_ins(kinds: Sequence[type], which: int) -> list[Any]:
    """A value of each kind, different from one another and from those of the other `which`."""
    return [_stand_in(kind, which, number) for number, kind in enumerate(kinds)]


def _stand_in(kind: type, which: int, number: int) -> Any:
    if issubclass(kind, models.Model):
        return kind(pk=NUMBERS[which] + 100 * number)
    if issubclass(kind, datetime):
        return MOMENTS[which] + timedelta(days=number)
    if issubclass(kind, str):
        return f"{WORDS[which]}, number {number}"
    return NUMBERS[which] + 100 * number


def _adapted(value: Any, like: Any, using: str) -> Any:
    """`value` as the statement takes it in place of `like`: engines have types of their own for numbers and times."""
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, datetime):
        return connections[using].ops.adapt_datetimefield_value(value)
    is_number = isinstance(value, int) and isinstance(like, int)
    return type(like)(value) if is_number and type(like) is not int else value
