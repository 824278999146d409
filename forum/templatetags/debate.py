"""What pages that show posts need."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from forum.debate.models import Kind
from forum.templatetags.house import icon

register = template.Library()


@register.simple_tag
def kind(value: str) -> SafeString:
    """What a post does, told by icon and word."""
    return _told(value, get_language())


@lru_cache
def _told(value: str, language: str) -> SafeString:
    return format_html('<span class="kind">{} {}</span>', icon(value), Kind(value).label)
