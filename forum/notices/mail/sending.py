"""Sending what was written, at most once."""

import logging
from collections.abc import Callable, Collection, Iterable
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from allauth.account.models import EmailAddress
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from forum.notices.mail.letters import Letter, write
from forum.notices.models import Mailing, Notice

logger = logging.getLogger(__name__)

PERMANENT = 500  # from here on a mail server's answers say: not this mail, and not later either (RFC 5321)


class Away(Exception):
    """The mail server does not answer, or takes no mail now."""


def addresses_of(members: Iterable[int]) -> dict[int, str]:
    """The addresses of those members, by number, who have confirmed one."""
    confirmed = EmailAddress.objects.filter(
        user__in=members, user__is_active=True, primary=True, verified=True
    )
    return dict(confirmed.values_list("user_id", "email"))


def begin(*, member: int, kind: Notice.Mail, notices: Collection[int]) -> Mailing | None:
    """Mark `notices` as mailed to `member`; None where all of them were mailed, or read, meanwhile."""
    now = timezone.now()
    with transaction.atomic():
        if Notice.objects.filter(pk__in=notices).to_be_mailed().update(mailed_at=now):
            return Mailing.objects.create(member_id=member, kind=kind, begun_at=now)
    return None


class Postbox:
    """A connection to the mail server, opened with the first letter."""

    def __init__(self) -> None:
        self.connection = get_connection()

    def __enter__(self) -> "Postbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def send(self, letter: Letter, mailing: Mailing, *, take_back: Callable[[], object]) -> None:
        """Send a letter whose `mailing` was begun. What the server refuses for good is logged, and not tried again.

        Where the server is away it was surely not sent: `take_back` undoes what was marked, and Away is raised.
        """
        try:
            mail = write(letter)
            self.connection.open()
            mail.connection = self.connection
            mail.send()
        except SMTPRecipientsRefused as refused:
            logger.warning("A mail to member %s was refused: %s", letter.to.pk, refused)
            return
        except (SMTPException, OSError) as failed:
            if isinstance(failed, SMTPDataError) and failed.smtp_code >= PERMANENT:
                logger.warning("A mail to member %s was refused: %s", letter.to.pk, failed)
                return
            with transaction.atomic():
                take_back()
                mailing.delete()
            raise Away from failed
        Mailing.objects.filter(pk=mailing.pk).update(sent_at=timezone.now())


def unmark(notices: Collection[int], mailing: Mailing) -> None:
    """Let notices be mailed again that `mailing` marked."""
    Notice.objects.filter(pk__in=notices, mailed_at=mailing.begun_at).update(mailed_at=None)
