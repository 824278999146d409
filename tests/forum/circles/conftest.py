"""Circles of every kind. Amara is in all of them; Bashir, Chiara and Dmitri are not."""

from collections.abc import Callable
from itertools import count

import pytest
from django.urls import reverse

from forum.circles.actions import open_circle
from forum.circles.inviting import invite
from forum.circles.models import Circle, Invitation
from forum.circles.tokens import token_of
from forum.members.models import Member
from tests.conftest import make_member


@pytest.fixture
def garden(amara) -> Circle:
    """An open circle that any member can join."""
    return open_circle(member=amara, slug="garden", name="Garden", joining=Circle.Joining.FREELY)


@pytest.fixture
def choir(amara) -> Circle:
    """An open circle that one asks to join."""
    return open_circle(
        member=amara,
        slug="choir",
        name="Choir",
        purpose="Rounds on Thursdays.",
        joining=Circle.Joining.ASKING,
    )


@pytest.fixture
def archive(amara) -> Circle:
    """An open circle that is joined by invitation."""
    return open_circle(member=amara, slug="archive", name="Archive")


@pytest.fixture
def make_members(db) -> Callable[[int], list[Member]]:
    """Makes as many members as are asked for, whose names nobody needs to know."""
    numbers = count()
    return lambda how_many: [make_member(f"m{next(numbers)}") for _ in range(how_many)]


@pytest.fixture
def invitation(amara, kitchen) -> Invitation:
    return invite(member=amara, circle=kitchen, limit=2, note="Bring the blue cups.")


def path_of(invitation: Invitation) -> str:
    return reverse("invitation", args=[token_of(invitation.pk)])
