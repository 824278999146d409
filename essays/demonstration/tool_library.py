"""A circle that has been lived in for four months, with its cases and decisions; see content/tool_library.toml."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from essays.demonstration import cases, decisions, scripts
from essays.demonstration.cases import say
from essays.demonstration.directing import Script, play
from essays.demonstration.stage import Stage
from forum.circles.actions import join
from forum.circles.models import Circle
from forum.circles.starting import start_circle
from forum.debate.models import Post
from forum.decisions.clock import move_all
from forum.meetings.minutes.clock import stand_all
from forum.meetings.rota.drawing import draw_due
from forum.members.models import Member
from forum.moderation.deadlines import move_on


def play_tool_library(stage: Stage, beside: Iterable[Script] = ()) -> None:
    """Have the neighbours come, talk, disagree and decide; and play what others do `beside` them in these months."""
    content = scripts.load("tool_library.toml")
    people = {**stage.members, **_neighbours(stage, content["neighbour"])}
    circle = _begun(stage, content["circle"], people)
    played: list[Script] = [*beside]
    played += [talk(circle, people, thread) for thread in content["thread"]]
    played.append(cases.closed(circle, people, content["closed_case"]))
    played.append(cases.opened(circle, people, content["open_case"]))
    played.append(cases.practised(circle, people, content["practice"]))
    played += [
        decisions.decided(circle, people, {**script, "words_of_nods": content["nods"]})
        for script in content["decision"]
    ]
    play(played, time_of=stage.time_of, between=_do_what_is_due)


def talk(circle: Circle, people: dict[str, Member], script: dict[str, Any]) -> Script:
    """A thread in which each answers whoever began."""
    said: list[Post] = []
    for line in script["posts"]:
        yield line["days_ago"]
        said.append(say(circle, people[line["by"]], script["title"], line["body"], said))


def _neighbours(stage: Stage, entries: list[dict[str, Any]]) -> dict[str, Member]:
    """People who are there to be read: they have no password, and nobody signs in as one of them."""
    return {
        entry["handle"]: Member.objects.create_user(
            entry["handle"],
            f"{entry['handle']}@example.org",
            display_name=entry["display_name"],
            joined_at=stage.time_of(entry["joined"]),
        )
        for entry in entries
    }


def _begun(stage: Stage, entry: dict[str, Any], people: dict[str, Member]) -> Circle:
    """The circle, with everyone in it: whoever asked was let in by whoever began, as it happens."""
    first = people[entry["first"]]
    circle = start_circle(
        member=first,
        name=entry["name"],
        purpose=entry["purpose"],
        guidelines="",
        access=Circle.Access.OPEN,
        joining=Circle.Joining.FREELY,
        at=stage.time_of(entry["days_ago"]),
    )
    neighbours = [handle for handle in people if handle not in stage.members]
    for number, handle in enumerate([*entry["cast"], *neighbours], start=1):
        join(member=people[handle], circle=circle, at=stage.time_of(entry["days_ago"] - number / 5))
    return circle


def _do_what_is_due(now: datetime) -> None:
    move_on(now)
    move_all(now)
    draw_due(now)
    stand_all(now)
