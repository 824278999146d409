"""Plays cases: flagged, drawn, voted on and appealed by the same actions as everyone's. Nobody knows beforehand who
will be drawn, so what a panel says is given out by seat."""

from collections.abc import Iterable
from itertools import cycle
from typing import Any

from essays.demonstration.directing import Script
from forum.circles.models import Circle
from forum.debate.actions import open_thread, reply
from forum.debate.models import Post
from forum.members.models import Member
from forum.moderation.appealing import appeal
from forum.moderation.flagging import flag
from forum.moderation.models import Case, Panel, Seat
from forum.moderation.opening import give_nonce
from forum.moderation.practice import open_practice
from forum.moderation.seating import take_seat
from forum.moderation.voting import vote

A_WHILE = 0.2  # days


def closed(circle: Circle, people: dict[str, Member], script: dict[str, Any]) -> Script:
    """A case from its first flag to the end of its appeal."""
    case = yield from _brought_before_a_panel(circle, people, script)
    yield script["nonce_days_ago"] - A_WHILE
    _take_seats(case)
    yield script["first_days_ago"]
    _vote(case, "first", script["votes"])
    yield script["final_days_ago"]
    _vote(case, "final", script["votes"])

    yield script["appeal_days_ago"]
    case.refresh_from_db()
    assert case.about is not None
    appeal(member=case.about, case=case, reason=script["appeal_reason"])
    give_nonce(member=case.about, case=case)
    yield script["appeal_days_ago"] - A_WHILE
    _take_seats(case)
    yield script["appeal_first_days_ago"]
    _vote(case, "vote", script["appeal_votes"])
    yield script["appeal_final_days_ago"]
    _vote(case, "vote", script["appeal_votes"])


def opened(circle: Circle, people: dict[str, Member], script: dict[str, Any]) -> Script:
    """A case in the middle of its first vote."""
    case = yield from _brought_before_a_panel(circle, people, script)
    yield script["seats_days_ago"]
    _take_seats(case)
    yield script["seats_days_ago"] - A_WHILE
    _vote(case, "first", script["votes"], most=len(script["votes"]))


def practised(circle: Circle, people: dict[str, Member], script: dict[str, Any]) -> Script:
    """A practice case that others may still join."""
    yield script["days_ago"]
    open_practice(
        member=people[script["by"]],
        circle=circle,
        words=script["words"],
        guideline=circle.guideline_list[script["guideline"]],
    )


def _brought_before_a_panel(circle: Circle, people: dict[str, Member], script: dict[str, Any]):
    """The thread, the flags, and the author's number; returns the case, whose lot is drawn next."""
    said: list[Post] = []
    for line in script["posts"]:
        yield line["days_ago"]
        said.append(say(circle, people[line["by"]], script["title"], line["body"], said))
    post = said[script["disputed"]]
    for flagged in script["flags"]:
        yield flagged["days_ago"]
        made = flag(
            member=people[flagged["by"]],
            post=post,
            guideline=circle.guideline_list[script["guideline"]],
            reason=flagged["reason"],
            passage=script["passage"],
        )
    yield script["nonce_days_ago"]
    give_nonce(member=post.author, case=made.case)
    return made.case


def say(circle: Circle, member: Member, title: str, source: str, said: list[Post]) -> Post:
    """The next post of a thread: the first opens it, each other answers the first."""
    if said:
        return reply(member=member, answers=said[0], source=source)
    opening = open_thread(member=member, circle=circle, title=title, source=source).opening
    assert opening is not None
    return opening


def _take_seats(case: Case) -> None:
    """All who were drawn accept, until no seat is offered any more."""
    for seat in _panel(case).seats.live().filter(accepted_at=None).select_related("member"):
        assert seat.member is not None
        take_seat(member=seat.member, seat=seat)


def _vote(case: Case, round_: str, votes: Iterable[dict[str, str]], most: int | None = None) -> None:
    """Each seat, or the first `most`, says what the script has for it."""
    seats = list(_panel(case).seats.taken().select_related("member", "panel__case").order_by("number"))
    for seat, said in zip(seats[:most], cycle(votes), strict=False):
        _say_from(seat, said[round_], said["reason"])


def _say_from(seat: Seat, choice: str, reason: str) -> None:
    assert seat.member is not None
    vote(member=seat.member, seat=seat, choice=choice, reason=reason)


def _panel(case: Case) -> Panel:
    panel = case.panel
    assert panel is not None
    return panel
