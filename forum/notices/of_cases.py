"""Telling members of the cases that concern them: that a number is wanted, a seat offered, that a panel has decided.

Said at once, and by mail where somebody has to answer within a day, or can appeal. No notice names anybody.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from forum.members.models import Member
from forum.moderation.models import Panel, Seat
from forum.notices.models import CaseNotice, Notice, NoticeSettings

What = CaseNotice.What
ASK = {What.NUMBER, What.SEAT}  # something of whoever is told, soon


@transaction.atomic
def tell_of_panel(pk: int, what: str) -> None:
    """Tell all whom it concerns of a step of the panel of that number. Safe to run twice, and late."""
    panel = Panel.objects.select_related("case", "draw").get(pk=pk)
    what = What(what)
    told = CaseNotice.objects.filter(panel=panel, what=what).values_list("member", flat=True)
    wanted = {number for number in _concerned(panel, what) if number is not None} - set(told)
    rows = Member.objects.filter(pk__in=wanted, is_active=True).order_by("pk")
    members = [member.pk for member in rows.select_for_update(no_key=True, of=("self",))]
    unmailed = set(
        NoticeSettings.objects.filter(member__in=members, mail_at_once=False).values_list("member", flat=True)
    )
    CaseNotice.objects.bulk_create(
        CaseNotice(
            member_id=number,
            panel=panel,
            what=what,
            mail=Notice.Mail.ONCE if number not in unmailed and _is_pressing(panel, what, number) else "",
        )
        for number in members
    )
    Member.objects.filter(pk__in=members).update(unread_notices=F("unread_notices") + 1)


def _concerned(panel: Panel, what: What) -> Iterable[int | None]:
    """Whom it concerns, by their numbers."""
    case, seats = panel.case, Seat.objects.filter(panel=panel)
    match what:
        case What.NUMBER:
            waits = panel.draw is not None and panel.draw.nonce_entry_id is None and panel.drawn_at is None
            return [case.about_id] if waits else []
        case What.SEAT:
            return seats.at_work().filter(accepted_at=None).values_list("member", flat=True)
        case What.REASONS:
            return seats.at_work().filter(accepted_at__isnull=False).values_list("member", flat=True)
    flaggers = case.flags.standing().values_list("member", flat=True)
    sat = Seat.objects.filter(panel__case=case, accepted_at__isnull=False)
    if what == What.APPEALED:
        return [*flaggers, *sat.exclude(panel=panel).values_list("member", flat=True)]
    return [case.about_id, *flaggers, *sat.values_list("member", flat=True)]


def _is_pressing(panel: Panel, what: What, member: int) -> bool:
    return what in ASK or (what == What.DECIDED and member == panel.case.about_id)
