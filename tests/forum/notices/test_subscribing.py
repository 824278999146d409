"""Saying how much one wants to be told of a place: where it is read, on a page of its own, and in one list."""

import re

import pytest
from django.urls import reverse

from forum.circles.models import Membership
from forum.debate.actions import open_thread
from forum.notices.actions import subscribe
from forum.notices.models import Level, NoticeSettings, Subscription
from forum.notices.places import Place


def of(thread) -> str:
    return reverse("subscription", args=["thread", thread.pk])


def said(member) -> list[tuple[str, str]]:
    return list(Subscription.objects.filter(member=member).values_list("place", "level"))


@pytest.mark.parametrize("level", Level.values)
def test_a_level_is_chosen_on_the_place_s_own_page(as_member, chiara, thread, level):
    client = as_member(chiara)
    page = client.post(of(thread), {"level": level}, follow=True).content.decode()

    assert said(chiara) == [("thread", level)]
    assert re.search(f'value="{level}" [^>]*aria-pressed="true"', page)
    assert page.count('aria-pressed="true"') == 1


def test_what_was_chosen_last_counts(as_member, chiara, thread):
    client = as_member(chiara)
    for level in (Level.EVERYTHING, Level.NOTHING):
        client.post(of(thread), {"level": level})

    assert said(chiara) == [("thread", "nothing")]
    client.post(of(thread), {"level": ""})
    assert said(chiara) == []


def test_a_level_that_there_is_not_is_refused_in_the_form(as_member, chiara, thread):
    response = as_member(chiara).post(of(thread), {"level": "loudly"})

    assert response.status_code == 422
    assert said(chiara) == []


def test_the_choices_come_alone_to_who_asks_for_them_alone(as_member, chiara, thread):
    alone = {"HX-Request": "true"}
    asked = as_member(chiara).get(of(thread), headers=alone)
    sent = as_member(chiara).post(of(thread), {"level": "nothing"}, headers=alone)

    assert asked.content.decode().strip().startswith("<form")
    assert re.search('value="nothing" [^>]*aria-pressed="true"', sent.content.decode())
    assert "Saved." in sent.content.decode()


@pytest.mark.parametrize("kind", ["thread", "circle"])
def test_a_menu_on_the_page_of_a_place_leads_there(as_member, chiara, thread, kind):
    place = {"thread": thread, "circle": thread.circle}[kind]

    page = as_member(chiara).get(place.get_absolute_url()).content.decode()
    assert f'href="{reverse("subscription", args=[kind, place.pk])}"' in page


@pytest.mark.parametrize("kind", ["thread", "circle", "branch"])
def test_what_is_closed_to_a_member_is_no_place_for_them(as_member, amara, chiara, kitchen, kind):
    thread = open_thread(member=amara, circle=kitchen, title="Soup", source="Who brings it?")
    numbers = {"thread": thread.pk, "circle": kitchen.pk, "branch": thread.opening_id}
    url = reverse("subscription", args=[kind, numbers[kind]])

    assert as_member(chiara).get(url).status_code == 404
    assert as_member(chiara).post(url, {"level": "everything"}).status_code == 404
    assert said(chiara) == []
    assert as_member(amara).get(url).status_code == 200


@pytest.mark.parametrize("path", ["cellar/1/", "thread/999999/"])
def test_there_is_nothing_to_say_of_what_does_not_exist(as_member, chiara, path):
    assert as_member(chiara).get(f"/subscriptions/{path}").status_code == 404


def test_visitors_find_no_menu(client, thread):
    assert "subscription" not in client.get(thread.get_absolute_url()).content.decode()


def test_one_list_shows_all_that_was_said_of_places_one_sees(
    as_member, amara, chiara, commons, kitchen, thread, now, django_assert_num_queries
):
    Membership.objects.create(circle=kitchen, member=chiara)
    for place in (
        Place("thread", thread.pk),
        Place("circle", commons.pk),
        Place("branch", thread.opening_id),
        Place("circle", kitchen.pk),
    ):
        subscribe(member=chiara, place=place, level=Level.EVERYTHING)
    client = as_member(chiara)
    page = client.get("/subscriptions/").content.decode()
    assert "Kitchen table" in page
    Membership.objects.filter(circle=kitchen, member=chiara).update(left_at=now)

    with django_assert_num_queries(6):
        page = client.get("/subscriptions/").content.decode()
    assert "Kitchen table" not in page
    assert page.count("<tr>") == 4
    assert "Amara’s post and the replies to it, in “Who keeps the keys?”" in page


def test_settings_are_chosen_and_kept(as_member, chiara):
    client = as_member(chiara)
    chosen = {"all_of_joined": "on", "digest": "weekly", "weekday": "4"}
    assert client.post("/settings/notices/", chosen).url == "/settings/notices/"

    wishes = NoticeSettings.objects.get(member=chiara)
    assert (wishes.all_of_opened, wishes.all_of_written_in, wishes.all_of_joined) == (False, False, True)
    assert (wishes.mail_at_once, wishes.digest, wishes.weekday) == (False, "weekly", 4)


@pytest.mark.parametrize(
    "chosen", [{"digest": "hourly", "weekday": "0"}, {"digest": "weekly", "weekday": "9"}]
)
def test_settings_that_there_are_not_are_refused_in_the_form(as_member, chiara, chosen):
    assert as_member(chiara).post("/settings/notices/", chosen).status_code == 422
    assert not NoticeSettings.objects.exists()
