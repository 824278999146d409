"""What roles say elsewhere: on a meeting's page, and on the front door of whoever has one."""

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from forum.meetings import beside, upcoming
from forum.meetings.models import Meeting
from forum.meetings.rota.models import Role, Turn
from forum.meetings.rota.pages import roles_of
from forum.meetings.upcoming import Line
from forum.members.models import Member
from forum.text import within_quotation


def register() -> None:
    beside.register("roles", roles_of, "forum/meetings/rota/_roles.html", order=20)
    upcoming.register(lines_for)


def lines_for(meetings: Sequence[Meeting], member: Member) -> Mapping[int, Sequence[Line]]:
    """The roles that the member has at these meetings, or is asked to take, in one query."""
    turns = Turn.objects.current().filter(Q(member=member) | Q(offered_to=member), meeting__in=meetings)
    found: dict[int, list[Line]] = {}
    for turn in turns.select_related("member", "meeting").order_by("pk"):
        found.setdefault(turn.meeting_id, []).append(_line(turn, member))
    return found


def _line(turn: Turn, member: Member) -> Line:
    href = f"{turn.meeting.get_absolute_url()}#roles"
    if turn.member_id == member.pk:
        return Line(OWN[Role(turn.role)](), href)
    said = {
        "name": turn.member.name,
        "role": Role(turn.role).label,
        "title": within_quotation(turn.meeting.title),
    }
    if turn.in_return_id:
        return Line(_("%(name)s would swap roles with you for “%(title)s”") % said, href, waits=True)
    return Line(_("%(name)s asks you to be %(role)s of “%(title)s”") % said, href, waits=True)


OWN = {
    Role.FACILITATOR: lambda: _("You facilitate"),
    Role.MINUTE_TAKER: lambda: _("You take the minutes"),
    Role.TIME_KEEPER: lambda: _("You keep the time"),
}
