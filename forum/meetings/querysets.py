"""Which meetings a reader may see. Nowhere else decides this."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from forum.circles.querysets import ids_joined_by, seen_through
from forum.members.querysets import name_at

LATEST_START = timedelta(hours=10)  # as long as the longest meeting


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "MeetingQuerySet":
        """Those of circles the reader may see. The link of a call is shown to those in the circle alone."""
        return self.filter(seen_through("circle", reader))

    def of(self, circle: Any) -> "MeetingQuerySet":
        return self.filter(circle=circle)

    def for_member(self, member: Any) -> "MeetingQuerySet":
        """Those of the circles a member is in now."""
        return self.filter(circle_id__in=ids_joined_by(member))

    def standing(self) -> "MeetingQuerySet":
        """Those that were not cancelled."""
        return self.filter(cancelled_at=None)

    def ahead(self, now: datetime) -> "MeetingQuerySet":
        """Those with a date that can still be opened, the next first: a late start is no reason to be forgotten."""
        waited_for = self.standing().filter(starts_at__gte=now - LATEST_START, opened_at=None)
        return waited_for.order_by("starts_at", "pk")

    def awaited(self, now: datetime) -> "MeetingQuerySet":
        """Those that are open now, are to come, or look for a date."""
        return self.awaited_since(now - LATEST_START)

    def awaited_since(self, earliest: datetime) -> "MeetingQuerySet":
        """The same, given the earliest beginning of a meeting that may still be opened."""
        to_begin = Q(opened_at=None) & (Q(starts_at=None) | Q(starts_at__gte=earliest))
        is_live = Q(opened_at__isnull=False, closed_at=None)
        return self.standing().filter(to_begin | is_live)

    def over(self, now: datetime) -> "MeetingQuerySet":
        """Those with a date that were held, were cancelled, or never began."""
        never_began = Q(opened_at=None, starts_at__lt=now - LATEST_START)
        return self.filter(Q(closed_at__isnull=False) | Q(cancelled_at__isnull=False) | never_began).exclude(
            starts_at=None
        )

    def to_come(self, now: datetime) -> "MeetingQuerySet":
        """Those with a date that have not begun, the next first."""
        return self.standing().filter(starts_at__gte=now, opened_at=None).order_by("starts_at", "pk")

    def live(self) -> "MeetingQuerySet":
        """Those that were opened and not closed."""
        return self.standing().filter(opened_at__isnull=False, closed_at=None)

    def past(self) -> "MeetingQuerySet":
        """Those that were held, the latest first."""
        return self.filter(closed_at__isnull=False).order_by("-starts_at", "-pk")

    def looking_for_a_date(self) -> "MeetingQuerySet":
        return self.standing().filter(starts_at=None).order_by("-pk")

    def for_pages(self) -> "MeetingQuerySet":
        return self.select_related("circle", "called_by")


class OfPeople(models.QuerySet):
    """Rows that each are a member's word on a meeting, at the lookup `meeting_is_at`."""

    meeting_is_at = "meeting"

    def still_in(self) -> "OfPeople":
        """Those of members who have not left the circle."""
        from forum.circles.models import Membership

        present = Membership.objects.current().filter(
            circle=OuterRef(f"{self.meeting_is_at}__circle"), member=OuterRef("member")
        )
        return self.filter(Exists(present))

    def with_names(self) -> "OfPeople":
        """With `name`, what the member is called."""
        return self.annotate(name=name_at("member"))


class MeetingAnswerQuerySet(OfPeople):
    def visible_to(self, reader: Any) -> "MeetingAnswerQuerySet":
        """Who comes is read by those who are in the circle."""
        if not reader.is_authenticated:
            return self.none()
        return self.filter(meeting__circle_id__in=ids_joined_by(reader))


class ProposedDateQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "ProposedDateQuerySet":
        """Which times were proposed is read by those who are in the circle: only they can say whether they could."""
        if not reader.is_authenticated:
            return self.none()
        return self.filter(meeting__circle_id__in=ids_joined_by(reader))


class AvailabilityQuerySet(OfPeople):
    meeting_is_at = "date__meeting"

    def visible_to(self, reader: Any) -> "AvailabilityQuerySet":
        """Likewise who could come when."""
        if not reader.is_authenticated:
            return self.none()
        return self.filter(date__meeting__circle_id__in=ids_joined_by(reader))


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "AgendaItemQuerySet":
        return self.filter(seen_through("meeting__circle", reader))

    def with_threads(self, reader: Any) -> "AgendaItemQuerySet":
        """With the threads they are about, and what is shown of those; `is_read` where the reader may read it: a circle
        may have become a closed one since."""
        from forum.debate.models import Thread

        readable = Thread.objects.visible_to(reader).filter(pk=OuterRef("thread"))
        return self.select_related("thread__circle", "thread__opening").annotate(is_read=Exists(readable))
