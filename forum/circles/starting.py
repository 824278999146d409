"""Starting a circle: the address is made of its name, and whoever starts it is a member like the others."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from forum.circles.actions import open_circle
from forum.circles.models import Circle
from forum.members.models import Member

LONGEST = 48  # characters of a name's part of an address: room for what tells it from others
RESERVED = {"new", "private"}  # see the constraints of Circle
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
TRIES = 5


def start_circle(
    *,
    member: Member,
    name: str,
    purpose: str,
    guidelines: str,
    access: str,
    joining: str,
    at: datetime | None = None,
) -> Circle:
    """Start a circle at an address made of its name. Two that are started at once get one each."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return open_circle(
                    member=member,
                    slug=_slug_for(name, access),
                    name=name,
                    purpose=purpose,
                    guidelines=guidelines,
                    access=access,
                    joining=joining,
                    at=at,
                )
        except IntegrityError as taken:
            refused = taken
    raise refused


def _slug_for(name: str, access: str) -> str:
    """The name as an address.

    A closed circle's has letters of chance in it: nobody can guess it, and no other circle's address, by being
    different from what one would expect, tells that there is one of that name.
    """
    wish = slugify(name)[:LONGEST].strip("-") or "circle"
    if access == Circle.Access.CLOSED:
        return f"{wish}-{get_random_string(6, LETTERS)}"
    taken = {*RESERVED, *Circle.objects.filter(slug__startswith=wish).values_list("slug", flat=True)}
    if wish not in taken:
        return wish
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wish}-{number}") not in taken)
