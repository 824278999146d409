"""Circles are listed for those who may see them."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join, open_circle
from forum.circles.models import Circle, Membership


def names(client, asked: str = "") -> list[str]:
    page = client.get(reverse("circles") + asked).content.decode()
    return re.findall(r'<h3><a href="/circles/[^"]+">(.*?)</a></h3>', page)


def test_ones_own_stand_first_by_name_and_then_the_others_the_newest_first(as_member, amara, bashir):
    for slug in ("zinnia", "aster"):
        open_circle(member=amara, slug=slug, name=slug.title())
    for slug in ("poppy", "borage"):
        open_circle(member=bashir, slug=slug, name=slug.title())

    assert names(as_member(amara)) == ["The Commons", "Aster", "Zinnia", "Borage", "Poppy"]


def test_a_closed_circle_is_seen_by_those_who_are_in_it(client, as_member, amara, bashir, kitchen):
    assert names(client) == ["The Commons"]
    assert names(as_member(bashir)) == ["The Commons"]
    assert names(as_member(amara)) == ["The Commons", "Kitchen table"]


def test_further_circles_stand_on_further_pages_each_once(client, amara):
    now = timezone.now()
    for number in range(45):
        circle = open_circle(member=amara, slug=f"c{number}", name=f"C{number}")
        Circle.objects.filter(pk=circle.pk).update(opened_at=now - timedelta(days=number // 15))

    seen, asked = [], ""
    while True:
        seen += names(client, asked)
        further = client.get(reverse("circles") + asked).context["page"].others.further
        if not further:
            break
        asked = f"?before={further}"

    assert sorted(seen) == sorted(["The Commons", *(f"C{number}" for number in range(45))])


def test_each_says_by_a_word_who_reads_and_how_one_joins(as_member, amara, garden, choir, archive, kitchen):
    page = as_member(amara).get(reverse("circles")).content.decode()

    for word in (
        "Everyone is in it",
        "Any member can join",
        "One asks to join",
        "Joined by invitation",
        "Closed: only its members know of it",
    ):
        assert word in page


def test_all_but_the_commons_can_be_left_from_the_list(as_member, amara, commons, garden):
    page = as_member(amara).get(reverse("circles")).content.decode()

    assert reverse("leave_circle", args=[garden.slug]) in page
    assert reverse("leave_circle", args=[commons.slug]) not in page


def test_whoever_joins_the_installation_is_in_the_commons(amara, commons):
    assert amara.memberships.get().circle == commons


def test_joining_twice_is_joining_once(bashir, kitchen):
    assert join(member=bashir, circle=kitchen) == join(member=bashir, circle=kitchen)
    assert Membership.objects.filter(member=bashir, circle=kitchen).count() == 1


@pytest.mark.parametrize("joining", ["freely", "asking"])
def test_no_closed_circle_can_be_found_to_be_joined(db, joining):
    with pytest.raises(IntegrityError), transaction.atomic():
        Circle.objects.create(slug="cellar", name="Cellar", access="closed", joining=joining)


def test_only_those_in_a_circle_are_offered_to_start_a_thread(client, as_member, amara, bashir, garden):
    offer = "Start a thread"

    assert offer not in client.get(garden.get_absolute_url()).content.decode()
    assert offer not in as_member(bashir).get(garden.get_absolute_url()).content.decode()
    assert offer in as_member(amara).get(garden.get_absolute_url()).content.decode()


def test_a_list_of_circles_takes_the_same_statements_however_long(django_assert_num_queries, client, amara):
    for number in range(2):
        with django_assert_num_queries(2):
            client.get(reverse("circles"))
        for more in range(5):
            open_circle(member=amara, slug=f"c{number}{more}", name="Another")


def test_members_stand_last_come_first_and_page_by_page(client, as_member, amara, bashir, chiara, garden):
    join(member=bashir, circle=garden)
    join(member=chiara, circle=garden, invited_by=bashir)
    url = reverse("circle_members", args=[garden.slug])

    page = client.get(url)
    found = [membership.member for membership in page.context["page"].members.rows]
    assert found == [chiara, bashir, amara]
    assert "let in by Bashir" not in page.content.decode()
    assert "let in by Bashir" in as_member(amara).get(url).content.decode()


def test_a_list_of_members_takes_the_same_statements_however_long(
    django_assert_num_queries, client, as_member, amara, garden, make_members
):
    url = reverse("circle_members", args=[garden.slug])
    for member in make_members(3):
        join(member=member, circle=garden, invited_by=amara)
    with django_assert_num_queries(2):
        client.get(url)
    as_member(amara).get(url)
    for _ in range(2):
        for member in make_members(3):
            join(member=member, circle=garden, invited_by=amara)
        with django_assert_num_queries(5):
            client.get(url)


def test_only_those_who_are_in_a_circle_are_shown_the_way_out_of_it(client, as_member, amara, bashir, garden):
    way_out = reverse("leave_circle", args=[garden.slug])
    url = reverse("circles")

    for _ in range(2):  # whoever asks first: what is kept of a list is not shown to others
        assert way_out in as_member(amara).get(url).content.decode()
        assert way_out not in as_member(bashir).get(url).content.decode()
        assert way_out not in client.get(url).content.decode()


def test_a_circle_that_is_called_otherwise_is_listed_so_at_once(client, garden):
    client.get(reverse("circles"))
    Circle.objects.filter(pk=garden.pk).update(name="The orchard", purpose="To read under trees.")
    page = client.get(reverse("circles")).content.decode()

    assert "The orchard" in page
    assert "To read under trees." in page
