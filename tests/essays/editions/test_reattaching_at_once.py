"""Putting a note in its place while its author takes it back: either comes first, and both are told what happened."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from essays.editions import actions
from essays.library.models import Essay, Section
from essays.library.publishing import publish
from essays.margin.actions import annotate
from essays.margin.bringing import NoteBrought, PassageBrought, bring_notes, take_back_notes
from essays.margin.models import Annotation, Placement, Tally
from essays.margin.selecting import words_of_section
from forum.circles.models import Circle
from forum.debate.actions import withdraw_post
from forum.debate.bringing import PostBrought
from tests.conftest import make_member
from tests.essays.editions.conftest import replaced
from tests.forum.debate.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TILES = "The tiles were laid by everyone who had ever bathed there."


@pytest.fixture
def people():
    # Emptying the tables after a test takes the Commons with it.
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return [make_member(f"reader{number}") for number in range(3)]


@pytest.fixture
def essay(people, outline) -> Essay:
    return publish(member=people[0], circle=Circle.objects.commons(), outline=outline)


def with_gone_words(author, essay, write) -> list[Annotation]:
    """What `write` writes about the tiles, in an edition in which nobody has laid any."""
    section = Section.objects.select_related("edition__essay__circle").get(
        edition__essay=essay, slug="b-of-tiles"
    )
    notes = write(words_of_section(section, TILES))
    begun = actions.begin_edition(member=author, essay=essay)
    begun = actions.change(member=author, edition=begun, seen=1, how=replaced(TILES, "Nothing is known."))
    begun = actions.compare(member=author, edition=begun)
    actions.publish(member=author, edition=actions.propose(member=author, edition=begun, why="Nobody knows."))
    assert set(Placement.objects.filter(edition__number=2).values_list("state", flat=True)) == {"gone"}
    return notes


def sent_by(member, notes):
    """Sends the form that attaches each of the notes to other words; returns the answers."""
    client = Client()
    client.force_login(member)
    section = Section.objects.get(edition__number=2, slug="a-of-steam")
    answers = []
    for note in notes:
        address = reverse("reattach_here", args=[note.pk, section.pk])
        answers.append(client.post(f"{address}?start=0&end=5"))
    return answers


def standing() -> int:
    placed = Placement.objects.filter(edition__number=2, section__isnull=False)
    return placed.filter(passage__annotation__thread__opening__withdrawn_at=None).count()


def counted() -> int:
    return sum(Tally.objects.filter(section__edition__number=2).values_list("count", flat=True))


def test_a_note_that_is_withdrawn_meanwhile(people, essay):
    author, withdraws, attaches = people

    def write(selection):
        return [
            annotate(member=withdraws, selections=[selection], kind="critique", source="No.")
            for _ in range(12)
        ]

    notes = with_gone_words(author, essay, write)

    def do(member):
        if member == attaches:
            return sent_by(member, notes)
        for note in notes:
            withdraw_post(member=member, post=note.thread.opening)
        return []

    _, answers = at_once(do, (withdraws,), (attaches,))
    assert {answer.status_code for answer in answers} <= {302, 404, 409}
    assert counted() == standing() == 0


def test_a_note_from_elsewhere_that_is_taken_back_meanwhile(people, essay):
    author, brings, attaches = people

    def write(selection):
        passage = PassageBrought(
            selection.exact, "", "", "exact", selection.section.pk, 6, selection.start, selection.end
        )
        post = PostBrought("Zahra", "critique", "Hm.", "<p>Hm.</p>", timezone.now())
        notes = [NoteBrought([passage], [post])] * 12
        bring_notes(member=brings, essay=essay, circle=essay.circle, notes=notes)
        return list(Annotation.objects.all())

    notes = with_gone_words(author, essay, write)

    def do(member):
        if member == attaches:
            return sent_by(member, notes)
        for note in notes:
            take_back_notes(member=member, threads=[note.thread_id])
        return []

    _, answers = at_once(do, (brings,), (attaches,))
    assert {answer.status_code for answer in answers} <= {302, 404, 409}
    assert counted() == standing() == Annotation.objects.count() == 0
