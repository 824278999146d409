"""Mailing that a role has come to a member, that they are asked to take one, or an action item, and what has become of
minutes that concern them: unless they have read it here meanwhile, or it is not so any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.meetings.clock import place_of
from forum.meetings.minutes.models import Objection
from forum.meetings.rota.models import Turn
from forum.members.speaking import speaking_to
from forum.notices.mail.letters import Letter, link
from forum.notices.mail.sending import Away, Postbox, addresses_of
from forum.notices.mail.tokens import of_meeting
from forum.notices.models import Mailing, Notice
from forum.notices.parts.models import HAS, IS_ASKED, OF_MINUTES, PartNotice, What
from forum.notices.parts.saying import how_it_came, sentence

TRIED_FOR = timedelta(days=1)
AT_A_TIME = 200  # mails, so that other work has its turn


@dataclass(frozen=True)
class Told:
    """What is known of what a batch of notices is about: who has which role, and who objects to which minutes."""

    turns: Mapping[tuple[int, str], Turn]
    reasons: Mapping[tuple[int, int], str]  # by minutes and member


def send_waiting(now: datetime) -> int:
    """Mail what waits at `now`, at most AT_A_TIME; return how many mails were sent. Nothing where no mail is sent."""
    if not settings.EMAIL_IS_SENT:
        return 0
    waiting = PartNotice.objects.to_be_mailed(after=now - TRIED_FOR, until=now).visible_to_their_members()
    notices = list(waiting.for_lists().select_related("member")[:AT_A_TIME])
    if not notices:
        return 0
    addresses = addresses_of(notice.member_id for notice in notices)
    unreachable = [notice.pk for notice in notices if notice.member_id not in addresses]
    if unreachable:
        PartNotice.objects.filter(pk__in=unreachable).update(mail_at=None)
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


def _told(notices: Sequence[PartNotice]) -> Told:
    turns = Turn.objects.current().filter(meeting__in={one.meeting_id for one in notices if one.role})
    objected = {one.meeting_id for one in notices if one.what == What.OBJECTED}
    reasons = Objection.objects.open().filter(minutes__in=objected)
    return Told(
        {(turn.meeting_id, turn.role): turn for turn in turns},
        {(minutes, who): why for minutes, who, why in reasons.values_list("minutes", "member", "reason")},
    )


def _send(postbox: Postbox, notice: PartNotice, address: str, told: Told) -> bool:
    at = timezone.now()
    row = PartNotice.objects.filter(pk=notice.pk)
    if not row.filter(mailed_at=None, mail_at__isnull=False).unread().update(mailed_at=at):
        return False
    mailing = Mailing.objects.create(member=notice.member, kind=Notice.Mail.ONCE, begun_at=at)
    with speaking_to(notice.member):
        letter = _letter(notice, address, told)
    postbox.send(letter, mailing, take_back=lambda: row.update(mailed_at=None))
    return True


def _letter(notice: PartNotice, address: str, told: Told) -> Letter:
    """In the language and the time of whoever it is for, which the caller speaks."""
    meeting, said = notice.meeting, sentence(notice)
    return Letter(
        to=notice.member,
        address=address,
        subject=said,
        template="of_part",
        context={
            "said": said,
            "came": how_it_came(notice),
            "meeting": meeting,
            "is_role": bool(notice.role),
            "clocks": place_of(timezone.get_current_timezone_name()),
            "due": notice.item.due if notice.item else None,
            "until": meeting.minutes.ends_at if notice.what in OF_MINUTES else None,
            "reason": told.reasons.get((meeting.pk, notice.by_id or 0), ""),
            "links": _links(notice, told),
        },
        identity=f"part-{meeting.pk}-{notice.pk}",
        references=[f"meeting-{meeting.pk}"],
        list_name=f"meeting-{meeting.pk}",
        stops=of_meeting(meeting.pk),
    )


def _links(notice: PartNotice, told: Told) -> list[tuple[str, str]]:
    """What one can do about it, and where."""
    there = link(notice.get_absolute_url())
    if notice.what in HAS:
        turn = told.turns[notice.meeting_id, notice.role]
        return [
            (_("To the meeting"), there),
            (_("Hand the role on, or swap it"), link(reverse("hand_on_turn", args=[turn.pk]))),
            (
                _("Say which roles you take in this circle"),
                link(reverse("choose_roles", args=[notice.meeting.circle.slug])),
            ),
        ]
    if notice.what in IS_ASKED or notice.what == What.ITEM:
        return [(_("Say yes or no"), there)]
    return [(_("Read the minutes") if notice.what in OF_MINUTES else _("To the meeting"), there)]
