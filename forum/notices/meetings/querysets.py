"""Which notices of meetings a member is shown, and which wait to be mailed. Nowhere else decides this."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef

from forum.circles.querysets import ids_joined_by


class MeetingNoticeQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "MeetingNoticeQuerySet":
        """The member's own, of meetings of circles that they are in now: whoever has left is told nothing more, of an
        open circle either."""
        return self.filter(member=member.pk, meeting__circle__in=ids_joined_by(member))

    def visible_to_their_members(self) -> "MeetingNoticeQuerySet":
        """The same for many members at once."""
        current = apps.get_model("forum", "Membership").objects.current()
        return self.filter(
            Exists(current.filter(circle=OuterRef("meeting__circle"), member=OuterRef("member")))
        )

    def unread(self) -> "MeetingNoticeQuerySet":
        return self.filter(read_at=None)

    def to_be_mailed(self, *, after: datetime, until: datetime) -> "MeetingNoticeQuerySet":
        """Those that are to be mailed since a moment between the two, the oldest first: whether they were read here or
        not, since the mail also brings the date into a calendar. What has changed since waits to be told anew."""
        waiting = self.filter(mailed_at=None, mail_at__gt=after, mail_at__lte=until)
        return waiting.filter(sequence=F("meeting__sequence")).order_by("mail_at", "pk")

    def told_to_all(self, since: datetime) -> "MeetingNoticeQuerySet":
        """Without those of circles of which something else is still being told that has come about since that moment:
        one act may have moved many meetings, and all of it is to be one mail."""
        under_way = apps.get_model("forum", "MeetingTelling").objects.filter(
            meeting__circle=OuterRef("meeting__circle"), at__gt=since
        )
        return self.filter(~Exists(under_way))

    def for_lists(self) -> "MeetingNoticeQuerySet":
        return self.select_related("meeting__circle")
