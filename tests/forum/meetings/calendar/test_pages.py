"""Meetings taken along one by one, and the page of one's secret addresses."""

import pytest
from django.urls import reverse

from forum.meetings.calendar.actions import make_key
from forum.meetings.calendar.addresses import address_of
from forum.meetings.calendar.models import CalendarKey
from tests.called import meet
from tests.forum.meetings.calendar.reading import events, said

pytestmark = pytest.mark.django_db
PAGE = "/settings/calendars/"


def words(client, url: str) -> str:
    return client.get(url).content.decode()


def test_a_meetings_page_offers_it_to_ones_calendar(as_member, amara, supper):
    client = as_member(amara)
    page = words(client, supper.get_absolute_url())
    file = reverse("meeting_file", args=[supper.pk])
    assert f'href="{file}" download' in page
    assert f'href="{PAGE}?of=kitchen"' in page
    answer = client.get(file)
    assert answer["Content-Disposition"] == f'attachment; filename="meeting-{supper.pk}.ics"'
    [told] = events(answer.content)
    assert said(told, "summary") == "Supper"
    assert "https://call.example/kitchen" in said(told, "description")


def test_the_call_is_told_to_members_alone(client, as_member, amara, bashir, commons, settings):
    starts_at = "2026-12-10T18:30Z"
    meeting = meet(amara, commons, "Open evening", starts_at=starts_at, link="https://call.example/open")
    commons.memberships.filter(member=bashir).update(
        left_at=starts_at
    )  # nobody leaves it: as in any open circle
    file = reverse("meeting_file", args=[meeting.pk])
    for reader in (None, bashir):
        if reader:
            as_member(reader)
        answer = client.get(file)
        assert answer.status_code == 200
        assert b"call.example" not in answer.content
    assert b"call.example" in as_member(amara).get(file).content


def test_of_a_closed_circle_others_get_nothing(client, as_member, bashir, supper):
    file = reverse("meeting_file", args=[supper.pk])
    assert client.get(file).status_code == 404
    assert as_member(bashir).get(file).status_code == 404


def test_while_a_date_is_looked_for_there_is_nothing_to_take_along(as_member, amara, kitchen):
    meeting = meet(amara, kitchen, "Some day", starts_at=None)
    client = as_member(amara)
    assert client.get(reverse("meeting_file", args=[meeting.pk])).status_code == 404
    assert "calendar-block" not in words(client, meeting.get_absolute_url())


def test_a_file_costs_the_same_however_long_the_agenda(as_member, amara, supper, django_assert_num_queries):
    client, file = as_member(amara), reverse("meeting_file", args=[supper.pk])
    for n in range(5):
        supper.agenda.create(place=n, title="Tea", added_by=amara)
    client.get(file)
    with django_assert_num_queries(
        7
    ):  # session, member, limit, meeting, agenda, membership, head of the record
        client.get(file)


def test_addresses_are_made_renewed_and_revoked_one_by_one(as_member, amara, kitchen):
    client = as_member(amara)
    assert (
        words(client, PAGE).count("Make a secret address") == 3
    )  # of all, the Commons, and the kitchen table
    client.post(PAGE, {"then": "make", "circle": kitchen.pk})
    first = address_of(CalendarKey.objects.get(circle=kitchen))
    page = words(client, PAGE)
    assert f"http://testserver{first}" in page
    assert f"webcal://testserver{first}" in page
    assert page.count("Make a secret address") == 2
    client.post(PAGE, {"then": "make", "circle": kitchen.pk})  # sent twice: the same
    assert first in words(client, PAGE)
    client.post(PAGE, {"then": "make", "circle": ""})
    every = address_of(CalendarKey.objects.get(circle=None))
    client.post(PAGE, {"then": "renew", "circle": kitchen.pk})
    page = words(client, PAGE)
    assert first not in page
    assert every in page
    client.post(PAGE, {"then": "revoke", "circle": ""})
    assert every not in words(client, PAGE)
    assert CalendarKey.objects.count() == 1


@pytest.mark.parametrize("circle", ["999999", "x", "-1", "9" * 30])
def test_of_a_circle_one_is_not_in_no_address_is_made(as_member, bashir, kitchen, circle):
    client = as_member(bashir)
    for number in (kitchen.pk, circle):
        assert client.post(PAGE, {"then": "make", "circle": number}).status_code == 404
    assert not CalendarKey.objects.exists()
    assert "Kitchen table" not in words(client, f"{PAGE}?of=kitchen")


def test_the_page_is_ones_own_and_costs_the_same_with_many_circles(
    as_member, amara, bashir, kitchen, django_assert_num_queries
):
    make_key(member=bashir, circle=None)
    client = as_member(amara)
    assert address_of(CalendarKey.objects.get()) not in words(client, PAGE)
    with django_assert_num_queries(4):  # session, member, keys, circles
        client.get(PAGE)
