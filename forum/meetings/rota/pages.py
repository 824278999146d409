"""What the pages about roles need, each in a constant number of queries."""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from forum.circles.models import Circle, Membership
from forum.lots.models import Leaf
from forum.meetings.models import Meeting
from forum.meetings.rota import assigning
from forum.meetings.rota.models import OptOut, Role, Rota, Turn
from forum.members.models import Member
from forum.permissions import Act, can

MOST_NAMES = 200  # to whom a role can be handed by name


@dataclass(frozen=True)
class RoleLine:
    """A role of a meeting, and who has it; None where it is free."""

    role: str
    label: str | Promise
    turn: Turn | None
    is_own: bool
    is_offered: bool  # to the reader, by name or as to anybody
    may_take: bool
    may_hand_on: bool


@dataclass(frozen=True)
class Roles:
    """The roles of a meeting on its page; without a rota they are yet to be drawn."""

    rota: Rota | None
    lines: Sequence[RoleLine]
    is_in: bool


def roles_of(meeting: Meeting, reader: Any) -> Roles | None:
    """The roles of `meeting`, in two queries and one for a member; None where none will ever be drawn."""
    rota = Rota.objects.filter(meeting=meeting).select_related("draw", "entry").first()
    if rota is None and meeting.is_over:
        return None
    is_in = can(reader, Act.TAKE_UP_TURN, meeting)
    if rota is None or rota.draw_id is None:
        return Roles(rota, [], is_in)
    turns = Turn.objects.visible_to(reader).current().filter(meeting=meeting)
    held = {one.role: one for one in turns.select_related("member", "offered_to", "in_return")}
    among = rota.entry.read("among") if rota.entry else Role.values
    return Roles(rota, [_line(role, held.get(role), meeting, reader, is_in) for role in among], is_in)


def _line(role: str, turn: Turn | None, meeting: Meeting, reader: Any, is_in: bool) -> RoleLine:
    is_time = is_in and not meeting.is_over
    is_own = turn is not None and turn.member_id == reader.pk
    is_offered = (
        turn is not None
        and turn.offered_at is not None
        and not is_own
        and turn.offered_to_id in (None, reader.pk)
    )
    return RoleLine(
        role=role,
        label=Role(role).label,
        turn=turn,
        is_own=is_own,
        is_offered=is_time and is_offered,
        may_take=is_time and (turn is None or is_offered),
        may_hand_on=is_time and is_own,
    )


@dataclass(frozen=True)
class Drawn:
    """Somebody in the order that the lot gave: their mark, their name where the reader is in the circle, how often they
    counted as having had each role, and the role they got."""

    place: int
    mark: str
    name: str
    is_own: bool
    served: Sequence["Served"]
    role: str | Promise


@dataclass(frozen=True)
class Served:
    """How often somebody had a role; `had_it` the last time, `is_out` where they do not take it."""

    times: int
    had_it: bool
    is_out: bool
    got_it: bool


@dataclass(frozen=True)
class RotaPage:
    """How the roles of a meeting were drawn, and what has become of them."""

    meeting: Meeting
    rota: Rota
    roles: Sequence[str | Promise]
    order: Sequence[Drawn]
    turns: Sequence[Turn]
    program: str  # the lines by which it was done


def rota_page(rota: Rota, reader: Any) -> RotaPage:
    """The page of `rota`, which comes with its meeting, draw and entry, in two queries and one for a member."""
    turns = Turn.objects.visible_to(reader).filter(meeting=rota.meeting_id).select_related("member")
    order: list[Drawn] = []
    roles: Sequence[str] = []
    if rota.draw is not None and rota.entry is not None:
        body = rota.entry.read_all()
        roles = body["among"]
        leaves = Leaf.objects.filter(draw=rota.draw).order_by("place").select_related("member")
        shows_names = can(reader, Act.TAKE_UP_TURN, rota.meeting)
        order = [_drawn(nth, leaf, body, reader, shows_names) for nth, leaf in enumerate(leaves)]
    return RotaPage(
        meeting=rota.meeting,
        rota=rota,
        roles=[Role(role).label for role in roles],
        order=order,
        turns=list(turns.order_by("since", "pk")),
        program=inspect.getsource(assigning),
    )


def _drawn(nth: int, leaf: Leaf, body: Mapping[str, Any], reader: Any, shows_names: bool) -> Drawn:
    mark = leaf.commitment
    got = {role for role, one in body["roles"].items() if one == mark}
    return Drawn(
        place=nth + 1,
        mark=mark,
        name=leaf.member.name if shows_names and leaf.member else "",
        is_own=leaf.member_id is not None and leaf.member_id == reader.pk,
        served=[
            Served(
                times=body["served"][role][nth],
                had_it=body["last"].get(role) == mark,
                is_out=mark in body["out"][role],
                got_it=role in got,
            )
            for role in body["among"]
        ],
        role=Role(sorted(got)[0]).label
        if len(got) == 1
        else ", ".join(str(Role(one).label) for one in sorted(got)),
    )


@dataclass(frozen=True)
class HandingOn:
    """To whom a role can be handed on: anybody, a member, or in return for another's."""

    turn: Turn
    others: Sequence[Turn]
    members: Sequence[Member]


def handing_on_page(turn: Turn) -> HandingOn:
    """The ways to hand `turn` on, in two queries."""
    others = Turn.objects.current().filter(meeting=turn.meeting).exclude(member=turn.member)
    present = Membership.objects.current().filter(circle=turn.meeting.circle_id, member__is_active=True)
    present = present.exclude(member=turn.member).select_related("member").order_by("member__handle")
    return HandingOn(
        turn=turn,
        others=list(others.select_related("member")),
        members=[one.member for one in present[:MOST_NAMES]],
    )


@dataclass(frozen=True)
class Choice:
    role: str
    label: str | Promise
    is_taken: bool  # one can be drawn for it


def choices_of(circle: Circle, member: Member) -> list[Choice]:
    """Which roles the member takes in `circle`, in one query."""
    out = set(OptOut.objects.filter(circle=circle, member=member, until=None).values_list("role", flat=True))
    return [Choice(role, label, role not in out) for role, label in Role.choices]
