"""Telling every member that the operator has laid many legal holds within a month: in a mail, and above their notices.

They are told once a month at most, however many more there are: a mail for each would be passed over.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from forum.debate.restraining.signals import holds_many
from forum.members.models import Member
from forum.notices.mail.letters import Letter, link
from forum.notices.mail.sending import Away, Postbox, addresses_of
from forum.notices.mail.tokens import ALL
from forum.notices.models import HoldsTelling, Mailing, Notice
from forum.record.models import Entry

TOLD_FOR = timedelta(days=30)
BATCH = 20  # members: while they are mailed, on a small machine nobody else writes


def connect() -> None:
    holds_many.connect(begin_telling, dispatch_uid="forum.notices.holds")


def begin_telling(sender: Any, count: int, entry: Entry, **_: Any) -> None:
    """Remember, with the hold that made them many, that members are to be told."""
    if holds_to_tell(timezone.now()) is None:
        HoldsTelling.objects.create(entry=entry.number, count=count)


def holds_to_tell(now: datetime) -> HoldsTelling | None:
    """What members are told of at `now`, above their notices; None where there is nothing."""
    return HoldsTelling.objects.filter(at__gt=now - TOLD_FOR).order_by("-entry").first()


def send_waiting(now: datetime) -> int:
    """Mail the next BATCH of members who wait to be told; return how many were. Two workers take turns, and whom one
    of them has told is told once."""
    try:
        with transaction.atomic(), Postbox() as postbox:
            telling = HoldsTelling.objects.select_for_update().filter(done_at=None).first()
            return _tell_some(telling, postbox, now) if telling else 0
    except Away:
        return 0


def _tell_some(telling: HoldsTelling, postbox: Postbox, now: datetime) -> int:
    members = Member.objects.filter(is_active=True, pk__gt=telling.after).order_by("pk")[:BATCH]
    some = list(members)
    addresses = addresses_of(member.pk for member in some)
    telling.after = some[-1].pk if some else telling.after
    telling.done_at = now if len(some) < BATCH else None
    telling.save(update_fields=["after", "done_at"])
    for member in some:
        if member.pk in addresses:
            mailing = Mailing.objects.create(member=member, kind=Notice.Mail.ONCE, begun_at=now)
            postbox.send(_letter(telling, member, addresses[member.pk]), mailing, take_back=lambda: None)
    return len(addresses)


def _letter(telling: HoldsTelling, member: Member, address: str) -> Letter:
    with override(member.page_language):
        subject = ngettext(
            "%(count)d post was withheld by law within a month",
            "%(count)d posts were withheld by law within a month",
            telling.count,
        )
    return Letter(
        to=member,
        address=address,
        subject=subject % {"count": telling.count},
        template="holds",
        context={"count": telling.count, "link": link(reverse("record"))},
        identity=f"holds-{telling.entry}-{member.pk}",
        list_name="holds",
        stops=ALL,
    )
