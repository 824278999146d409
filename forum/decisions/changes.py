"""What a proposal changes, by its kind: in words that can be compared, and as it is carried out.

Words are plain lines, so that what holds and what is proposed are compared word by word whatever is changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forum.circles.deciding import WAYS, adopt_guidelines, adopt_number, adopt_settings, way_of
from forum.circles.guidelines import guidelines_in
from forum.circles.leaving import send_away
from forum.circles.models import Circle
from forum.circles.numbers import NUMBERS, number_of
from forum.decisions.models import Kind, Proposal
from forum.members.models import Member


@dataclass(frozen=True)
class Change:
    """What is to be changed, and what holds instead. `said` is what `Proposal.change` keeps of it."""

    kind: str
    text: str
    before: str = ""
    subject: str = ""
    said: Mapping[str, Any] | None = None
    about: Member | None = None


def plain(text: str) -> Change:
    """Something that people do themselves, in their own words."""
    return Change(Kind.PLAIN, text)


def of_guidelines(circle: Circle, guidelines: str) -> Change:
    """Other guidelines, one a line; "" for those of the house."""
    return Change(
        Kind.GUIDELINES,
        "\n".join(guidelines_in(guidelines)),
        before="\n".join(circle.guideline_list),
        subject="guidelines",
        said={"guidelines": guidelines},
    )


def of_number(circle: Circle, name: str, value: int) -> Change:
    """Another value for the number called `name`."""
    return Change(
        Kind.NUMBER,
        f"{value} {NUMBERS[name].says}",
        before=f"{number_of(circle, name)} {NUMBERS[name].says}",
        subject=f"number:{name}",
        said={"name": name, "value": value},
    )


def of_settings(circle: Circle, *, name: str, purpose: str, way: str) -> Change:
    """Another name, purpose or way in."""
    return Change(
        Kind.SETTINGS,
        _settings_in_words(name, purpose, way),
        before=_settings_in_words(circle.name, circle.purpose, way_of(circle)),
        subject="settings",
        said={"name": name, "purpose": purpose, "way": way},
    )


def of_leaving(member: Member) -> Change:
    """That `member` leaves the circle."""
    return Change(
        Kind.LEAVING,
        _("%(name)s leaves the circle. They can be invited again.") % {"name": member.name},
        subject=f"leaving:{member.pk}",
        about=member,
    )


def change_of(proposal: Proposal) -> Change:
    """The change that a proposal makes, beside what holds now."""
    circle, said = proposal.circle, proposal.change
    if proposal.kind == Kind.GUIDELINES:
        return of_guidelines(circle, said["guidelines"])
    if proposal.kind == Kind.NUMBER:
        return of_number(circle, said["name"], said["value"])
    if proposal.kind == Kind.SETTINGS:
        return of_settings(circle, **said)
    if proposal.about:
        return of_leaving(proposal.about)
    return plain(proposal.text)


def carry_out(proposal: Proposal) -> bool:
    """Do what was decided, where the program can; return whether there was anything to do.

    Comes with the proposal's row locked, in the transaction of the decision.
    """
    change, circle = proposal.change, proposal.circle
    assert proposal.decided_at is not None
    if proposal.kind == Kind.GUIDELINES:
        adopt_guidelines(
            circle=circle, guidelines=change["guidelines"], decision=proposal.pk, at=proposal.decided_at
        )
    elif proposal.kind == Kind.NUMBER:
        adopt_number(circle=circle, name=change["name"], value=change["value"])
    elif proposal.kind == Kind.SETTINGS:
        adopt_settings(circle=circle, name=change["name"], purpose=change["purpose"], way=change["way"])
    elif proposal.kind == Kind.LEAVING:
        assert proposal.about is not None
        return send_away(member=proposal.about, circle=circle, decision=proposal.pk, at=proposal.decided_at)
    return proposal.kind != Kind.PLAIN


def _settings_in_words(name: str, purpose: str, way: str) -> str:
    lines = (
        _("Name: %s") % name,
        _("Purpose: %s") % purpose,
        _("Who reads, and how one joins: %s") % WAYS[way],
    )
    return "\n".join(lines)
