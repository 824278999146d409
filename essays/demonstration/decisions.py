"""Plays decisions: proposed, blocked and amended, voted on, by the same actions as everyone’s."""

from itertools import cycle
from typing import Any

from essays.demonstration.directing import Script
from forum.circles.models import Circle
from forum.decisions import changes
from forum.decisions.amending import reword
from forum.decisions.answering import answer
from forum.decisions.changes import Change
from forum.decisions.drafting import draft, put_forward
from forum.decisions.models import Kind, Proposal
from forum.decisions.taking_positions import second, take_position
from forum.decisions.voting import vote
from forum.members.models import Member

# Days after it was proposed; each stage is over a little before.
QUESTIONS, POSITIONS, WEIGHTY, SOON = 3.1, 8.3, 17.3, 0.4


def decided(circle: Circle, people: dict[str, Member], script: dict[str, Any]) -> Script:
    """A proposal from its first words to its outcome, or to where it stands now."""
    begun = script["days_ago"]
    proposer = people[script["by"]]
    yield begun
    circle.refresh_from_db()
    proposal = draft(
        member=proposer,
        circle=circle,
        title=script["title"],
        change=_change(circle, people, script, script.get("adds", "")),
        why=script["why"],
    )
    proposal = put_forward(member=proposer, proposal=proposal)
    if "answer" in script:
        yield begun - 1
        answer(member=people[script["about"]], proposal=proposal, source=script["answer"])
    yield begun - QUESTIONS
    for said in script.get("positions", ()):
        _stand(people, proposal, said)
    _nod(people, proposal, script)
    if "amended" in script:
        yield from _amended(circle, people, script, proposal)
    elif "votes" in script:
        yield begun - WEIGHTY
        for says, handles in script["votes"].items():
            for handle in handles:
                vote(member=people[handle], proposal=proposal, says=says)
        yield 2.5
    elif not script.get("open"):
        yield begun - (WEIGHTY if proposal.is_weighty else POSITIONS)


def _amended(circle: Circle, people: dict[str, Member], script: dict[str, Any], proposal: Proposal) -> Script:
    """A block that another member finds principled, other words, and everyone's position again."""
    ended = script["days_ago"] - WEIGHTY
    yield script["days_ago"] - QUESTIONS - SOON
    block = proposal.positions.get(says="block")
    second(member=people[script["seconded_by"]], position=block)
    yield ended
    yield ended - SOON
    reword(
        member=people[script["by"]],
        proposal=proposal,
        change=_change(circle, people, script, script["amended"]),
        because=script["because"],
    )
    yield ended - 2 * SOON
    for said in script["again"]:
        _stand(people, proposal, said)
    _nod(people, proposal, script)
    yield ended - 6


def _change(circle: Circle, people: dict[str, Member], script: dict[str, Any], adds: str) -> Change:
    match script["kind"]:
        case Kind.GUIDELINES:
            return changes.of_guidelines(circle, "\n".join([*circle.guideline_list, adds]))
        case Kind.NUMBER:
            return changes.of_number(circle, script["number"], script["value"])
        case Kind.SETTINGS:
            return changes.of_settings(circle, name=circle.name, purpose=script["purpose"], way=script["way"])
        case Kind.LEAVING:
            return changes.of_leaving(people[script["about"]])
        case _:
            return changes.plain(script["text"])


def _stand(people: dict[str, Member], proposal: Proposal, said: dict[str, str]) -> None:
    take_position(
        member=people[said["by"]],
        proposal=proposal,
        says=said["says"],
        reason=said["reason"],
        harms=proposal.circle.guideline_list[1] if "lifts" in said else "",
        lifts=said.get("lifts", ""),
    )


def _nod(people: dict[str, Member], proposal: Proposal, script: dict[str, Any]) -> None:
    """Some only consent; what they say is given out in turn."""
    for handle, words in zip(script.get("nods", ()), cycle(script["words_of_nods"]), strict=False):
        take_position(member=people[handle], proposal=proposal, says="consent", reason=words)
