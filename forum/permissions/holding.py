"""What holds a member back from writing in a circle: a ruling that slows or pauses them there, until it ends by itself.

Read from their membership, in the one question that asks whether they are in the circle at all.
"""

from datetime import timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

MOST_A_DAY = 5  # posts of whoever is slowed
DAY = timedelta(days=1)


class HeldBack(PermissionDenied):
    """That a ruling holds a member back, in a sentence; `entry` is the number of the one in the record that says so,
    and `read_why` where it is read."""

    def __init__(self, sentence: str, entry: int) -> None:
        super().__init__(sentence)
        self.entry = entry
        self.read_why = reverse("entry", args=[entry])


def writes_in(member: Any, circle: int | None, *, posts: bool = False) -> bool:
    """Whether the member is in the circle of that id and not paused there; where it is about a post of theirs, also
    that they are not slowed, or have posts left today. One query; one more for whoever is slowed."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_question(), [now, now, member.pk, circle])
        row = cursor.fetchone()
    if row is None or row[0]:
        return False
    return not (posts and row[1]) or _has_posts_left(member, circle)


def _has_posts_left(member: Any, circle: int | None) -> bool:
    """Whether a slowed member may still write today. Within a transaction, as every writing is, those who ask at the
    same moment take turns at the membership: the second counts the post of the first."""
    if connection.in_atomic_block:
        here = apps.get_model("forum", "Membership").objects.filter(member=member.pk, circle=circle)
        list(here.filter(left_at=None).select_for_update(no_key=True).values_list("pk"))
    return _posts_lately(member, circle) < MOST_A_DAY


def what_holds_back(member: Any, circle: int | None, *, posts: bool = True) -> HeldBack | None:
    """Why a member of the circle may not write in it now, to be raised or shown; None where no ruling says so."""
    if not member.is_authenticated or circle is None:
        return None
    now = timezone.now()
    held = apps.get_model("forum", "Membership").objects.filter(
        member=member.pk, circle=circle, left_at=None, restrained_by__isnull=False
    )
    membership = held.select_related("circle").first()
    if membership is None:
        return None
    said = {"circle": membership.circle.name, "most": MOST_A_DAY}
    if membership.paused_until and membership.paused_until > now:
        sentence = _(
            "A panel has paused you in %(circle)s until %(until)s. Until then you can read, withdraw what you "
            "wrote, appeal, and take part in decisions; you can write there again afterwards."
        ) % (said | {"until": _moment(membership.paused_until)})
        return HeldBack(sentence, membership.restrained_by)
    is_slowed = membership.slowed_until and membership.slowed_until > now
    if posts and is_slowed and _posts_lately(member, circle) >= MOST_A_DAY:
        sentence = _(
            "A panel has slowed you in %(circle)s to %(most)d posts a day until %(until)s, and today’s are written. "
            "You can write there again once the first of them is a day old."
        ) % (said | {"until": _moment(membership.slowed_until)})
        return HeldBack(sentence, membership.restrained_by)
    return None


def insist_on_not_paused(member: Any, circle: int | None) -> None:
    """Raise HeldBack where the member is paused in that circle."""
    if held_back := what_holds_back(member, circle, posts=False):
        raise held_back


def _posts_lately(member: Any, circle: int | None) -> int:
    """How many posts the member has written in the circle within a day, counted no further than MOST_A_DAY."""
    lately = apps.get_model("forum", "Post").objects.filter(
        author=member.pk, elsewhere="", thread__circle=circle, written_at__gt=timezone.now() - DAY
    )
    return len(lately.values_list("pk")[:MOST_A_DAY])


def _moment(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


@cache
def _question() -> str:
    """Written out, as in predicates.py."""
    table = apps.get_model("forum", "Membership")._meta.db_table
    return (
        "SELECT CASE WHEN paused_until > %s THEN 1 ELSE 0 END, CASE WHEN slowed_until > %s THEN 1 ELSE 0 END "  # noqa: S608 (ours)
        f"FROM {table} WHERE member_id = %s AND circle_id = %s AND left_at IS NULL"
    )
