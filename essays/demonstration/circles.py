"""Plays a circle beside the Commons: started, come into, written in, asked to join and invited into, as by everyone."""

from datetime import timedelta

from essays.demonstration.scripts import ScriptedCircle
from essays.demonstration.stage import Stage
from forum.circles.actions import join
from forum.circles.asking import ask
from forum.circles.inviting import invite
from forum.circles.models import Circle, Invitation
from forum.circles.starting import start_circle


def play_a_circle(stage: Stage, script: ScriptedCircle) -> None:
    """Start the circle, bring its members in, and let them speak; who asks to join is left waiting."""
    begun = stage.time_of(script.days_ago)
    first, *others = (stage.members[handle] for handle in script.members)
    circle = start_circle(
        member=first,
        name=script.name,
        purpose=script.purpose,
        guidelines="",
        access=Circle.Access.OPEN,
        joining=Circle.Joining.ASKING,
        at=begun,
    )
    for days, member in enumerate(others, start=1):
        join(member=member, circle=circle, invited_by=first, at=begun + timedelta(days=days))
    for thread in script.threads:
        stage.play_in(circle, thread)
    for said in script.askings:
        ask(
            member=stage.members[said["by"]],
            circle=circle,
            words=said["words"],
            at=stage.time_of(said["days_ago"]),
        )
    for said in script.invitations:
        invite(
            member=stage.members[said["by"]],
            circle=circle,
            days=Invitation.MOST_DAYS,
            note=said["note"],
            at=stage.time_of(said["days_ago"]),
        )
