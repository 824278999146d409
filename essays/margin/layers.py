"""The layers of a margin: whom a note is for. A circle's notes are one layer, a member's private ones another."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from essays.library.models import Essay
from essays.margin.filtering import PRIVATE
from forum.circles.models import Circle


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer by its key (the circle's slug, or PRIVATE), what it is called, and what it means to write in it; `circle`
    is None in private."""

    key: str
    name: str
    meaning: str
    circle: Circle | None = None

    @property
    def is_private(self) -> bool:
        return self.circle is None


def layers_offered(member: Any, essay: Essay) -> list[Layer]:
    """Whom a member may write for beside a text, in one query: its own circle first, then the Commons and the other
    circles the member is in; last, themselves. What is read in a closed circle is answered there, or in private."""
    circles = Circle.objects.joined_by(member).commons_first()
    if essay.circle.access == Circle.Access.CLOSED:
        circles = circles.filter(pk=essay.circle_id)
    own_first = sorted(circles, key=lambda circle: circle.pk != essay.circle_id)
    return [*map(layer_of, own_first), only_me()]


def layer_of(circle: Circle) -> Layer:
    everyone = circle.access == Circle.Access.OPEN
    meaning = _("Everyone can read it.") if everyone else _("Only the members of this circle can read it.")
    return Layer(circle.slug, circle.name, meaning, circle)


def only_me() -> Layer:
    return Layer(PRIVATE, _("Only me"), _("A private note: nobody else will ever see it."))
