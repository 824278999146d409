"""Which cases a reader may see, and which wait for something. Nowhere else decides this.

Who sees a circle sees its cases, from the moment they are opened. A flag that no second one has joined is seen by
whoever flagged alone. What of a case each may see is said in `roles.py`.
"""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from forum.circles.querysets import seen_through


class CaseQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "CaseQuerySet":
        """Opened cases of circles that the reader sees, and what they have flagged themselves there."""
        shown = ~Q(opened_at=None)
        if reader.is_authenticated:
            flags = apps.get_model("forum", "Flag").objects.standing()
            shown |= Q(pk__in=flags.filter(member=reader.pk).values("case_id"))
        return self.filter(shown & seen_through("circle", reader))

    def not_closed(self) -> "CaseQuerySet":
        return self.filter(closed_at=None)

    def real(self) -> "CaseQuerySet":
        """Without those that members opened to practise."""
        return self.exclude(kind="practice")

    def due_at(self, now: datetime) -> "CaseQuerySet":
        """Those in which something has to happen by itself at `now`, the longest waiting first."""
        return self.filter(closed_at=None, due_at__lte=now).order_by("due_at", "pk")

    def newest_first(self) -> "CaseQuerySet":
        return self.order_by("-opened_at", "-pk")

    def for_page(self) -> "CaseQuerySet":
        """With what its page says; `member_there` is the number of the membership of whom it is about."""
        there = apps.get_model("forum", "Membership").objects.current()
        there = there.filter(circle=OuterRef("circle"), member=OuterRef("about")).values("pk")[:1]
        together = ("circle", "about", "post__thread__opening", "post__author", "reviews__case", "meanwhile")
        return self.select_related(*together).annotate(member_there=Subquery(there))

    def for_lists(self) -> "CaseQuerySet":
        """With what a line about a case says."""
        return self.select_related("circle", "about", "post__thread")


class FlagQuerySet(models.QuerySet):
    def open(self) -> "FlagQuerySet":
        """Those that were not taken back, of cases that are not closed."""
        return self.filter(withdrawn_at=None, case__closed_at=None)

    def standing(self) -> "FlagQuerySet":
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)


class SeatQuerySet(models.QuerySet):
    def live(self) -> "SeatQuerySet":
        """Those offered or taken, and not given up since."""
        return self.filter(ended_at=None)

    def taken(self) -> "SeatQuerySet":
        return self.live().filter(accepted_at__isnull=False)

    def at_work(self) -> "SeatQuerySet":
        """Those of panels that have not ended."""
        return self.live().filter(panel__ended_at=None)


class RulingQuerySet(models.QuerySet):
    def standing(self) -> "RulingQuerySet":
        """Those that have not lapsed, been reviewed, or run out."""
        return self.filter(ended_at=None)

    def restricting(self) -> "RulingQuerySet":
        """Those that restrict a post."""
        return self.filter(outcome__in=["note", "fold", "hide"])
