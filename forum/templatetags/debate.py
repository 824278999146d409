"""What pages that show posts need."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from forum.debate.marks.standing import MOST_NEW
from forum.debate.models import Kind
from forum.templatetags.house import icon
from forum.web.addresses import by_number

register = template.Library()


@register.simple_tag
def kind(value: str) -> SafeString:
    """What a post does, told by icon and word."""
    return _told(value, get_language())


@lru_cache
def _told(value: str, language: str) -> SafeString:
    return format_html('<span class="kind">{} {}</span>', icon(value), Kind(value).label)


@register.simple_tag
def new_in(thread: int, count: int) -> SafeString:
    """The way to the first new post of a thread, with how many there are, counted no further than MOST_NEW."""
    return format_html(
        '<a class="is-new" href="{}">{}</a>', by_number("first_new")(thread), _new(count, get_language())
    )


@lru_cache(maxsize=1024)
def _new(count: int, language: str) -> SafeString:
    words = _("99+ new") if count > MOST_NEW else ngettext("%(n)s new", "%(n)s new", count) % {"n": count}
    return format_html("{} {}", icon("new"), words)
