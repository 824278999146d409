"""What every page of the house needs: its scripts, icons, and times."""

from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forum.web.modules import imports_of

register = template.Library()


@register.simple_block_tag
def titles(content: str) -> SafeString:
    """A page's title for the browser, with the house's name, and the same without it for links from elsewhere."""
    title = unescape(content).strip()
    return format_html(
        '<title>{} · Wide Margin</title>\n  <meta property="og:title" content="{}">', title, title
    )


@register.simple_tag
def reader_mark(reader: Any) -> str:
    """By what a browser that several people use tells a page's reader from others; "" for visitors."""
    return salted_hmac("forum.reader", str(reader.pk)).hexdigest()[:16] if reader.is_authenticated else ""


@register.simple_tag
@lru_cache
def module(name: str) -> SafeString:
    """A module of scripts, and the word to fetch all that it imports at once."""
    return format_html(
        '<script type="module" src="{}"></script>{}',
        static(name),
        format_html_join(
            "", '\n  <link rel="modulepreload" href="{}">', ([static(each)] for each in imports_of(name))
        ),
    )


@register.simple_tag
@lru_cache  # where static files are found does not change while a process lives
def icon(name: str) -> SafeString:
    """An icon of the sprite, for the eye alone: the word stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("forum/icons.svg"),
        name,
    )


@register.simple_tag
def own_pages() -> SafeString:
    """The ways to what every member has a page of their own for, in the header of every page."""
    return _own_pages(get_language())


@lru_cache
def _own_pages(language: str) -> SafeString:
    return render_to_string("forum/members/_own_pages.html")


@register.simple_tag
def when(moment: datetime | None) -> SafeString | str:
    """A time as people say it, with the exact one in the reader's zone behind it."""
    if moment is None:
        return ""
    minute = int(timezone.now().timestamp()) // 60
    return _worded(moment, minute, timezone.get_current_timezone_name(), get_language())


@lru_cache(maxsize=4096)
def _worded(moment: datetime, minute: int, zone: str, language: str) -> SafeString:
    """The words hold for the minute they are said in, for everyone in that zone and language."""
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(),
        date_format(local, "DATETIME_FORMAT"),
        ago(local),
    )


def ago(local: datetime) -> str:
    """How long ago: from “just now” through “3 hours ago” to the date, when it is more than a month past."""
    past = timezone.now() - local
    if past.total_seconds() < 60:
        return _("just now")
    if past.days > 30:
        return date_format(local, "DATE_FORMAT")
    return _("%(time)s ago") % {"time": timesince(local, depth=1)}
