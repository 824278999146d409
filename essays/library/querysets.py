"""Which essays a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models
from django.db.models import Q

from forum.circles.querysets import seen_through


class EssayQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "EssayQuerySet":
        """Published essays of circles the reader may see."""
        return self.filter(seen_through("circle", reader), edition__isnull=False)

    def for_reading(self) -> "EssayQuerySet":
        """With all that its pages say of it."""
        return self.select_related("circle", "put_up_by", "edition").defer("edition__succession")

    def newest_first(self) -> "EssayQuerySet":
        return self.order_by("-put_up_at", "-pk")


class EditionQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "EditionQuerySet":
        """Of essays the reader may see, all that were ever published."""
        return self.filter(seen_through("essay__circle", reader), essay__edition__isnull=False)

    def for_reading(self) -> "EditionQuerySet":
        """With the essay they are of; without what only leads old addresses on."""
        return self.select_related("essay__circle", "essay__edition", "published_by").defer(
            "succession", "essay__edition__succession"
        )

    def newest_first(self) -> "EditionQuerySet":
        return self.order_by("-number")


class SectionQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "SectionQuerySet":
        return self.filter(
            seen_through("edition__essay__circle", reader), edition__essay__edition__isnull=False
        )

    def current(self) -> "SectionQuerySet":
        """Sections of the editions that are read now."""
        return self.filter(edition__essay__edition=models.F("edition"))

    def for_reading(self) -> "SectionQuerySet":
        """With the essay they are of."""
        return self.select_related("edition__essay__circle").defer("edition__succession")


class CitationQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "CitationQuerySet":
        """Those of texts that the reader may see, in any edition."""
        return self.filter(
            seen_through("section__edition__essay__circle", reader),
            section__edition__essay__edition__isnull=False,
        )

    def current(self) -> "CitationQuerySet":
        """Those of editions that are read now."""
        return self.filter(section__edition__essay__edition=models.F("section__edition"))

    def for_reading(self) -> "CitationQuerySet":
        """With the work, and the text they stand in."""
        return self.select_related("source", "section__edition__essay__circle")


class ImportDraftQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "ImportDraftQuerySet":
        """A draft is seen by whoever is making it, and by nobody else."""
        return self.filter(Q(member_id=reader.pk)) if reader.is_authenticated else self.none()

    def for_reading(self) -> "ImportDraftQuerySet":
        """With what its pages say of it, without the file it was made from."""
        return self.select_related("circle", "essay__edition", "revises").defer("data")

    def under_way(self) -> "ImportDraftQuerySet":
        """Drafts that may still become essays."""
        return self.filter(essay=None).exclude(state="refused")

    def waiting(self) -> "ImportDraftQuerySet":
        """Drafts that are to be read."""
        return self.filter(state="waiting")

    def refused(self) -> "ImportDraftQuerySet":
        return self.filter(state="refused")
