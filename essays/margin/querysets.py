"""Which annotations, and which of their places, a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from forum.circles.querysets import seen_through
from forum.debate.models import Thread
from forum.debate.querysets import has_something_to_read, may_see
from forum.members.querysets import name_at

QUOTED = 100  # code points of a passage that its note repeats
FIRST_FEW = 3  # notes of a block that come with its page


class AnnotationQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "AnnotationQuerySet":
        """What its thread's readers see, if they also see the essay."""
        return self.filter(may_see("thread", reader), seen_through("essay__circle", reader))

    def for_reading(self) -> "AnnotationQuerySet":
        return self.select_related("essay", "edition", "thread__circle", "thread__opening__author")


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "PlacementQuerySet":
        """Places of annotations the reader may see. The caller has already shown the section."""
        return self.filter(may_see("passage__annotation__thread", reader))

    def not_taken_back(self) -> "PlacementQuerySet":
        """Without notes whose author has withdrawn them, unless others have answered."""
        return self.filter(has_something_to_read("passage__annotation__thread"))

    def covering(self, offset: int) -> "PlacementQuerySet":
        """Those with the code point at `offset` of the section's text in them."""
        return self.filter(start__lte=offset, end__gt=offset)

    def first_few(self) -> "PlacementQuerySet":
        """The first notes of each block, which come with the page: read by an index, however many there are."""
        return self.filter(nth__lte=FIRST_FEW)

    def in_reading_order(self) -> "PlacementQuerySet":
        return self.order_by("start", "pk")

    def for_notes(self) -> models.QuerySet:
        """As rows of what a note in the margin shows: a section has many, and objects cost more than words."""
        thread = "passage__annotation__thread"
        return self.values(
            "block",
            "start",
            "end",
            place=F("pk"),
            exact=Left("passage__exact", QUOTED),
            annotation=F("passage__annotation_id"),
            opening=F(f"{thread}__opening_id"),
            kind=F(f"{thread}__opening__kind"),
            author=name_at(f"{thread}__opening__author"),
            written_at=F(f"{thread}__opening__written_at"),
            withdrawn_at=F(f"{thread}__opening__withdrawn_at"),
            html=F(f"{thread}__opening__html"),
            replies=F(f"{thread}__reply_count"),
            private_to=F(f"{thread}__private_to_id"),
        )


class TallyQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "TallyQuerySet":
        """Of circles the reader may see, and of the reader's own private notes."""
        seen = seen_through("circle", reader)
        if reader.is_authenticated:
            seen |= Q(private_to=reader.pk)
        return self.filter(seen, count__gt=0)

    def of_thread(self, thread: Thread) -> "TallyQuerySet":
        """Those that count notes like the one this thread is: of its circle, or private to the same member."""
        return self.filter(circle=thread.circle_id, private_to=thread.private_to_id)
