"""What every page of the house needs: its stylesheets, icons, and times."""

from datetime import datetime
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

# One file per component; all are small and kept by browsers for ever, so each is linked by itself: a
# stylesheet that imports others would make the browser wait twice.
STYLESHEETS = (
    "forum/css/layers.css",
    "forum/css/tokens.css",
    "forum/css/base.css",
    "forum/css/shell.css",
    "forum/css/components/controls.css",
    "forum/css/components/forms.css",
    "forum/css/components/prose.css",
    "forum/css/components/kinds.css",
    "forum/css/components/cards.css",
    "forum/css/utilities.css",
)


@register.simple_tag
def stylesheets() -> SafeString:
    """The links to the stylesheets that every page uses."""
    return _linked(*map(static, STYLESHEETS))


@lru_cache
def _linked(*addresses: str) -> SafeString:
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', ((each,) for each in addresses))


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
