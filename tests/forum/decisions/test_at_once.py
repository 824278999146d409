"""Many at once: a stage ends once, nobody speaks after its end, nobody has three open proposals."""

import pytest

from forum.circles.models import Circle
from forum.decisions.changes import of_guidelines, plain
from forum.decisions.clock import move_all
from forum.decisions.drafting import draft, put_forward
from forum.decisions.models import Elector, Position, Proposal, Second
from forum.decisions.refusals import CannotPropose, NotNow
from forum.decisions.taking_positions import second
from forum.record.models import Entry
from tests.conftest import make_member
from tests.forum.circles.test_at_once import tried
from tests.forum.debate.test_concurrency import at_once
from tests.forum.decisions.conftest import HOUR, QUESTIONS_END, circle_of, propose, say, with_positions

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 6


@pytest.fixture
def people():
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return [make_member(f"m{number}") for number in range(MANY)]


@pytest.fixture
def circle(people):
    return circle_of(*people)


def test_two_workers_end_a_stage_once(people, circle):
    proposal = propose(people[0], circle)
    assert sorted(at_once(move_all, *[(QUESTIONS_END,)] * 3)) == [0, 0, 1]
    assert Elector.objects.filter(proposal=proposal).count() == MANY
    proposal.refresh_from_db()
    say(proposal, "consent", people[1])
    at_once(move_all, *[(proposal.ends_at,)] * 3)
    assert Entry.objects.filter(type="decision").count() == 1


def test_a_position_at_the_deadline_counts_whole_or_not_at_all(people, circle):
    """Whoever changes theirs while the clock ends the stage is counted with what stands there, or refused."""
    proposal = with_positions(propose(people[0], circle))
    say(proposal, "consent", people[1])
    ends = proposal.ends_at

    def block() -> bool:
        say(proposal, "block", people[1], at=ends - HOUR)
        return True

    def end() -> bool:
        return bool(move_all(ends))

    at_once(lambda act: act(), (tried(block, NotNow),), (end,))
    proposal.refresh_from_db()
    # An unseconded block among six does not stand, and leaves nobody who consents.
    says = Position.objects.get(member=people[1]).says
    assert (says, proposal.outcome) in {("consent", "adopted"), ("block", "fallen")}


def test_nobody_opens_three_at_once(people, circle):
    drafts = [
        draft(member=people[0], circle=circle, title=f"T{number}", change=plain("So."), why="So.")
        for number in range(4)
    ]
    opened = at_once(
        tried(lambda one: put_forward(member=people[0], proposal=one), CannotPropose),
        *[(one,) for one in drafts],
    )
    assert sum(opened) == 2
    assert sorted(Proposal.objects.open().values_list("slot", flat=True)) == [1, 2]


def test_one_draft_that_is_put_forward_twice_opens_once(people, circle):
    one = draft(member=people[0], circle=circle, title="T", change=plain("So."), why="So.")
    opened = at_once(tried(lambda: put_forward(member=people[0], proposal=one), NotNow), *[()] * 3)
    assert sum(opened) == 1
    assert Entry.objects.filter(type="proposal").count() == 1


def test_of_two_that_change_the_same_one_is_opened(people, circle):
    def change(number: int) -> bool:
        propose(people[number], circle, of_guidelines(circle, f"Be kind {number} times."))
        return True

    assert sum(at_once(tried(change, CannotPropose), (0,), (1,), (2,))) == 1


def test_all_speak_and_second_at_once(people, circle):
    proposal = with_positions(propose(people[0], circle))
    at_once(lambda member: say(proposal, "consent", member), *[(member,) for member in people])
    assert Position.objects.filter(proposal=proposal).count() == MANY
    block = say(proposal, "block", people[1])
    at_once(
        lambda member: second(member=member, position=block, at=QUESTIONS_END + HOUR),
        *[(member,) for member in (*people[2:], *people[2:])],
    )
    assert Second.objects.count() == MANY - 2
