"""What pages that show deadlines need."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def until(moment: datetime | None) -> SafeString | str:
    """A time that is to come, as people say it, with day and hour in the reader's own zone."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    exact = f"{date_format(local, 'l')}, {date_format(local, 'DATETIME_FORMAT')}"
    is_over = moment <= timezone.now()  # and no worker has seen to it yet
    words = _("about to end") if is_over else _("in %(time)s") % {"time": timeuntil(local, depth=2)}
    return format_html('<time datetime="{}">{}</time> ({})', moment.isoformat(), words, exact)
