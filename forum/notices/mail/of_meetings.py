"""Mailing that a meeting was called, changed or cancelled, with the event itself for the reader's calendar; and the
reminder on the morning before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forum.meetings.calendar.gathering import agendas_of, event_of
from forum.meetings.calendar.writing import Event, Invited, as_message
from forum.meetings.clock import place_of
from forum.meetings.models import AgendaItem, Answer, Meeting, Says
from forum.members.speaking import speaking_to
from forum.notices.mail.letters import Letter, link
from forum.notices.mail.sending import Away, Postbox, addresses_of
from forum.notices.mail.tokens import of_meeting
from forum.notices.meetings.models import MeetingNotice, What
from forum.notices.models import Mailing, Notice

TRIED_FOR = timedelta(days=1)
AT_A_TIME = 200  # mails, so that other work has its turn
TIME = "H:i"
# What a calendar shows that somebody has said (PARTSTAT, RFC 5545, section 3.2.12).
SAID = {Says.YES: "ACCEPTED", Says.MAYBE: "TENTATIVE", Says.NO: "DECLINED"}


@dataclass(frozen=True)
class Told:
    """What is known of the meetings that a batch of notices is about: their agendas, and who has said what."""

    agendas: dict[int, Sequence[AgendaItem]]
    answers: dict[tuple[int, int], str]  # by meeting and member


def send_waiting(now: datetime) -> int:
    """Mail what waits at `now`, at most AT_A_TIME; return how many mails were sent. Nothing where no mail is sent."""
    if not settings.EMAIL_IS_SENT:
        return 0
    waiting = MeetingNotice.objects.to_be_mailed(after=now - TRIED_FOR, until=now)
    visible = waiting.visible_to_their_members().for_lists().select_related("member")
    notices = list(visible[:AT_A_TIME])
    addresses = addresses_of(notice.member_id for notice in notices)
    unreachable = [notice.pk for notice in notices if notice.member_id not in addresses]
    if unreachable:
        MeetingNotice.objects.filter(pk__in=unreachable).update(mail_at=None)
    told = _told(notices)
    sent = 0
    with Postbox() as postbox:
        for notice in notices:
            if notice.member_id in addresses:
                try:
                    sent += _send(postbox, notice, addresses[notice.member_id], told)
                except Away:
                    break
    return sent


def _told(notices: Sequence[MeetingNotice]) -> Told:
    meetings = {notice.meeting_id: notice.meeting for notice in notices}
    said = Answer.objects.filter(meeting__in=meetings, member__in=[one.member_id for one in notices])
    return Told(
        agendas_of(meetings.values()) if meetings else {},
        {(meeting, member): says for meeting, member, says in said.values_list("meeting", "member", "says")},
    )


def _send(postbox: Postbox, notice: MeetingNotice, address: str, told: Told) -> bool:
    at = timezone.now()
    row = MeetingNotice.objects.filter(pk=notice.pk)
    if not row.filter(mailed_at=None, mail_at__isnull=False).update(mailed_at=at):
        return False
    mailing = Mailing.objects.create(member=notice.member, kind=Notice.Mail.ONCE, begun_at=at)
    with speaking_to(notice.member):
        letter = _letter(notice, address, told, at)
    postbox.send(letter, mailing, take_back=lambda: row.update(mailed_at=None))
    return True


def _letter(notice: MeetingNotice, address: str, told: Told, at: datetime) -> Letter:
    """In the language and the time of whoever it is for, which the caller speaks."""
    meeting, agenda = notice.meeting, told.agendas.get(notice.meeting_id, ())
    said = told.answers.get((notice.meeting_id, notice.member_id))
    event = None
    if meeting.starts_at is not None:
        event = event_of(meeting, agenda, is_in=True, says=said)
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
            "was_at": notice.was_at if notice.was_at != meeting.starts_at else None,
            "agenda": agenda,
            "answer": Says(said).label if said else "",
            "link": link(meeting.get_absolute_url()),
        },
        identity=f"meeting-{meeting.pk}-{notice.pk}",
        references=[f"meeting-{meeting.pk}"],
        list_name=f"meeting-{meeting.pk}",
        stops=of_meeting(meeting.pk),
        calendar=_calendar(notice, event, address, said, at),
    )


def _calendar(
    notice: MeetingNotice, event: Event | None, address: str, said: str | None, at: datetime
) -> tuple[str, bytes] | None:
    """What the mail says to a calendar: nothing new, where it only reminds."""
    if event is None or notice.what == What.REMINDER:
        return None
    by_name, by_address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    says = SAID[Says(said)] if said else "NEEDS-ACTION"
    to = Invited(
        address=address,
        name=notice.member.name,
        says=says,
        by_address=by_address,
        by_name=by_name or "Wide Margin",
    )
    return as_message(event, to=to, at=at)


def _subject(notice: MeetingNotice, meeting: Meeting, at: datetime) -> str:
    names = {"title": meeting.title, "circle": meeting.circle.name, "when": _when(meeting)}
    match notice.what:
        case What.CALLED:
            return _("%(circle)s meets %(when)s: %(title)s") % names
        case What.CHANGED:
            return _("Changed: %(title)s, %(when)s") % names
        case What.CANCELLED:
            return _("Cancelled: %(title)s, %(when)s") % names
    return _("%(when)s: %(title)s") % (names | {"when": _soon(meeting, at)})


def _said(notice: MeetingNotice, meeting: Meeting) -> str:
    names = {"circle": meeting.circle.name, "title": meeting.title}
    match notice.what:
        case What.CALLED:
            return _("%(circle)s meets: “%(title)s”.") % names
        case What.CHANGED:
            return _("The meeting “%(title)s” of %(circle)s has been changed. It is now as follows.") % names
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
