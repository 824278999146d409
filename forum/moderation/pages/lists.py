"""Lists of cases: open, decided, one's own, and those to practise on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.members.prepared import PreparedForReaders
from forum.moderation.models import Case, Flag, Ruling, Seat
from forum.moderation.querysets import CaseQuerySet
from forum.permissions import Act, can
from forum.web.pagination import Page, newest_first, newest_page, page_of


@dataclass(frozen=True)
class Choice:
    """One of the lists, as an address asks for it."""

    name: str
    label: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class CaseLine:
    """A case in a list, and what was found in it last."""

    case: Case
    found: Ruling | None
    is_own: bool  # flagged by the reader, and seen by nobody else yet


@dataclass(frozen=True)
class CasesPage:
    """Cases that a reader sees, the newest first, of one circle or of all."""

    circle: Circle | None
    shown: str
    choices: Sequence[Choice]
    cases: Page[CaseLine]
    may_practise: bool


LISTS = {
    "open": _("Open"),
    "decided": _("Decided"),
    "mine": _("Mine"),
    "practice": _("Practice"),
}


def cases_page(
    reader: Any, *, circle: Circle | None = None, shown: str = "open", before: str = ""
) -> CasesPage:
    """One of LISTS (the first where `shown` is none of them), below the key `before`, in two queries."""
    names = [name for name in LISTS if name != "mine" or reader.is_authenticated]
    shown = shown if shown in names else names[0]
    if before:
        page = newest_page(_cases(reader, shown, circle), before=before)
    else:
        page = page_of(_OF_CIRCLE[shown].rows(reader, circle) if circle else _OF_ALL[shown].rows(reader))
    found = _found_in(page.rows)
    return CasesPage(
        circle=circle,
        shown=shown,
        choices=[Choice(name, LISTS[name], name == shown) for name in names],
        cases=Page(
            [CaseLine(case, found.get(case.pk), case.opened_at is None) for case in page.rows], page.further
        ),
        may_practise=circle is not None and can(reader, Act.OPEN_PRACTICE, circle),
    )


def _cases(reader: Any, shown: str, circle: Circle | None = None) -> CaseQuerySet:
    """One of LISTS, of one circle or of all."""
    cases = Case.objects.visible_to(reader).for_lists()
    return _listed(cases.filter(circle=circle) if circle else cases, shown, reader)


def _listed(cases: CaseQuerySet, shown: str, reader: Any) -> CaseQuerySet:
    at_work = Q(closed_at=None) & ~Q(stage=Case.Stage.DECIDED)
    if shown == "practice":
        return cases.filter(kind=Case.Kind.PRACTICE)
    if shown == "mine":
        seats = Seat.objects.filter(member=reader.pk).filter(Q(ended_at=None) | Q(accepted_at__isnull=False))
        flags = Flag.objects.standing().filter(member=reader.pk)
        return cases.filter(
            Q(about=reader.pk) | Q(pk__in=flags.values("case")) | Q(pk__in=seats.values("panel__case"))
        )
    cases = cases.real().exclude(opened_at=None)
    return cases.filter(at_work) if shown == "open" else cases.exclude(at_work)


# The first page of each list, which is the one that is read.
_OF_ALL = {
    shown: PreparedForReaders(lambda reader, shown=shown: newest_first(_cases(reader, shown)))
    for shown in LISTS
}
_OF_CIRCLE = {
    shown: PreparedForReaders(
        lambda reader, circle, shown=shown: newest_first(_cases(reader, shown, circle)), Circle
    )
    for shown in LISTS
}


def _found_in(cases: Sequence[Case]) -> dict[int, Ruling]:
    """The last ruling of each case."""
    if not cases:
        return {}
    rulings = Ruling.objects.filter(case__in=[case.pk for case in cases]).order_by("pk")
    return {ruling.case_id: ruling for ruling in rulings}
