"""Sessions, kept as Django keeps them in the database, and read with less ado."""

from functools import cache
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as StoreInDatabase
from django.db import connection
from django.utils import timezone


class SessionStore(StoreInDatabase):
    """Rows are Django's own; only how one is looked up differs."""

    def load(self) -> dict[str, Any]:
        """What is kept in the session, nothing in one that is unknown or over; one query."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_question(), [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None  # a key that somebody else made up is never taken on
            return {}
        return self.decode(row[0])


@cache
def _question() -> str:
    """Written out, since every page of a member begins with it: to have it composed of expressions each time takes
    eight times as long as the answer does."""
    table = SessionStore.get_model_class()._meta.db_table
    return f"SELECT session_data FROM {table} WHERE session_key = %s AND expire_date > %s"  # noqa: S608 (ours)
