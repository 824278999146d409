"""Queries that are composed once, and asked with other values."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.http import Http404
from django.utils import timezone

from forum.circles.actions import open_circle
from forum.circles.models import Circle, Membership
from forum.members.models import Member
from forum.members.prepared import PreparedForReaders
from forum.web.prepared import Prepared

pytestmark = pytest.mark.django_db


def circles_since(member, since):
    return (
        Circle.objects.joined_by(member)
        .filter(opened_at__gt=since)
        .annotate(people=Count("memberships"))
        .order_by("name")
    )


def test_it_gives_what_the_queryset_gives_each_time_for_the_values_given(amara, bashir, kitchen):
    prepared = Prepared(circles_since, Member, type(timezone.now()))
    for member in (amara, bashir, amara):
        for since in (timezone.now() - timedelta(days=1), timezone.now() + timedelta(days=1)):
            asked = circles_since(member, since)
            found = prepared.rows(member, since)
            assert found == list(asked)
            assert [circle.people for circle in found] == [circle.people for circle in asked]


def test_it_is_one_statement_and_composed_once(amara, kitchen, django_assert_num_queries):
    composed = []

    def mine(member):
        composed.append(member)
        return Circle.objects.joined_by(member)

    prepared = Prepared(mine, Member)
    prepared.rows(amara)
    composed.clear()
    with django_assert_num_queries(1):
        prepared.rows(amara)
    assert composed == []


def test_rows_related_ones_and_values_come_as_from_a_queryset(
    amara, bashir, kitchen, django_assert_num_queries
):
    memberships = Prepared(
        lambda slug: Membership.objects.filter(circle__slug=slug).select_related("member"), str
    )
    (row,) = memberships.rows("kitchen")
    with django_assert_num_queries(0):
        assert row.member.display_name == "Amara"
    assert memberships.rows("cellar") == []
    names = Prepared(lambda slug: Circle.objects.filter(slug=slug).values("name", "opened_at"), str)
    assert names.rows("kitchen") == list(Circle.objects.filter(slug="kitchen").values("name", "opened_at"))
    flat = Prepared(lambda pk: Circle.objects.filter(pk=pk).values_list("slug", flat=True), int)
    assert flat.rows(kitchen.pk) == ["kitchen"]


def test_two_values_of_one_kind_keep_their_places(amara):
    near = open_circle(member=amara, slug="near", name="Near")
    far = open_circle(member=amara, slug="far", name="Far")
    either = Prepared(lambda one, other: Circle.objects.filter(slug=one, pk=other), str, int)
    assert either.rows("near", near.pk) == [near]
    assert either.rows("near", far.pk) == []
    between = Prepared(lambda low, high: Circle.objects.filter(pk__gte=low, pk__lt=high), int, int)
    assert between.rows(near.pk, far.pk) == [near]
    assert between.rows(far.pk, near.pk) == []


def test_what_depends_on_the_time_of_day_is_refused(amara):
    prepared = Prepared(lambda member: circles_since(member, timezone.now()), Member)
    with pytest.raises(ValueError, match="not left open"):
        prepared.rows(amara)


def test_what_is_computed_from_a_value_is_refused(amara):
    prepared = Prepared(
        lambda member, now: circles_since(member, now - timedelta(days=1)), Member, type(timezone.now())
    )
    with pytest.raises(ValueError, match="not left open"):
        prepared.rows(amara, timezone.now())


def test_what_is_another_statement_for_another_value_is_refused(amara):
    prepared = Prepared(lambda number: Circle.objects.all()[:number], int)
    with pytest.raises(ValueError, match="another statement"):
        prepared.rows(3)


def test_numbers_that_no_row_can_have_find_nothing():
    assert Prepared(lambda pk: Circle.objects.filter(pk=pk), int).rows(10**30) == []


def test_members_and_visitors_are_asked_each_their_own(amara, bashir, commons, kitchen):
    seen = PreparedForReaders(lambda reader, slug: Circle.objects.visible_to(reader).filter(slug=slug), str)
    assert seen.rows(amara, "kitchen") == [kitchen]
    assert seen.rows(bashir, "kitchen") == seen.rows(AnonymousUser(), "kitchen") == []
    assert seen.one_or_404(AnonymousUser(), commons.slug) == commons
    with pytest.raises(Http404):
        seen.one_or_404(bashir, "kitchen")
