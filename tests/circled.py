"""Circles as they are come into: one that one asks to join, and a closed one, each with an invitation."""

from dataclasses import dataclass

from django.urls import reverse

from forum.circles.actions import open_circle
from forum.circles.asking import ask
from forum.circles.inviting import invite
from forum.circles.models import Asking, Circle, Invitation
from forum.circles.tokens import token_of
from forum.members.models import Member


@dataclass(frozen=True)
class Circled:
    """A circle, an invitation into it, and, where one can ask, somebody's asking that waits."""

    circle: Circle
    invitation: Invitation
    asking: Asking | None = None


def open_choir(author: Member, other: Member) -> Circled:
    """An open circle that `author` is in, and `other` asks to join."""
    choir = open_circle(member=author, slug="choir", name="Choir", joining=Circle.Joining.ASKING)
    asking = ask(member=other, circle=choir, words="I sing low.")
    return Circled(choir, invite(member=author, circle=choir, note="Sing along."), asking)


def closed(author: Member, circle: Circle) -> Circled:
    """A closed circle into which `author` invites."""
    return Circled(circle, invite(member=author, circle=circle, note="Bring the blue cups."))


def addresses_of(circled: Circled) -> dict[str, str]:
    """Where it is joined, left, and invited into, by name."""
    about_it = (
        "circle_members", "join_circle", "ask_to_join", "askings", "leave_circle", "invite", "invite_by_mail",
    )  # fmt: skip
    found = {name: reverse(name, args=[circled.circle.slug]) for name in about_it}
    found["invitation"] = reverse("invitation", args=[token_of(circled.invitation.pk)])
    found["revoke_invitation"] = reverse("revoke_invitation", args=[circled.invitation.pk])
    if circled.asking:
        found |= {
            name: reverse(name, args=[circled.asking.pk]) for name in ("answer_asking", "withdraw_asking")
        }
    return found
