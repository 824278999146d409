"""Opening a circle from the command line."""

import pytest
from django.core.management import CommandError, call_command

from forum.circles.models import Circle


def open_circle(*said: str) -> None:
    call_command("open_circle", *said, verbosity=0)


def test_a_circle_is_opened_with_its_members(amara, bashir, chiara, capsys):
    open_circle("garden", "Garden group", "--purpose", "Peas.", "--member", "amara", "Bashir")

    garden = Circle.objects.get(slug="garden")
    assert (garden.name, garden.purpose, garden.access) == ("Garden group", "Peas.", Circle.Access.OPEN)
    assert {membership.member for membership in garden.memberships.all()} == {amara, bashir}
    assert "/circles/garden/" in capsys.readouterr().out


def test_a_closed_circle_is_seen_by_its_members_alone(amara, bashir):
    open_circle("kitchen", "Kitchen table", "--closed", "--member", "amara")

    assert Circle.objects.visible_to(amara).filter(slug="kitchen").exists()
    assert not Circle.objects.visible_to(bashir).filter(slug="kitchen").exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["commons", "Again", "--member", "amara"], "already exists"),
        (["not a slug", "Garden", "--member", "amara"], "valid"),
        (["garden", "", "--member", "amara"], "blank"),
        (["garden", "Garden", "--member", "amara", "nobody"], "no member with the handle nobody"),
        (["garden", "Garden"], "--member"),
    ],
)
def test_what_makes_no_circle_is_refused_and_nothing_is_opened(amara, said, why):
    with pytest.raises(CommandError, match=why):
        open_circle(*said)

    assert Circle.objects.get().is_commons
