"""What a circle decides about itself, as it is carried out. Nobody does any of this by themselves: only a decision of
the circle does, in its own transaction and with its own entry in the record (see forum/decisions).
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.circles.numbers import NUMBERS

# Who reads and how one joins is one question, so that no answer contradicts itself.
WAYS = {
    "freely": _("Open: anyone reads, any member can join"),
    "asking": _("Open: anyone reads; to join one asks, and any member of the circle answers"),
    "invitation": _("Open: anyone reads; joined by invitation"),
    "closed": _("Closed: for others it does not exist; joined by invitation"),
}


def way_of(circle: Circle) -> str:
    """Who reads in a circle and how one joins it, as one of WAYS."""
    return "closed" if circle.is_closed else circle.joining


def access_and_joining(way: str) -> tuple[Circle.Access, Circle.Joining]:
    """What one of WAYS means."""
    if way == "closed":
        return Circle.Access.CLOSED, Circle.Joining.INVITATION
    return Circle.Access.OPEN, Circle.Joining(way)


def ways_from(circle: Circle) -> list[str]:
    """The ways that a circle may decide on. One that is closed stays closed: people wrote in that trust. The Commons is
    everyone's, so there is no door to it."""
    if circle.is_closed or circle.is_commons:
        return [way_of(circle)]
    return list(WAYS)


def adopt_guidelines(*, circle: Circle, guidelines: str, decision: int, at: datetime) -> None:
    """Have other guidelines hold, one a line, "" for the house's own, by the decision of that number."""
    circle = _locked(circle)
    circle.guidelines, circle.guidelines_decision, circle.guidelines_decided_at = guidelines, decision, at
    circle.save(update_fields=["guidelines", "guidelines_decision", "guidelines_decided_at"])


def adopt_number(*, circle: Circle, name: str, value: int) -> None:
    """Have another value hold for a number of NUMBERS."""
    number = NUMBERS[name]
    assert number.least <= value <= number.most
    circle = _locked(circle)
    circle.numbers = {**circle.numbers, name: value}
    circle.save(update_fields=["numbers"])


def adopt_settings(*, circle: Circle, name: str, purpose: str, way: str) -> None:
    """Have another name, purpose or way in hold. What the circle cannot become, it does not."""
    circle = _locked(circle)
    assert way in ways_from(circle)
    circle.name, circle.purpose = name, purpose
    if not circle.is_commons:
        circle.access, circle.joining = access_and_joining(way)
    circle.save(update_fields=["name", "purpose", "access", "joining"])


def _locked(circle: Circle) -> Circle:
    return Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
