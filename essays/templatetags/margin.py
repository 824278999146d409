"""Notes, as they stand in a margin."""

from dataclasses import replace
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essays.margin.models import Placement
from essays.margin.notes import Note
from forum.members.blocking import blocked_by
from forum.templatetags.house import icon

register = template.Library()


@register.simple_tag(takes_context=True)
def note(context: Context, note: Note) -> str:
    """A note of the margin. Whoever reads a section reads the same notes, so each is rendered once for all of them; and
    once more for those who have blocked its author, who read it at its own address."""
    user = context.get("user")
    if note.handle in blocked_by(user).handles and not note.withheld:
        note = replace(note, withheld=_("Folded: by somebody whom you have blocked"), evidence="")
    may_flag = bool(user and user.is_authenticated and note.handle != user.handle and not note.is_private)
    minute = int(timezone.now().timestamp()) // 60
    return _rendered(note, may_flag, minute, timezone.get_current_timezone_name(), get_language())


@register.simple_tag
def placed(state: str) -> SafeString:
    """What has become of a passage since it was selected, told by icon and word."""
    return format_html('<span class="placed">{}{}</span>', icon(state), Placement.State(state).label)


@lru_cache(maxsize=2048)
def _rendered(note: Note, may_flag: bool, minute: int, zone: str, language: str) -> str:
    """What a note says holds for the minute it is said in, for everyone in that zone and language: for those who may
    flag it, and for visitors and its author, who may not."""
    return get_template("essays/margin/_note.html").render({"note": note, "may_flag": may_flag})
