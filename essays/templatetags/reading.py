"""When one meets, as plans say it."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from essays.reading.words import day_in_words
from forum.meetings.models import Meeting

register = template.Library()


@register.simple_tag
def day_of(meeting: Meeting) -> SafeString | str:
    """The day and the time of a meeting, by the reader's own clock."""
    if meeting.starts_at is None:
        return _("no date yet")
    words = day_in_words(timezone.localtime(meeting.starts_at))
    return format_html('<time datetime="{}">{}</time>', meeting.starts_at.isoformat(), words)
