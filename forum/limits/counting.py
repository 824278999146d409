"""Counting what is done, for all processes together: one statement decides and remembers at once."""

import time

from django.db import connection

from forum.limits import rates
from forum.limits.models import Allowance
from forum.limits.rates import Rate

# rates.take in SQL. A row of which no more may be taken is left as it is, and nothing comes back.
_TAKE = f"""
INSERT INTO {Allowance._meta.db_table} AS kept (key, settled) VALUES (%(key)s, %(now)s + %(step)s)
ON CONFLICT (key) DO UPDATE
SET settled = CASE WHEN kept.settled > %(now)s THEN kept.settled ELSE %(now)s END + %(step)s
WHERE kept.settled + %(step)s <= %(now)s + %(most)s
RETURNING settled
"""  # noqa: S608 (the table's name is ours)


def take(key: str, rate: Rate) -> int:
    """Take one of what `rate` allows `key`: 0 if it was there, else how many seconds until it will be.

    Of many who take at the same moment, in whichever process, no more succeed than the rate allows.
    """
    now = _now()
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"key": key, "now": now, "step": rate.step, "most": rate.most})
        if cursor.fetchone():
            return 0
    settled = Allowance.objects.filter(key=key).values_list("settled", flat=True).first() or now
    return max(rates.wait(rate, settled, now), 1)


def forget_settled() -> int:
    """Delete what has been given back altogether; return how many rows that were."""
    return Allowance.objects.filter(settled__lte=_now()).delete()[0]


def _now() -> int:
    return time.time_ns() // 1000
