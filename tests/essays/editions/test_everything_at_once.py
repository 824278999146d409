"""A margin in which everything happens at once: nobody waits in a ring, and what is counted is what stands there."""

import random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from essays.editions import actions, attaching, publishing
from essays.editions.actions import NotNow
from essays.editions.models import NextEdition
from essays.library.holding import hold
from essays.library.models import Essay, Section
from essays.library.publishing import publish
from essays.margin import tallies
from essays.margin.actions import annotate
from essays.margin.bringing import NoteBrought, PassageBrought, bring_notes, take_back_notes
from essays.margin.models import Annotation, Placement, Tally
from essays.margin.selecting import SelectionRefused, words_of_section
from forum.circles.models import Circle
from forum.debate.actions import edit_post, reply, withdraw_post
from forum.debate.bringing import PostBrought
from forum.debate.models import Post
from tests.conftest import make_member
from tests.essays.editions.conftest import replaced
from tests.forum.debate.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORDS = ("Steam rose", "A key is not a committee")
KINDS = ("critique", "support", "question", "counter-evidence")
CHANGES = (("the water was warm", "the water was cold"), ("the water was cold", "the water was warm"))
COUNTED = ("count", "unanswered", "voices")


@pytest.fixture
def people():
    # Emptying the tables after a test takes the Commons with it.
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return [make_member(f"reader{number}") for number in range(5)]


@pytest.fixture
def essay(people, outline) -> Essay:
    return publish(member=people[0], circle=Circle.objects.commons(), outline=outline)


def now(essay) -> Section:
    sections = Section.objects.select_related("edition__essay__circle")
    return sections.get(
        edition__essay=essay, edition=Essay.objects.get(pk=essay.pk).edition, slug="a-of-steam"
    )


def write(member, essay, chance):
    section = now(essay)
    words = chance.sample(WORDS, chance.choice((1, 2)))
    annotate(
        member=member,
        selections=[words_of_section(section, each) for each in words],
        kind=chance.choice(KINDS),
        source="Hm.",
        private=chance.random() < 0.2,
    )


def some_post(chance, **which) -> Post:
    keys = list(Post.objects.filter(withdrawn_at=None, **which).values_list("pk", flat=True))
    return Post.objects.select_related("thread__opening", "author").get(pk=chance.choice(keys))


def answer(member, essay, chance):
    reply(member=member, answers=some_post(chance, thread__private_to=None), source="No.")


def edit(member, essay, chance):
    post = some_post(chance, author=member, elsewhere="")
    edit_post(member=member, post=post, source=f"So {chance.random()}.", kind=chance.choice(KINDS))


def withdraw(member, essay, chance):
    withdraw_post(member=member, post=some_post(chance, author=member))


@transaction.atomic
def bring(member, essay, chance):
    hold(essay.pk)
    with_text = Essay.objects.select_related("circle").get(pk=essay.pk)
    place = words_of_section(now(essay), "Steam rose")
    passage = PassageBrought(place.exact, "", "", "exact", place.section.pk, 2, place.start, place.end)
    post = PostBrought("Zahra", chance.choice(KINDS), "Hm.", "<p>Hm.</p>", timezone.now())
    notes = [NoteBrought([passage], [post])] * 3
    bring_notes(member=member, essay=with_text, circle=with_text.circle, notes=notes)


def take_back(member, essay, chance):
    keys = Post.objects.filter(author=member, elsewhere="Zahra").values_list("thread", flat=True)
    take_back_notes(member=member, threads=list(keys)[:4])


def reattach(member, essay, chance):
    section = now(essay)
    place = chance.choice(list(Placement.objects.filter(edition=section.edition)))
    attaching.reattach(
        member=member, placement=place, selection=words_of_section(section, chance.choice(WORDS))
    )


def next_edition(member, essay, chance):
    for change in CHANGES:
        if change[0] in now(essay).edition.sections.get(slug="a-of-steam").text:
            begun = actions.begin_edition(member=member, essay=Essay.objects.get(pk=essay.pk))
            begun = actions.change(member=member, edition=begun, seen=1, how=replaced(*change))
            begun = actions.compare(member=member, edition=begun)
            proposed = actions.propose(member=member, edition=begun, why="Else.")
            actions.publish(member=member, edition=proposed)
            return


ACTS = (write, write, answer, answer, edit, withdraw, bring, take_back, reattach)
REFUSED = (SelectionRefused, PermissionDenied, NotNow, IndexError, Post.DoesNotExist)


@pytest.mark.parametrize(("seed", "in_background"), [(0, False), (1, True)])
def test_what_is_counted_is_what_stands_there(people, essay, monkeypatch, seed, in_background):
    if in_background:
        monkeypatch.setattr(actions, "_is_short", lambda _found: False)
    chance = random.Random(seed)
    for member in people:
        for _ in range(2):
            write(member, essay, chance)
    fails: list[BaseException] = []

    def live(number: int):
        mine = random.Random(f"{seed} {number}")
        for _ in range(12):
            act = next_edition if number == 0 else mine.choice(ACTS)
            try:
                act(people[number], essay, mine)
                for waiting in NextEdition.objects.filter(state="publishing") if number == 0 else ():
                    publishing.publish_next(waiting.pk)
            except REFUSED:
                continue
            except Exception as wrong:
                fails.append(wrong)

    at_once(live, *[(number,) for number in range(len(people))])
    assert fails == []
    last = Essay.objects.get(pk=essay.pk).edition
    assert last.number > 2
    assert Placement.objects.filter(edition=last, passage__position=0).count() == Annotation.objects.count()
    sections = list(last.sections.values_list("pk", flat=True))
    assert standing(sections) == counted(sections)


def counted(sections) -> dict:
    rows = Tally.objects.filter(section__in=sections)
    return {_key(row): tuple(getattr(row, name) for name in COUNTED) for row in rows if row.count}


def standing(sections) -> dict:
    """The same from what stands there."""
    rows = tallies._counted_anew(sections)
    said = (
        (tuple(row[name] for name in tallies.COUNTED), (row["notes"], row["open"], row["authors"]))
        for row in rows
    )
    return dict(said)


def _key(row: Tally) -> tuple:
    return tuple(getattr(row, name) for name in tallies.COUNTED)
