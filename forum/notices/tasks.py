"""Telling members of new posts and new mentions, and no longer of those that were withdrawn. Safe to run twice."""

from datetime import datetime

from django_tasks import task

from forum.notices.deciding import tell_of_proposal as tell_of
from forum.notices.forgetting import forget_post, recount_those_told
from forum.notices.meetings.telling import tell_all as tell_all_of_meeting
from forum.notices.of_cases import tell_of_panel
from forum.notices.parts import concerned
from forum.notices.telling import tell_all
from forum.notices.telling_again import tell_again as tell_again_of


@task()
def tell(pk: int) -> None:
    """Tell everybody who is to be told of a post."""
    tell_all(pk)


@task()
def tell_again(pk: int) -> None:
    """Tell those whom another wording of a post mentions."""
    tell_again_of(pk)


@task()
def forget(pk: int) -> None:
    """Take back what members were told of a post that was withdrawn."""
    forget_post(pk)


@task()
def count_again(pk: int) -> None:
    """Make the counts of those true who were told of a post that was withheld, or freed."""
    recount_those_told(pk)


@task()
def tell_of_proposal(pk: int, reason: str, since: str) -> None:
    """Tell those whom it concerns what happened to a proposal at `since` (ISO 8601)."""
    tell_of(pk, reason, datetime.fromisoformat(since))


@task()
def tell_of_case(panel: int, what: str) -> None:
    """Tell those whom a step of a case concerns that it was taken."""
    tell_of_panel(panel, what)


@task()
def tell_of_meeting(pk: int) -> None:
    """Tell everybody who is to be told of a meeting."""
    tell_all_of_meeting(pk)


@task()
def tell_who_was_drawn(meeting: int) -> None:
    """Tell everyone who was drawn for a role of a meeting."""
    concerned.tell_who_was_drawn(meeting)


@task()
def tell_of_turn(turn: int, by: int | None, before: int | None) -> None:
    """Tell whom it concerns that a role has come to somebody after the draw."""
    concerned.tell_of_turn(turn, by, before)


@task()
def tell_of_offer(turn: int, since: str) -> None:
    """Tell whoever is asked to take a role, since that time (ISO 8601)."""
    concerned.tell_of_offer(turn, datetime.fromisoformat(since))


@task()
def tell_of_vacancy(meeting: int, role: str, since: str) -> None:
    """Tell those who come that nobody has a role of a meeting any more."""
    concerned.tell_of_vacancy(meeting, role, datetime.fromisoformat(since))


@task()
def tell_of_minutes(pk: int, what: str, since: str, by: int | None, members: list[int]) -> None:
    """Tell whom it concerns what has become of the minutes of a meeting: `members`, if any are named."""
    concerned.tell_of_minutes(pk, what, datetime.fromisoformat(since), by, members)


@task()
def tell_of_item(pk: int, since: str) -> None:
    """Tell whoever is asked to take an action item, since that time."""
    concerned.tell_of_item(pk, datetime.fromisoformat(since))
