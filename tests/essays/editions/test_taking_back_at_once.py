"""What is answered while it is taken back stays, or is gone before it is answered; nobody waits in a ring."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from essays.library.models import Essay, Section
from essays.library.publishing import publish
from essays.margin.bringing import NoteBrought, PassageBrought, bring_notes, take_back_notes
from essays.margin.models import Annotation, Tally
from essays.margin.selecting import words_of_section
from forum.circles.models import Circle
from forum.debate.actions import reply
from forum.debate.bringing import PostBrought
from forum.debate.models import Post
from tests.conftest import make_member
from tests.forum.debate.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people():
    # Emptying the tables after a test takes the Commons with it.
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    return [make_member(f"reader{number}") for number in range(4)]


def test_no_answer_is_deleted_with_what_it_answers(people, outline):
    bringer, *others = people
    commons = Circle.objects.commons()
    essay = publish(member=bringer, circle=commons, outline=outline)
    place = words_of_section(Section.objects.select_related("edition__essay").get(slug="a-of-steam"), "Steam")
    passage = PassageBrought(place.exact, "", "", "exact", place.section.pk, 2, place.start, place.end)
    for _ in range(6):
        post = PostBrought("Zahra", "critique", "Hm.", "<p>Hm.</p>", timezone.now())
        notes = [NoteBrought([passage], [post])] * 6
        threads = [
            one.thread for one in bring_notes(member=bringer, essay=essay, circle=commons, notes=notes)
        ]
        answered: list[int] = []

        def answer(member, threads=threads, answered=answered):
            for thread in threads:
                try:
                    answers = Post.objects.get(thread=thread, path="")
                    answered.append(reply(member=member, answers=answers, source="Yes.").pk)
                except (Post.DoesNotExist, PermissionDenied):
                    continue

        def take_back(member, threads=threads):
            take_back_notes(member=member, threads=[thread.pk for thread in threads])

        at_once(lambda act, member: act(member), (take_back, bringer), *[(answer, one) for one in others])
        assert Post.objects.filter(pk__in=answered).count() == len(answered)
    standing = Annotation.objects.filter(essay=Essay.objects.get()).count()
    assert sum(Tally.objects.values_list("count", flat=True)) == standing
