"""Several prepared queries at once.

Most of what a page might tell its reader is not there: no seat on a panel waits, no proposal asks for them. So they are
asked in one statement whether there is anything, and then those that have something are asked what it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from forum.web.prepared import Prepared


@dataclass(frozen=True)
class Question:
    """A prepared query, and the values with which it is to be asked."""

    query: Prepared
    values: tuple[Any, ...]

    def rows(self) -> list[Any]:
        return self.query.rows(*self.values)


def rows_of(*questions: Question) -> list[list[Any]]:
    """What each of `questions` finds, in one statement, and one more for each that finds anything."""
    found = which_find(questions)
    return [question.rows() if finds else [] for question, finds in zip(questions, found, strict=True)]


def which_find(questions: Sequence[Question]) -> list[bool]:
    """Whether each of `questions` finds anything, in one statement. All of them are asked of one database."""
    if not questions:
        return []
    asked = [question.query.whether(*question.values) for question in questions]
    statement = ", ".join(f"EXISTS ({sql})" for sql, _values in asked)
    with connections[questions[0].query.using].cursor() as cursor:
        cursor.execute(f"SELECT {statement}", [value for _sql, values in asked for value in values])
        return [bool(finds) for finds in cursor.fetchone()]
