"""What pages need on which one may say what one wants to be told of them."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST_SAID = 99  # notices; of more, it is said that they are more


@register.inclusion_tag("forum/notices/_menu.html")
def subscription(kind: str, number: int) -> dict[str, Any]:
    """A menu in which a member says how much they want to be told of a place. For members; takes no query."""
    return {"url": reverse("subscription", args=[kind, number])}


@register.simple_tag
def bell(unread: int, section: str = "") -> SafeString:
    """The way to one's notices, with how many are unread. The count stands on the member, so nothing is asked."""
    return _bell(min(unread, MOST_SAID + 1), section == "notices", get_language())


@lru_cache(maxsize=1024)
def _bell(unread: int, is_here: bool, language: str) -> SafeString:
    return render_to_string("forum/notices/_bell.html", {"unread": unread, "is_here": is_here})
