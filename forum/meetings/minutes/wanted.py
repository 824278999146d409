"""What of action items and minutes waits for a member, told to the front door."""

from datetime import date, datetime, time

from django.db.models import CharField, DateField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forum.circles.querysets import ids_joined_by
from forum.meetings.minutes.models import ActionItem, Minutes
from forum.members import waiting
from forum.members.models import Member
from forum.members.waiting import Waiting
from forum.text import within_quotation
from forum.web.prepared import Prepared

MOST = 10
TAKEN, ASKED, MINUTES = "taken", "asked", "minutes"
COLUMNS = ("kind", "pk", "words", "day", "ends")


def register() -> None:
    waiting.register(_WANTED, lambda row, _member: _waiting(*row))


def _wanted_from(member: Member, now: datetime) -> QuerySet:
    """What the member has taken and is asked to take, and the minutes to which they may still object."""
    items = ActionItem.objects.waiting_for(member)
    return (
        _items(items.filter(owner=member), TAKEN)
        .union(_items(items.filter(offered_to=member), ASKED), _minutes(member, now), all=True)
        .order_by("kind", "day", "pk")[:MOST]
    )


_WANTED = Prepared(_wanted_from, Member, datetime)


def _items(items: QuerySet[ActionItem], kind: str) -> QuerySet:
    found = items.annotate(
        kind=Value(kind, CharField()),
        words=F("text"),
        day=F("due"),
        ends=Cast(Value(None), DateTimeField()),
    )
    return found.values_list(*COLUMNS)


def _minutes(member: Member, now: datetime) -> QuerySet:
    found = Minutes.objects.open_to_objections().filter(
        meeting__circle_id__in=ids_joined_by(member), ends_at__gt=now
    )
    found = found.annotate(
        kind=Value(MINUTES, CharField()),
        words=F("meeting__title"),
        day=Cast(Value(None), DateField()),
        ends=F("ends_at"),
    )
    return found.values_list(*COLUMNS)


def _waiting(kind: str, pk: int, words: str, day: date | None, ends: datetime | None) -> Waiting:
    if kind == MINUTES:
        said = _("Read the minutes of “%(title)s”: they stand if nobody objects") % {
            "title": within_quotation(words)
        }
        return Waiting(reverse("minutes", args=[pk]), said, ends)
    said = _("You are asked to take this: %(item)s") if kind == ASKED else _("You have taken this: %(item)s")
    said %= {"item": words}
    if day and day < timezone.localdate():
        said = _("%(said)s, which was due on %(day)s") % {
            "said": said,
            "day": date_format(day, "DATE_FORMAT"),
        }
        day = None
    return Waiting(reverse("action_item", args=[pk]), said, _end_of(day) if day else None, by=day)


def _end_of(day: date) -> datetime:
    """The end of a day where the reader is."""
    return datetime.combine(day, time.max, tzinfo=timezone.get_current_timezone())
