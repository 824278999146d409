"""What the page of a meeting that is held needs."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.meetings.live.log import moment_of

register = template.Library()

ICONS = {"point": "point", "reply": "reply", "round": "round", "hand": "hand"}
ANSWERS = {
    "up": gettext_lazy("Warm"),
    "middle": gettext_lazy("In between"),
    "down": gettext_lazy("Cold"),
}


@register.simple_tag
def since(at: int) -> SafeString:
    """Since when, in the reader's zone, from milliseconds since 1970; a script counts on from there."""
    local = timezone.localtime(moment_of(at))
    words = _("since %(time)s") % {"time": date_format(local, "TIME_FORMAT")}
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)


@register.simple_tag
def announced(room: Any, own: Any) -> str:
    """What is read aloud when it changes, a line each: whose turn it is, what is talked about, what is asked of all,
    and who facilitates."""
    said = [_whose_turn(room, own)]
    said += [
        _("We talk about this: %(title)s") % {"title": one.title} for one in room.agenda if one.is_current
    ]
    if room.state.recall and not own.has_answered_recall:
        said.append(_("There is a question about who facilitates."))
    if room.state.check and not own.has_answered:
        said.append(_("There is a temperature check."))
    if room.is_facilitator_here:
        said.append(
            _("You facilitate.") if own.moves else _("%(name)s facilitates.") % {"name": room.facilitates}
        )
    return "\n".join(one for one in said if one)


def _whose_turn(room: Any, own: Any) -> str:
    if own.speaks:
        return _("It is your turn to speak.")
    if own.place == 1:
        return _("You are next.")
    return _("%(name)s speaks.") % {"name": room.speaker} if room.state.turn else ""


@register.filter
def icon_of_turn(how: str) -> str:
    return ICONS.get(how, "hand")


@register.filter
def icon_of_answer(says: str) -> str:
    return {"up": "warm", "middle": "between", "down": "cold"}.get(says, "between")


@register.filter
def answer_name(says: str) -> str:
    return str(ANSWERS.get(says, says))


@register.filter
def seconds(minutes: int) -> int:
    return 60 * minutes


@register.filter
def minutes(seconds: int) -> int:
    return max(seconds // 60, 1)
