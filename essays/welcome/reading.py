"""Tells a circle's page what is read there."""

from typing import Any

from essays.library.models import Essay
from essays.welcome.pages import texts_among
from forum.circles import reading
from forum.circles.models import Circle
from forum.circles.reading import Reading

TEXTS = 3


def register() -> None:
    reading.register(texts_of)


def texts_of(circle: Circle, reader: Any) -> list[Reading]:
    """The newest texts of a circle, in one query."""
    return [
        Reading(
            title=text.essay.title,
            href=text.essay.get_absolute_url(),
            author=text.essay.author,
            language=text.essay.language,
            minutes=text.minutes,
            notes=text.notes,
        )
        for text in texts_among(Essay.objects.filter(circle=circle), reader, most=TEXTS)
    ]
