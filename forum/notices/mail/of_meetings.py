"""Mailing that meetings were called, changed, put off or cancelled, and the reminder on the morning before.

What waits for a member from one circle comes in one mail, however many of its meetings one act has moved.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from forum.members.speaking import speaking_to
from forum.notices.mail.letters_of_meetings import Told, letter_of_one, letter_of_several, told_of
from forum.notices.mail.sending import Away, Postbox, addresses_of
from forum.notices.meetings.models import MeetingNotice, What
from forum.notices.models import Mailing, Notice

TRIED_FOR = timedelta(days=1)
AT_A_TIME = 200  # notices, so that other work has its turn
WAITED_FOR = timedelta(
    minutes=2
)  # others of the same circle, as long as members are still being told of them


def send_waiting(now: datetime) -> int:
    """Mail what waits at `now`, that of AT_A_TIME notices; return how many mails were sent. Nothing where no mail is
    sent."""
    if not settings.EMAIL_IS_SENT:
        return 0
    due = MeetingNotice.objects.to_be_mailed(after=now - TRIED_FOR, until=now).told_to_all(now - WAITED_FOR)
    notices = list(due.visible_to_their_members().for_lists().select_related("member")[:AT_A_TIME])
    if not notices:
        return 0
    notices += _beside(notices, now)
    addresses = addresses_of(notice.member_id for notice in notices)
    unreachable = [notice.pk for notice in notices if notice.member_id not in addresses]
    if unreachable:
        MeetingNotice.objects.filter(pk__in=unreachable).update(mail_at=None)
    told = told_of(notices)
    sent = 0
    with Postbox() as postbox:
        for some in in_one_mail(notices):
            member = some[0].member_id
            if member in addresses:
                try:
                    sent += _send(postbox, some, addresses[member], told)
                except Away:
                    break
    return sent


def _beside(notices: Sequence[MeetingNotice], now: datetime) -> list[MeetingNotice]:
    """What is not due yet, and goes along with what is: for the same members, from the same circles. Where one of many
    meetings that were moved is near, its mail does not wait, and the others are no second one."""
    with_others = {(one.member_id, one.meeting.circle_id) for one in notices if one.what != What.REMINDER}
    waiting = MeetingNotice.objects.to_be_mailed(after=now - TRIED_FOR, until=now + TRIED_FOR)
    waiting = waiting.filter(
        member__in={member for member, _circle in with_others},
        meeting__circle__in={circle for _member, circle in with_others},
    )
    waiting = waiting.exclude(what=What.REMINDER).exclude(pk__in=[one.pk for one in notices])
    found = waiting.visible_to_their_members().for_lists().select_related("member")
    return [one for one in found if (one.member_id, one.meeting.circle_id) in with_others]


def in_one_mail(notices: Iterable[MeetingNotice]) -> list[list[MeetingNotice]]:
    """`notices` as they are mailed: all of a circle for a member together, but each reminder for itself."""
    found: dict[tuple[int, int, int], list[MeetingNotice]] = {}
    for notice in notices:
        alone = notice.pk if notice.what == What.REMINDER else 0
        found.setdefault((notice.member_id, notice.meeting.circle_id, alone), []).append(notice)
    return list(found.values())


def _send(postbox: Postbox, notices: Sequence[MeetingNotice], address: str, told: Told) -> bool:
    """Each notice is marked by itself: of two workers, each mails what it was the first to mark."""
    at = timezone.now()
    marked = [notice for notice in notices if _mark(notice, at)]
    if not marked:
        return False
    member, rows = marked[0].member, MeetingNotice.objects.filter(pk__in=[one.pk for one in marked])
    mailing = Mailing.objects.create(member=member, kind=Notice.Mail.ONCE, begun_at=at)
    with speaking_to(member):
        if len(marked) == 1:
            letter = letter_of_one(marked[0], address, told, at)
        else:
            letter = letter_of_several(marked, address, told, at)
    postbox.send(letter, mailing, take_back=lambda: rows.update(mailed_at=None))
    return True


def _mark(notice: MeetingNotice, at: datetime) -> bool:
    waiting = MeetingNotice.objects.filter(pk=notice.pk, mailed_at=None, mail_at__isnull=False)
    return bool(waiting.update(mailed_at=at))
