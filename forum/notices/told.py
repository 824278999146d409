"""Having read what one was told of, whatever tells it has rows of its own."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from forum.members.models import Member


def read(member: Member, told: Any) -> None:
    """Mark what is unread of `told`, a queryset of notices of `member`, as read, and count it off.

    No query where nothing at all is unread, one where nothing of these is.
    """
    told = told.unread()
    if not member.unread_notices or not told.exists():
        return
    with transaction.atomic():
        # Held in the order of whoever tells them something meanwhile: the member, then their notices.
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=member.pk)
        count = told.update(read_at=timezone.now())
        Member.objects.filter(pk=member.pk).update(
            unread_notices=Greatest(F("unread_notices"), count) - count
        )
    member.unread_notices = max(member.unread_notices - count, 0)
