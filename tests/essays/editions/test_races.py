"""Many at once: an edition is published once, and no note misses it."""

import pytest

from essays.editions import actions
from essays.library.models import Essay, Section
from essays.library.publishing import publish
from essays.margin.actions import annotate
from essays.margin.models import Annotation, Placement, Tally
from essays.margin.selecting import SelectionRefused, words_of_section
from forum.circles.models import Circle
from forum.debate.actions import withdraw_post
from tests.conftest import make_member
from tests.essays.editions.conftest import replaced
from tests.forum.debate.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WARM = ("the water was warm", "the water was cold")


@pytest.fixture
def people():
    # Emptying the tables after a test takes the Commons with it.
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return [make_member(f"reader{number}") for number in range(6)]


@pytest.fixture
def proposed(people, outline):
    author, *_ = people
    essay = publish(member=author, circle=Circle.objects.commons(), outline=outline)
    begun = actions.begin_edition(member=author, essay=essay)
    begun = actions.change(member=author, edition=begun, seen=1, how=replaced(*WARM))
    begun = actions.compare(member=author, edition=begun)
    return actions.propose(member=author, edition=begun, why="It was cold.")


def test_agreements_at_once_publish_once(people, proposed):
    at_once(lambda member: actions.agree(member=member, edition=proposed), *[(one,) for one in people[1:]])
    essay = Essay.objects.get()
    assert essay.edition.number == 2
    assert essay.editions.count() == 2


def test_agreeing_and_publishing_at_once_publish_once(people, proposed):
    acts = [(actions.publish, people[0]), (actions.agree, people[1]), (actions.agree, people[2])]
    at_once(lambda act, member: act(member=member, edition=proposed), *acts)
    assert Essay.objects.get().editions.count() == 2


def test_notes_written_while_it_is_published_are_in_it_or_refused(people, proposed):
    section = Section.objects.select_related("edition__essay__circle").get(slug="a-of-steam")
    notes: list[Annotation] = []

    def write(member):
        for _ in range(5):
            try:
                notes.append(
                    annotate(
                        member=member,
                        selections=[words_of_section(section, "Steam rose")],
                        kind="critique",
                        source="Did it?",
                    )
                )
            except SelectionRefused:
                return

    def do(act, member):
        if act == "publish":
            actions.publish(member=member, edition=proposed)
        else:
            write(member)

    at_once(do, ("publish", people[0]), *[("write", one) for one in people[1:]])
    essay = Essay.objects.get()
    assert essay.edition.number == 2
    placed = Placement.objects.filter(edition=essay.edition, section__isnull=False)
    assert placed.count() == Annotation.objects.count() == len(notes)
    assert sum(Tally.objects.filter(section__edition=essay.edition).values_list("count", flat=True)) == len(
        notes
    )


def test_a_note_withdrawn_while_it_is_published_is_not_counted(people, proposed):
    section = Section.objects.select_related("edition__essay__circle").get(slug="a-of-steam")
    notes = [
        annotate(
            member=one, selections=[words_of_section(section, "Steam rose")], kind="critique", source="No."
        )
        for one in people[1:]
    ]

    def do(act, *args):
        if act == "publish":
            actions.publish(member=people[0], edition=proposed)
        else:
            withdraw_post(member=args[0].thread.opening.author, post=args[0].thread.opening)

    at_once(do, ("publish",), *[("withdraw", note) for note in notes[:3]])
    counted = Tally.objects.filter(section__edition=Essay.objects.get().edition)
    assert sum(counted.values_list("count", flat=True)) == len(notes) - 3
