"""Speaking time, as a measure of how flat a circle is. Process points are not in it, nor who has asked not to be
counted."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forum.circles.models import Circle
from forum.flatness.registry import Count, Measure, register
from forum.meetings.live.models import Speaking, Uncounted


def _half(few: int, people: int) -> str:
    return ngettext(
        "Half of the time was spoken by %(few)s of %(people)s people.",
        "Half of the time was spoken by %(few)s of %(people)s people.",
        few,
    ) % {"few": few, "people": people}


def _own(own: int, total: int) -> str:
    return _("You spoke %(own)s of %(total)s minutes.") % {"own": round(own / 60), "total": round(total / 60)}


SPOKEN = Measure(
    "speaking", gettext_lazy("Speaking time"), gettext_lazy("turns to speak in meetings"), _half, _own
)


def count_spoken(circle: Circle, since: datetime | None, until: datetime) -> Mapping[str, Sequence[Count]]:
    """How many turns each had in the circle's meetings, and how many seconds those were."""
    spoken = Speaking.objects.filter(meeting__circle=circle, meeting__closed_at__lte=until)
    if since is not None:
        spoken = spoken.filter(meeting__closed_at__gte=since)
    rows = spoken.order_by().values("member").annotate(Sum("turns"), Sum("seconds"), Sum("squares"))
    columns = ("member", "turns__sum", "seconds__sum", "squares__sum")
    return {SPOKEN.name: [Count(*row) for row in rows.values_list(*columns)]}


def left_out(circle: Circle) -> list[int]:
    """Who is not counted."""
    return list(Uncounted.objects.current().filter(circle=circle).values_list("member_id", flat=True))


def register_own() -> None:
    register([SPOKEN], count_spoken, left_out=left_out)
