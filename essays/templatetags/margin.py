"""Notes, as they stand in a margin."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language

from essays.margin.notes import Note

register = template.Library()


@register.simple_tag
def note(note: Note) -> str:
    """A note of the margin. Whoever reads a section reads the same notes, so each is rendered once for all of them."""
    minute = int(timezone.now().timestamp()) // 60
    return _rendered(note, minute, timezone.get_current_timezone_name(), get_language())


@lru_cache(maxsize=2048)
def _rendered(note: Note, minute: int, zone: str, language: str) -> str:
    """What a note says holds for the minute it is said in, for everyone in that zone and language."""
    return get_template("essays/margin/_note.html").render({"note": note})
