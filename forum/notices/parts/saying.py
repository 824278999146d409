"""How it is said what part somebody has in a meeting, or is asked to take: in the language that is spoken meanwhile."""

from django.utils.translation import gettext as _

from forum.meetings.rota.models import Role
from forum.notices.parts.models import HAS, PartNotice, What
from forum.text import within_quotation


def sentence(notice: PartNotice) -> str:
    """What a notice says; it comes with its meeting, its item and whoever did it."""
    names = {
        "title": within_quotation(notice.meeting.title),
        "name": notice.by.name if notice.by else _("Somebody"),
        "role": Role(notice.role).label if notice.role else "",
        "item": notice.item.text if notice.item else "",
    }
    if notice.what in HAS:
        return _has(notice.role) % names
    return _SAID[What(notice.what)]() % names


def how_it_came(notice: PartNotice) -> str:
    """How a role has come to whoever has it; "" where the notice says no such thing."""
    match notice.what:
        case What.DRAWN:
            return _("The lot has fallen on you.")
        case What.FOLLOWS:
            return _("You are the next on the rota.")
        case What.SWAPPED if notice.by:
            return _("%(name)s has swapped roles with you.") % {"name": notice.by.name}
    return ""


def _has(role: str) -> str:
    match role:
        case Role.FACILITATOR:
            return _("You facilitate “%(title)s”.")
        case Role.MINUTE_TAKER:
            return _("You take the minutes of “%(title)s”.")
    return _("You keep the time at “%(title)s”.")


_SAID = {
    What.OFFERED: lambda: _("%(name)s asks you to take over a role at “%(title)s”: %(role)s."),
    What.SWAP: lambda: _("%(name)s would swap roles with you at “%(title)s”. Yours would be: %(role)s."),
    What.TAKEN: lambda: _("%(name)s has taken over your role at “%(title)s”: %(role)s."),
    What.VACANT: lambda: _("A role at “%(title)s” is free to be taken: %(role)s."),
    What.MINUTES: lambda: _(
        "The minutes of “%(title)s” lie before the circle. They stand if nobody objects."
    ),
    What.OBJECTED: lambda: _("%(name)s objects to the minutes of “%(title)s”."),
    What.ANSWERED: lambda: _(
        "The minutes of “%(title)s” have other words since you objected. You can read them, and object again."
    ),
    What.ITEM: lambda: _("%(name)s asks you to take this on: %(item)s"),
}
