"""Keeping drafts. They change nothing that others see, so the table of Acts has no word in it.

A form that has been sent leaves no draft, and a saving that was overtaken by its sending leaves none either.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.debate.drafts.models import Draft
from forum.members.models import Member
from forum.web.idempotency import has_been_sent, remember_as_sent

MOST = 100  # drafts a member
LONGEST = 32 * 1024  # bytes of all that was typed in a form
KEPT = timedelta(days=60)

_CHOSEN = {"evidence-stance", "evidence-chosen"}


class DraftRefused(Exception):
    """A draft that is not kept, and a translated sentence that says why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)

    def __str__(self) -> str:
        return str(self.args[0])


@transaction.atomic
def save_draft(
    *,
    member: Member,
    place: str,
    fields: Mapping[str, str],
    token: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Draft | None:
    """Keep what was typed in `place`, by the names of its fields, instead of what was kept before.

    Returns None where nothing is kept: because nothing is said, or because the form with this token has been sent.
    Raises DraftRefused for more than is kept of one form or one member.
    """
    _one_at_a_time(member)
    if token and has_been_sent(member=member, token=token):
        return None
    said = {name: words for name, words in fields.items() if words.strip()}
    if not any(_is_typed(name) for name in said):
        _drafts_in(member, place).delete()
        return None
    if len(json.dumps(said).encode()) > LONGEST:
        raise DraftRefused(_("This is too long to be kept as a draft. It stays in this browser."))
    if not _drafts_in(member, place).exists() and Draft.objects.filter(member=member).count() >= MOST:
        raise DraftRefused(
            _("You have a hundred drafts, and no more are kept. Discard some to keep this one.")
        )
    draft, _created = Draft.objects.update_or_create(
        member=member, place=place, defaults={"fields": said, "saved_at": at or timezone.now()}
    )
    return draft


@transaction.atomic
def discard_draft(*, member: Member, place: str) -> None:
    """Delete what is kept of a place; where nothing is, nothing changes."""
    _one_at_a_time(member)
    _drafts_in(member, place).delete()


@transaction.atomic
def leave_no_draft(*, member: Member, place: str, token: uuid.UUID | None) -> None:
    """Called in the transaction that takes what was typed: delete its draft, and let no saving that comes later, of the
    form with this token, bring it back."""
    _one_at_a_time(member)
    _drafts_in(member, place).delete()
    if token:
        remember_as_sent(member=member, token=token)


def forget_old_drafts(now: datetime | None = None) -> None:
    """Delete those that nobody has gone on with for longer than KEPT."""
    Draft.objects.filter(saved_at__lt=(now or timezone.now()) - KEPT).delete()


def _is_typed(name: str) -> bool:
    """Whether a field holds words: what is only chosen is soon chosen again."""
    return name in ("title", "source") or (name.startswith("evidence-") and name not in _CHOSEN)


def _drafts_in(member: Member, place: str):
    return Draft.objects.filter(member=member, place=place)


def _one_at_a_time(member: Member) -> None:
    """A member's savings and sendings wait for each other, until the transaction ends."""
    Member.objects.select_for_update(no_key=True).only("pk").get(pk=member.pk)
