"""When one meets, as plans say it."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forum.meetings.models import Meeting

register = template.Library()


@register.simple_tag
def day_of(meeting: Meeting) -> SafeString | str:
    """The day and the time of a meeting, by the reader's own clock."""
    if meeting.starts_at is None:
        return _("no date yet")
    local = timezone.localtime(meeting.starts_at)
    words = f"{date_format(local, 'l')}, {date_format(local, 'DATETIME_FORMAT')}"
    return format_html('<time datetime="{}">{}</time>', meeting.starts_at.isoformat(), words)
