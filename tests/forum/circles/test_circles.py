"""Circles are listed for those who may see them."""

import re

from django.urls import reverse

from forum.circles.actions import join, open_circle
from forum.circles.models import Membership


def names(client) -> list[str]:
    return re.findall(
        r'<h2><a href="/circles/[^"]+">(.*?)</a></h2>', client.get(reverse("circles")).content.decode()
    )


def test_the_commons_stand_first_and_the_others_by_name(client, amara):
    for slug in ("zinnia", "aster"):
        open_circle(member=amara, slug=slug, name=slug.title())

    assert names(client) == ["The Commons", "Aster", "Zinnia"]


def test_a_closed_circle_is_seen_by_those_who_are_in_it(client, as_member, amara, bashir, kitchen):
    assert names(client) == ["The Commons"]
    assert names(as_member(bashir)) == ["The Commons"]
    assert names(as_member(amara)) == ["The Commons", "Kitchen table"]


def test_whoever_joins_the_installation_is_in_the_commons(amara, commons):
    assert amara.memberships.get().circle == commons


def test_joining_twice_is_joining_once(bashir, kitchen):
    assert join(member=bashir, circle=kitchen) == join(member=bashir, circle=kitchen)
    assert Membership.objects.filter(member=bashir, circle=kitchen).count() == 1


def test_a_circle_without_threads_says_so(client, commons):
    assert "Nobody has started a thread here yet." in client.get(commons.get_absolute_url()).content.decode()


def test_only_those_in_a_circle_are_offered_to_start_a_thread(client, as_member, amara, bashir):
    garden = open_circle(member=amara, slug="garden", name="Garden")
    offer = "Start a thread"

    assert offer not in client.get(garden.get_absolute_url()).content.decode()
    assert offer not in as_member(bashir).get(garden.get_absolute_url()).content.decode()
    assert offer in as_member(amara).get(garden.get_absolute_url()).content.decode()


def test_a_list_of_circles_takes_the_same_statements_however_long(django_assert_num_queries, client, amara):
    for number in range(2):
        with django_assert_num_queries(1):
            client.get(reverse("circles"))
        for more in range(5):
            open_circle(member=amara, slug=f"c{number}{more}", name="Another")
