"""How a member is found again on every page they open."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from forum.members.blocking import read_blocked
from forum.members.models import Block, Member


class Backend(AuthenticationBackend):
    """Lets members in as allauth does; only how somebody who is in is looked up differs."""

    def get_user(self, user_id: int) -> Member | None:
        """The member of that number, if they may still come in; one query, and one more for whoever blocks somebody."""
        with connection.cursor() as cursor:
            cursor.execute(_question(), [user_id])
            row = cursor.fetchone()
        found = _member_in(row) if row else None
        return found if found and self.user_can_authenticate(found) else None


def _member_in(row: Sequence[Any]) -> Member:
    *values, blocks_somebody = row
    for place, expression, converters in _conversions():
        for convert in converters:
            values[place] = convert(values[place], expression, connection)
    member = Member.from_db(
        connection.alias, [field.attname for field in Member._meta.concrete_fields], values
    )
    if blocks_somebody:
        member.blocked = read_blocked(member)  # type: ignore[attr-defined]  # see blocking.blocked_by
    return member


@cache
def _question() -> str:
    """Written out, since every page of a member begins with it: to have it composed of expressions each time takes
    several times as long as the answer does."""
    columns = ", ".join(field.column for field in Member._meta.concrete_fields)
    member, block = Member._meta.db_table, Block._meta.db_table
    blocks = f"EXISTS (SELECT 1 FROM {block} WHERE blocker_id = {member}.id)"  # noqa: S608 (ours)
    return f"SELECT {columns}, {blocks} FROM {member} WHERE id = %s"  # noqa: S608 (ours)


@cache
def _conversions() -> list[tuple[int, Any, list[Callable[..., Any]]]]:
    """What Django makes of the columns' values, as this database hands them out: by place in the row."""
    compiler = Member.objects.all().query.get_compiler(connection=connection)
    columns = [field.get_col(Member._meta.db_table) for field in Member._meta.concrete_fields]
    return [(place, column, found) for place, (found, column) in compiler.get_converters(columns).items()]
