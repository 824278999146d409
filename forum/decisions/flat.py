"""Proposals that were adopted, as a measure of how flat a circle is: whose words it lives by."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count as Number
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.circles.models import Circle
from forum.decisions.models import Proposal
from forum.flatness.registry import Count, Measure, register


def _half(few: int, people: int) -> str:
    return ngettext(
        "Half of what was adopted was proposed by %(few)s of %(people)s people.",
        "Half of what was adopted was proposed by %(few)s of %(people)s people.",
        few,
    ) % {"few": few, "people": people}


def _own(own: int, total: int) -> str:
    return ngettext(
        "You proposed %(own)s of %(total)s decision.", "You proposed %(own)s of %(total)s decisions.", total
    ) % {"own": own, "total": total}


ADOPTED = Measure("decisions", _("Adopted proposals"), _("adopted proposals"), _half, _own)


def count_adopted(circle: Circle, since: datetime | None, until: datetime) -> Mapping[str, Sequence[Count]]:
    """How many of each member's proposals the circle has adopted; everyone there reads who proposed what."""
    adopted = Proposal.objects.filter(circle=circle, outcome=Proposal.Outcome.ADOPTED, decided_at__lte=until)
    if since is not None:
        adopted = adopted.filter(decided_at__gte=since)
    rows = adopted.order_by().values("proposed_by").annotate(number=Number("pk"))
    return {ADOPTED.name: [Count.of(*row) for row in rows.values_list("proposed_by", "number")]}


def register_own() -> None:
    register([ADOPTED], count_adopted)
