"""Tells a circle's page what is read there."""

from typing import Any

from essays.library.models import Essay
from essays.reading.ways import address_of_plan, how_it_is_read, with_plans
from essays.welcome.pages import newest_among, text_of
from forum.circles import reading
from forum.circles.models import Circle
from forum.circles.reading import Reading

TEXTS = 3


def register() -> None:
    reading.register(texts_of)


def texts_of(circle: Circle, reader: Any) -> list[Reading]:
    """What a circle reads by a plan, and the newest of the texts that it has put up, in one query."""
    essays = with_plans(newest_among(Essay.objects.all(), reader), circle, reader)
    return [_reading(essay) for essay in essays[:TEXTS]]


def _reading(essay: Any) -> Reading:
    text = text_of(essay)
    return Reading(
        title=essay.title,
        href=address_of_plan(essay) if essay.plan_number else essay.get_absolute_url(),
        author=essay.author,
        language=essay.language,
        minutes=text.minutes,
        notes=text.notes,
        note=how_it_is_read(essay) if essay.plan_number else "",
    )
