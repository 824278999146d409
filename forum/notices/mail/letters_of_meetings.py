"""What mails about meetings say: one, with its event for the reader's calendar, or several of a circle with theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.meetings.calendar.gathering import agendas_of, event_of
from forum.meetings.calendar.writing import Event, Invited, Mailbox, as_message, as_publication
from forum.meetings.clock import place_of
from forum.meetings.models import AgendaItem, Answer, Meeting, Says
from forum.notices.mail.letters import Letter, link
from forum.notices.mail.tokens import of_meeting, of_meetings
from forum.notices.meetings.models import MeetingNotice, What
from forum.text import within_quotation

TIME = "H:i"
# What a calendar shows that somebody has said (PARTSTAT, RFC 5545, section 3.2.12).
SAID = {Says.YES: "ACCEPTED", Says.MAYBE: "TENTATIVE", Says.NO: "DECLINED"}


@dataclass(frozen=True)
class Told:
    """What is known of the meetings that a batch of notices is about: their agendas, and who has said what."""

    agendas: dict[int, Sequence[AgendaItem]]
    answers: dict[tuple[int, int], str]  # by meeting and member

    def event(self, notice: MeetingNotice) -> Event | None:
        """The event of the meeting that a notice is about; None where it never had a date."""
        meeting = notice.meeting
        if meeting.starts_at is None and meeting.was_to_start_at is None:
            return None
        agenda = self.agendas.get(meeting.pk, ())
        return event_of(meeting, agenda, is_in=True, says=self.says(notice))

    def says(self, notice: MeetingNotice) -> str | None:
        """What whoever is told has said to the meeting."""
        return self.answers.get((notice.meeting_id, notice.member_id))


@dataclass(frozen=True)
class Line:
    """A meeting among several in one mail."""

    meeting: Meeting
    what: str
    was_at: datetime | None
    link: str


def told_of(notices: Sequence[MeetingNotice]) -> Told:
    """What is known of the meetings of `notices`, in two queries."""
    meetings = {notice.meeting_id: notice.meeting for notice in notices}
    said = Answer.objects.filter(meeting__in=meetings, member__in=[one.member_id for one in notices])
    return Told(
        agendas_of(meetings.values()),
        {(meeting, member): says for meeting, member, says in said.values_list("meeting", "member", "says")},
    )


def letter_of_one(notice: MeetingNotice, address: str, told: Told, at: datetime) -> Letter:
    """In the language and the time of whoever it is for, which the caller speaks."""
    meeting, event, said = notice.meeting, told.event(notice), told.says(notice)
    return Letter(
        to=notice.member,
        address=address,
        subject=_subject(notice, meeting, at),
        template="of_meeting",
        context={
            "said": _said(notice, meeting),
            "meeting": meeting,
            "place": place_of(timezone.get_current_timezone_name()),
            "ends_at": event.ends_at if event else None,
            "was_at": _was_at(notice),
            "agenda": told.agendas.get(meeting.pk, ()),
            "answer": Says(said).label if said else "",
            "link": link(meeting.get_absolute_url()),
        },
        identity=f"meeting-{meeting.pk}-{notice.pk}",
        references=[f"meeting-{meeting.pk}"],
        list_name=f"meeting-{meeting.pk}",
        stops=of_meeting(meeting.pk),
        calendar=_calendar(notice, event, address, said, at),
    )


def letter_of_several(notices: Sequence[MeetingNotice], address: str, told: Told, at: datetime) -> Letter:
    """The same of at least two notices from one circle, in the order of the evenings."""
    notices = sorted(notices, key=_when_it_is)
    circle, events = notices[0].meeting.circle, [told.event(notice) for notice in notices]
    words = ngettext(
        "Meetings of %(circle)s: %(count)d change", "Meetings of %(circle)s: %(count)d changes", len(notices)
    )
    return Letter(
        to=notices[0].member,
        address=address,
        subject=words % {"circle": circle.name, "count": len(notices)},
        template="of_meetings",
        context={
            "circle": circle,
            "lines": [_line(notice) for notice in notices],
            "place": place_of(timezone.get_current_timezone_name()),
        },
        identity=f"meetings-{circle.pk}-{notices[0].member_id}-{max(notice.pk for notice in notices)}",
        list_name=f"meetings-{circle.pk}",
        stops=of_meetings([notice.meeting_id for notice in notices]),
        calendar=as_publication([event for event in events if event], by=_house(), at=at),
    )


def _line(notice: MeetingNotice) -> Line:
    meeting = notice.meeting
    return Line(meeting, notice.get_what_display(), _was_at(notice), link(meeting.get_absolute_url()))


def _was_at(notice: MeetingNotice) -> datetime | None:
    return notice.was_at if notice.was_at != notice.meeting.starts_at else None


def _when_it_is(notice: MeetingNotice) -> tuple[datetime, int]:
    meeting = notice.meeting
    return (meeting.starts_at or meeting.was_to_start_at or meeting.called_at, meeting.pk)


def _calendar(
    notice: MeetingNotice, event: Event | None, address: str, said: str | None, at: datetime
) -> tuple[str, bytes] | None:
    """What the mail says to a calendar: nothing new, where it only reminds."""
    if event is None or notice.what == What.REMINDER:
        return None
    says = SAID[Says(said)] if said else "NEEDS-ACTION"
    to = Invited(address=address, name=notice.member.name, says=says, by=_house())
    return as_message(event, to=to, at=at)


def _house() -> Mailbox:
    """Which mailbox mails come from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Mailbox(address, name or "Wide Margin")


def _subject(notice: MeetingNotice, meeting: Meeting, at: datetime) -> str:
    names = {"title": meeting.title, "circle": meeting.circle.name, "when": _when(meeting)}
    match notice.what:
        case What.CALLED:
            return _("%(circle)s meets %(when)s: %(title)s") % names
        case What.CHANGED:
            return _("Changed: %(title)s, %(when)s") % names
        case What.PUT_OFF:
            return _("No date any more: %(title)s") % names
        case What.CANCELLED if meeting.starts_at is None:
            return _("Cancelled: %(title)s") % names
        case What.CANCELLED:
            return _("Cancelled: %(title)s, %(when)s") % names
    return _("%(when)s: %(title)s") % (names | {"when": _soon(meeting, at)})


def _said(notice: MeetingNotice, meeting: Meeting) -> str:
    names = {"circle": meeting.circle.name, "title": within_quotation(meeting.title)}
    match notice.what:
        case What.CALLED:
            return _("%(circle)s meets: “%(title)s”.") % names
        case What.CHANGED:
            return _("The meeting “%(title)s” of %(circle)s has been changed. It is now as follows.") % names
        case What.PUT_OFF:
            return _("The meeting “%(title)s” of %(circle)s has been put off: a date is looked for.") % names
        case What.CANCELLED:
            return _("The meeting “%(title)s” of %(circle)s has been cancelled.") % names
    return _("A reminder: %(circle)s meets soon, “%(title)s”.") % names


def _when(meeting: Meeting) -> str:
    if meeting.starts_at is None:
        return ""
    local = timezone.localtime(meeting.starts_at)
    day, time = date_format(local, "MONTH_DAY_FORMAT"), date_format(local, TIME)
    return f"{date_format(local, 'l')} {day}, {time}"


def _soon(meeting: Meeting, at: datetime) -> str:
    assert meeting.starts_at is not None
    local, today = timezone.localtime(meeting.starts_at), timezone.localtime(at).date()
    time = date_format(local, TIME)
    if local.date() == today + timedelta(days=1):
        return _("Tomorrow at %(time)s") % {"time": time}
    if local.date() == today:
        return _("Today at %(time)s") % {"time": time}
    return _when(meeting)
