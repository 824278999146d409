"""Several questions, asked together whether they find anything."""

import pytest

from forum.circles.actions import open_circle
from forum.circles.models import Circle
from forum.members.models import Member
from forum.web.prepared import Prepared
from forum.web.questions import Question, rows_of, which_find

pytestmark = pytest.mark.django_db

MINE = Prepared(
    lambda member: Circle.objects.joined_by(member).filter(is_commons=False).order_by("pk"), Member
)
NAMED = Prepared(lambda slug: Circle.objects.filter(slug=slug)[:1], str)


def test_each_finds_what_its_query_finds_and_what_finds_nothing_is_not_asked(
    amara, bashir, kitchen, django_assert_num_queries
):
    garden = open_circle(member=bashir, slug="garden", name="Garden")
    questions = [Question(MINE, (amara,)), Question(NAMED, ("cellar",)), Question(NAMED, ("garden",))]
    rows_of(*questions)
    with django_assert_num_queries(3):
        assert rows_of(*questions) == [[kitchen], [], [garden]]
    with django_assert_num_queries(1):
        assert rows_of(questions[1]) == [[]]


def test_values_reach_the_question_they_are_of(amara, bashir, kitchen):
    asked = [(NAMED, ("kitchen",)), (MINE, (bashir,)), (MINE, (amara,)), (NAMED, ("50%s",))]
    assert which_find([Question(query, values) for query, values in asked]) == [True, False, True, False]


def test_queries_that_are_put_together_or_count_are_asked_too(amara, bashir, kitchen):
    def either(member, slug):
        named = Circle.objects.filter(slug=slug).values_list("pk")
        return named.union(Circle.objects.joined_by(member).values_list("pk"), all=True).order_by("id")[:2]

    both = Prepared(either, Member, str)
    nobody = Prepared(
        lambda member: Circle.objects.none() | Circle.objects.filter(slug="", memberships__member=member),
        Member,
    )
    found = which_find(
        [Question(both, (amara, "cellar")), Question(nobody, (amara,)), Question(both, (bashir, "kitchen"))]
    )
    assert found == [True, False, True]


def test_nothing_is_asked_where_nothing_is_to_be_known(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rows_of() == []
