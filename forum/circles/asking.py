"""Asking to be let into a circle. Any member of it answers, and the first answer counts."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forum.circles.actions import join
from forum.circles.models import Asking, Circle, Membership
from forum.members.models import Member
from forum.permissions import Act, require

REST = timedelta(days=7)  # after a no, before one may ask again


class AskedTooSoon(PermissionDenied):
    """The circle has said no, not long ago."""

    def __init__(self, again_at: datetime) -> None:
        day = date_format(timezone.localtime(again_at), "DATE_FORMAT")
        super().__init__(_("The circle has said no for now. You can ask again from %(day)s.") % {"day": day})


class AnsweredMeanwhile(Exception):
    """Somebody else has answered, or whoever asked has taken it back or come in another way."""


@transaction.atomic
def ask(
    *, member: Member, circle: Circle, words: str = "", at: datetime | None = None
) -> Asking | Membership:
    """Ask to be let in. Who is already waiting keeps waiting, with the words of the first time; who is in, is in.

    Raises AskedTooSoon within REST after a no.
    """
    require(member, Act.ASK_TO_JOIN, circle)
    at = at or timezone.now()
    if membership := Membership.objects.current().filter(circle=circle, member=member).first():
        return membership
    asked = Asking.objects.filter(circle=circle, member=member)
    if (again_at := may_ask_again_at(asked.order_by("-pk").first())) and again_at > at:
        raise AskedTooSoon(again_at)
    try:
        with transaction.atomic():
            return Asking.objects.create(circle=circle, member=member, words=words, at=at)
    except IntegrityError:
        return asked.waiting().get()


@transaction.atomic
def answer(*, member: Member, asking: Asking, says: str, at: datetime | None = None) -> Asking:
    """Let in whoever asks (`says` is "yes"), or not now ("no"). Who says yes is remembered as having brought them in.

    Raises AnsweredMeanwhile where there is nothing left to answer.
    """
    require(member, Act.ANSWER_ASKING, asking)
    asking = _locked(asking)
    if not asking.is_waiting:
        raise AnsweredMeanwhile
    asking.answer, asking.answered_by, asking.answered_at = says, member, at or timezone.now()
    asking.save(update_fields=["answer", "answered_by", "answered_at"])
    if says == Asking.Answer.YES:
        join(member=asking.member, circle=asking.circle, invited_by=member)
    return asking


@transaction.atomic
def withdraw_asking(*, member: Member, asking: Asking, at: datetime | None = None) -> Asking:
    """Ask no longer. What has been answered stays as it is."""
    require(member, Act.WITHDRAW_ASKING, asking)
    asking = _locked(asking)
    if asking.is_waiting:
        asking.withdrawn_at = at or timezone.now()
        asking.save(update_fields=["withdrawn_at"])
    return asking


def may_ask_again_at(last: Asking | None) -> datetime | None:
    """From when somebody whose last asking this is may ask again; None where nothing stands in the way."""
    if last is None or last.answer != Asking.Answer.NO or last.answered_at is None:
        return None
    return last.answered_at + REST


def _locked(asking: Asking) -> Asking:
    rows = Asking.objects.select_for_update(of=("self",)).select_related("member", "circle")
    return rows.get(pk=asking.pk)
