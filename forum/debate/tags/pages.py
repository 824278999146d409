"""Which tags a circle uses."""

from typing import Any

from django.db.models import Count

from forum.circles.models import Circle
from forum.circles.querysets import seen_through
from forum.debate.tags.models import Tag

MOST_SHOWN = 20  # of a circle's tags


def tags_in_use(reader: Any, circle: Circle | None = None) -> list[str]:
    """The tags that most threads have, in a circle, which the caller has already shown, or in all that the reader sees;
    in alphabetical order."""
    tags = Tag.objects.filter(circle=circle) if circle else Tag.objects.filter(seen_through("circle", reader))
    often = tags.values("name").annotate(threads=Count("taggings")).filter(threads__gt=0)
    return sorted(often.order_by("-threads", "name").values_list("name", flat=True)[:MOST_SHOWN])
