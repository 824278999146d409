"""What pages that show circles need."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from forum.circles.models import Circle

register = template.Library()


@register.simple_tag
def ways(circle: Circle) -> SafeString:
    """Who reads in a circle, and how one joins it: the same words for every circle of its sort, and every reader."""
    return _told(circle.access, circle.joining, circle.is_commons, get_language())


@lru_cache
def _told(access: str, joining: str, is_commons: bool, language: str) -> SafeString:
    sort = Circle(access=access, joining=joining, is_commons=is_commons)
    return render_to_string("forum/circles/_ways.html", {"circle": sort})


@register.simple_tag
def cards(circles: Iterable[Circle], *, are_mine: bool = False) -> SafeString:
    """Circles in a list. All that is told there is told to everyone alike, but the ways out, where they `are_mine`."""
    language = get_language()
    return mark_safe(  # noqa: S308 (rendered by templates)
        "".join(
            _card(
                each.slug,
                each.name,
                each.purpose,
                each.access,
                each.joining,
                each.is_commons,
                are_mine,
                language,
            )
            for each in circles
        )
    )


@lru_cache(maxsize=1024)
def _card(
    slug: str,
    name: str,
    purpose: str,
    access: str,
    joining: str,
    is_commons: bool,
    is_mine: bool,
    language: str,
) -> SafeString:
    said = Circle(
        slug=slug, name=name, purpose=purpose, access=access, joining=joining, is_commons=is_commons
    )
    return render_to_string("forum/circles/_card.html", {"circle": said, "is_mine": is_mine})
