"""Which checks and mendings a reader may see, and which citations failed. Nowhere else decides this."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Count, Q

from essays.citing.standing import AS_QUOTED, ONCE, SETTLED
from essays.library.models import Citation
from forum.circles.querysets import seen_through

FAILED = Q(standing__in=(ONCE, SETTLED)) & ~Q(finding=AS_QUOTED)
"""The condition that those who looked a citation up agree, and found something else than what is quoted."""


def has_failed(citation: Citation) -> bool:
    """Whether a citation meets that condition."""
    return citation.standing in (ONCE, SETTLED) and citation.finding != AS_QUOTED


class OfACitationQuerySet(models.QuerySet):
    """Rows that belong to a citation are seen by whoever sees the text it stands in."""

    def visible_to(self, reader: Any) -> "OfACitationQuerySet":
        return self.filter(
            seen_through("citation__section__edition__essay__circle", reader),
            citation__section__edition__essay__edition__isnull=False,
        )


class CheckQuerySet(OfACitationQuerySet):
    def for_reading(self) -> "CheckQuerySet":
        """With who made them, the first first."""
        return self.select_related("member").prefetch_related("revisions").order_by("made_at", "pk")


def failed_checks_by_block(edition: int | None) -> Mapping[tuple[int, int], int]:
    """How many citations failed their checks in each block of the edition with that key, by section and block, in one
    query.

    The caller has already shown the text.
    """
    failed = Citation.objects.filter(FAILED, section__edition=edition).order_by()
    rows = failed.values_list("section_id", "block").annotate(failed=Count("pk"))
    return {(section, block): count for section, block, count in rows}
