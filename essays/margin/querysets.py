"""Which annotations, and which of their places, a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When, Window
from django.db.models.functions import Coalesce, Left, RowNumber

from essays.margin.filtering import EVERYTHING, PRIVATE, Filter
from forum.circles.querysets import seen_through
from forum.debate.evidence import evidence_at
from forum.debate.models import Evidence, Thread
from forum.debate.querysets import has_something_to_read, has_words, may_see
from forum.members.querysets import name_at

QUOTED = 100  # code points of a passage that its note repeats
FIRST_FEW = 3  # notes of a block and a layer that come with its page
MOST_OF_A_BLOCK = 2 * FIRST_FEW  # of all layers: its own circle's, and as many others

THREAD = "passage__annotation__thread"
ESSAYS_CIRCLE = "passage__annotation__essay__circle_id"


def _in_layers(wanted: Filter, reader: Any) -> Q:
    """The condition that a place is of a note in one of the layers asked for. Whether the reader may see it is another
    question."""
    condition = Q(**{f"{THREAD}__circle__slug__in": wanted.layers})
    if PRIVATE in wanted.layers and reader.is_authenticated:
        condition |= Q(**{f"{THREAD}__private_to": reader.pk})
    return condition


def _matches(wanted: Filter, reader: Any) -> Q:
    """The condition that a place is of a note that is asked for."""
    opening = f"{THREAD}__opening"
    condition = Q()
    if wanted.layers:
        condition &= _in_layers(wanted, reader)
    if wanted.kinds:
        condition &= Q(**{f"{opening}__kind__in": wanted.kinds})
    if wanted.by:
        # What somebody brought from elsewhere is not theirs.
        condition &= Q(**{f"{opening}__author__handle": wanted.by, f"{opening}__elsewhere": ""})
    if wanted.unanswered:
        condition &= Q(**{f"{THREAD}__answered_at": None})
    if wanted.with_evidence:
        condition &= Q(Exists(Evidence.objects.filter(post=OuterRef(f"{THREAD}__opening_id"))))
    if wanted.new and reader.is_authenticated:
        by_oneself = Q(**{f"{opening}__author": reader.pk})
        condition &= Q(**{f"{opening}__written_at__gt": reader.new_since}) & ~by_oneself
    return condition


def _nth_of_block(*order: Any) -> Window:
    return Window(RowNumber(), partition_by=[F("section_id"), F("block")], order_by=list(order))


class AnnotationQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "AnnotationQuerySet":
        """What its thread's readers see, if they also see the essay."""
        return self.filter(may_see("thread", reader), seen_through("essay__circle", reader))

    def for_reading(self) -> "AnnotationQuerySet":
        return self.select_related(
            "essay__edition",
            "edition",
            "thread__circle",
            "thread__opening__author",
            "thread__summary__author",
        ).defer("essay__edition__succession", "edition__succession")


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "PlacementQuerySet":
        """Places of annotations the reader may see. The caller has already shown the section."""
        return self.filter(may_see("passage__annotation__thread", reader))

    def not_taken_back(self) -> "PlacementQuerySet":
        """Without notes whose author has withdrawn them, unless others have answered."""
        return self.filter(has_something_to_read("passage__annotation__thread"))

    def current(self) -> "PlacementQuerySet":
        """Places in the editions that are read now."""
        return self.filter(edition=F("passage__annotation__essay__edition"))

    def with_words(self) -> "PlacementQuerySet":
        """Of notes whose words all read who see them: those that tallies count."""
        return self.filter(has_words(f"{THREAD}__opening"))

    def covering(self, offset: int) -> "PlacementQuerySet":
        """Those with the code point at `offset` of the section's text in them."""
        return self.filter(start__lte=offset, end__gt=offset)

    def matching(self, wanted: Filter, reader: Any) -> "PlacementQuerySet":
        """Those of the notes that are asked for."""
        return self.filter(_matches(wanted, reader))

    def and_whether_matching(self, wanted: Filter, reader: Any) -> "PlacementQuerySet":
        """With `is_asked_for`, whether their note is among those that are."""
        asked_for = When(_matches(wanted, reader), then=True) if wanted else When(pk__gt=0, then=True)
        return self.annotate(is_asked_for=Case(asked_for, default=False, output_field=models.BooleanField()))

    def first_few(self, wanted: Filter = EVERYTHING) -> "PlacementQuerySet":
        """The first notes of each block, which come with the page.

        Of everything they are read by an index, however many there are: the first few of each layer, those of the
        text's own circle before the others', and no more of a block than MOST_OF_A_BLOCK, however many circles a
        reader is in. Of a filtered margin they are the first few in reading order.
        """
        if wanted:
            place = _nth_of_block(F("start").asc(), F("pk").asc())
            return self.annotate(place_in_block=place).filter(place_in_block__lte=FIRST_FEW)
        of_its_own = Case(When(**{f"{THREAD}__circle": F(ESSAYS_CIRCLE)}, then=0), default=1)
        place = _nth_of_block(of_its_own.asc(), F("nth").asc(), F("pk").asc())
        few = self.filter(nth__lte=FIRST_FEW).annotate(place_in_block=place)
        return few.filter(place_in_block__lte=MOST_OF_A_BLOCK)

    def in_reading_order(self) -> "PlacementQuerySet":
        return self.order_by("start", "pk")

    def for_notes(self) -> models.QuerySet:
        """As rows of what a note in the margin shows: a section has many, and objects cost more than words."""
        thread = THREAD
        return self.values(
            "block",
            "start",
            "end",
            "state",
            place=F("pk"),
            position=F("passage__position"),
            exact=Left("passage__exact", QUOTED),
            annotation=F("passage__annotation_id"),
            opening=F(f"{thread}__opening_id"),
            kind=F(f"{thread}__opening__kind"),
            author=name_at(f"{thread}__opening__author"),
            handle=F(f"{thread}__opening__author__handle"),
            elsewhere=F(f"{thread}__opening__elsewhere"),
            written_at=F(f"{thread}__opening__written_at"),
            withdrawn_at=F(f"{thread}__opening__withdrawn_at"),
            restraint=F(f"{thread}__opening__restraint"),
            html=F(f"{thread}__opening__html"),
            evidence=evidence_at(f"{thread}__opening"),
            replies=F(f"{thread}__reply_count"),
            private_to=F(f"{thread}__private_to_id"),
            circle=Case(
                When(**{f"{thread}__circle": F(ESSAYS_CIRCLE)}, then=Value("")),
                default=Coalesce(f"{thread}__circle__name", Value("")),
            ),
        )


class LayerQuerySet(models.QuerySet):
    """Rows that each belong to one layer of a margin: to a circle's, or to the private notes of a member."""

    def visible_to(self, reader: Any) -> "LayerQuerySet":
        """Of circles the reader may see, and of the reader's own private notes."""
        return self.filter(may_see("", reader))

    def of_thread(self, thread: Thread) -> "LayerQuerySet":
        """Those of the layer this thread is in."""
        return self.filter(circle=thread.circle_id, private_to=thread.private_to_id)


class TallyQuerySet(LayerQuerySet):
    def visible_to(self, reader: Any) -> "LayerQuerySet":
        """Of circles the reader may see, and of the reader's own private notes, where there are any."""
        return super().visible_to(reader).filter(count__gt=0)
