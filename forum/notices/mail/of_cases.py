"""Mailing at once that a case waits for a member, or has been decided about them. Nobody is named in it but they."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, override

from forum.notices.mail.letters import Letter, link
from forum.notices.mail.sending import Away, Postbox, addresses_of
from forum.notices.mail.tokens import ALL
from forum.notices.models import CaseNotice, Mailing, Notice

TRIED_FOR = timedelta(days=1)  # after which whatever is asked has passed
AT_A_TIME = 200  # mails


def send_waiting(now: datetime) -> int:
    """Mail what waits at `now`, at most AT_A_TIME; return how many mails were sent. Nothing where no mail is sent."""
    if not settings.EMAIL_IS_SENT:
        return 0
    waiting = CaseNotice.objects.to_be_mailed(after=now - TRIED_FOR, until=now).visible_to_their_members()
    notices = list(waiting.for_lists().select_related("member")[:AT_A_TIME])
    addresses = addresses_of(notice.member_id for notice in notices)
    unreachable = [notice.pk for notice in notices if notice.member_id not in addresses]
    CaseNotice.objects.filter(pk__in=unreachable).update(mail="")
    sent = 0
    with Postbox() as postbox:
        for notice in notices:
            if notice.member_id in addresses:
                try:
                    sent += _send(postbox, notice, addresses[notice.member_id])
                except Away:
                    break
    return sent


def _send(postbox: Postbox, notice: CaseNotice, address: str) -> bool:
    at = timezone.now()
    row = CaseNotice.objects.filter(pk=notice.pk)
    if not row.filter(mailed_at=None).unread().update(mailed_at=at):
        return False
    mailing = Mailing.objects.create(member=notice.member, kind=Notice.Mail.ONCE, begun_at=at)
    postbox.send(_letter(notice, address), mailing, take_back=lambda: row.update(mailed_at=None))
    return True


def _letter(notice: CaseNotice, address: str) -> Letter:
    case = notice.panel.case
    with override(notice.member.page_language):
        subject = gettext("Case %(n)s") % {"n": case.pk}
        said = notice.get_what_display()
    return Letter(
        to=notice.member,
        address=address,
        subject=f"{subject}: {said}",
        template="of_case",
        context={
            "said": said,
            "case": case,
            "circle": case.circle.name,
            "until": case.due_at if notice.what in (CaseNotice.What.NUMBER, CaseNotice.What.SEAT) else None,
            "link": link(case.get_absolute_url()),
        },
        identity=f"case-{case.pk}-{notice.pk}",
        references=[f"case-{case.pk}"],
        list_name=f"case-{case.pk}",
        stops=ALL,
    )
