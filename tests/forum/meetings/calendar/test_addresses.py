"""A calendar by a secret address: as its member would see it, and no longer than they may."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from forum.circles.actions import join, open_circle
from forum.circles.leaving import leave
from forum.meetings.actions import change_meeting, put_off
from forum.meetings.calendar.actions import make_key, renew_key, revoke_key
from forum.meetings.calendar.addresses import address_of
from forum.meetings.models import Answer
from forum.members.leaving import close_account
from forum.record.writing import append, head
from tests.called import cancel, change, meet
from tests.forum.meetings.calendar.reading import events, read, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://margin.example"


@pytest.fixture
def garden(amara, bashir):
    """Another closed circle, of Amara and Bashir."""
    garden = open_circle(member=amara, slug="garden", name="Garden", access="closed")
    join(member=bashir, circle=garden)
    return garden


@pytest.fixture
def weeding(bashir, garden):
    return meet(bashir, garden, "Weeding", starts_at=datetime(2026, 12, 12, 9, tzinfo=UTC))


@pytest.fixture
def address(amara, supper, weeding) -> str:
    """Of all that Amara is in."""
    return address_of(make_key(member=amara, circle=None))


def titles(address: str) -> list[str]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return sorted(said(one, "summary") for one in events(answer.content))


def status(address: str) -> int:
    return Client().get(address).status_code


def test_one_address_holds_all_meetings_of_ones_circles_and_one_those_of_a_circle(amara, address, kitchen):
    assert titles(address) == ["Supper", "Weeding"]
    of_kitchen = address_of(make_key(member=amara, circle=kitchen))
    assert titles(of_kitchen) == ["Supper"]
    assert said(read(Client().get(of_kitchen).content), "name") == "Kitchen table"


def test_it_says_all_that_one_needs_to_come(address, supper, amara):
    supper.agenda.create(place=1, title="Who cooks?", length=20, added_by=amara)
    supper.agenda.create(place=0, title="Salt", added_by=amara)
    told = {said(one, "summary"): one for one in events(Client().get(address).content)}["Supper"]
    assert said(told, "uid") == f"{supper.uid}@margin.example"
    assert said(told, "description").split("\n\n") == [
        "Bring a chair.",
        "Agenda\n1. Salt\n2. Who cooks? (20 minutes)",
        "Call: https://call.example/kitchen",
        f"Kitchen table: https://margin.example/meetings/{supper.pk}/",
    ]
    assert said(told, "location") == "The long table"
    assert told.dtstart.value.isoformat() == "2026-12-10T19:30:00+01:00"


def test_what_changes_changes_there_and_what_is_cancelled_stays(amara, address, supper):
    change(amara, supper, title="Late supper")
    assert titles(address) == ["Late supper", "Weeding"]
    cancel(amara, supper, "The stove is broken.")
    assert titles(address) == ["Cancelled: Late supper", "Weeding"]
    told = {said(one, "summary"): one for one in events(Client().get(address).content)}[
        "Cancelled: Late supper"
    ]
    assert (said(told, "status"), said(told, "sequence")) == ("CANCELLED", "2")
    assert said(told, "description").startswith("The stove is broken.")


def test_what_is_put_off_is_cancelled_there_and_comes_back_under_a_higher_number(amara, address, supper):
    was_at = supper.starts_at
    put_off(member=amara, meeting=supper)
    found = {said(one, "summary"): one for one in events(Client().get(address).content)}
    told = found["Put off: Supper"]
    assert (said(told, "status"), said(told, "sequence"), told.dtstart.value) == ("CANCELLED", "1", was_at)
    change_meeting(member=amara, meeting=supper, starts_at=was_at + timedelta(days=1))
    [told] = [one for one in events(Client().get(address).content) if said(one, "summary") == "Supper"]
    assert (said(told, "status"), said(told, "sequence")) == ("CONFIRMED", "2")


def test_a_meeting_whose_date_is_looked_for_is_in_no_calendar(amara, address, kitchen):
    meet(amara, kitchen, "Some day", starts_at=None)
    assert titles(address) == ["Supper", "Weeding"]


def test_whoever_has_said_yes_is_busy(address, amara, supper):
    Answer.objects.create(meeting=supper, member=amara, says="yes")
    busy = {said(one, "summary"): said(one, "transp") for one in events(Client().get(address).content)}
    assert busy == {"Supper": "OPAQUE", "Weeding": "TRANSPARENT"}


def test_it_says_the_head_of_the_record_as_it_is_now(address):
    append("decision", {"proposal": 1})
    told = read(Client().get(address).content)
    assert said(told, "x-wide-margin-record-head") == head()
    assert head() in said(told, "description")


def test_it_is_in_the_language_of_its_member(address, amara):
    with_accents = make_key(member=amara, circle=None)
    assert with_accents.member.page_language.startswith("en")
    assert said(read(Client().get(address).content), "name") == "Meetings of my circles"


def test_after_leaving_its_meetings_are_gone_at_once_and_so_is_its_address(bashir, garden, kitchen, weeding):
    every, of_garden = (address_of(make_key(member=bashir, circle=one)) for one in (None, garden))
    assert titles(every) == titles(of_garden) == ["Weeding"]
    leave(member=bashir, circle=garden)
    assert titles(every) == []
    assert status(of_garden) == 404
    join(member=bashir, circle=garden)
    assert titles(every) == ["Weeding"]
    assert status(of_garden) == 404  # it was given up; another can be made


def test_a_membership_that_ended_in_any_way_closes_the_address_of_its_circle(bashir, garden, weeding):
    of_garden = address_of(make_key(member=bashir, circle=garden))
    garden.memberships.filter(member=bashir).update(left_at=datetime.now(UTC))
    assert status(of_garden) == 404


def test_renewed_and_revoked_it_leads_nowhere_and_the_others_stay(amara, address, kitchen):
    of_kitchen = address_of(make_key(member=amara, circle=kitchen))
    renew_key(member=amara, circle=None)
    assert status(address) == 404
    revoke_key(member=amara, circle=None)
    assert status(of_kitchen) == 200
    revoke_key(member=amara, circle=kitchen)
    assert status(of_kitchen) == 404


def test_a_closed_account_has_none(bashir, weeding, garden):
    addresses = [address_of(make_key(member=bashir, circle=one)) for one in (None, garden)]
    close_account(member=bashir)
    assert [status(address) for address in addresses] == [404, 404]


def test_one_who_was_kept_from_signing_in_reads_nothing_here_either(amara, address):
    amara.is_active = False
    amara.save()
    assert status(address) == 404


@pytest.mark.parametrize("guessed", ["1-", "1", "x-y", "-", "99999999999999999999-a", "0-0"])
def test_a_guess_leads_nowhere(address, guessed):
    assert status(f"/calendars/{guessed}.ics") == 404


def test_an_address_of_another_number_needs_its_own_secret(amara, kitchen, address):
    other = make_key(member=amara, circle=kitchen)
    mine = amara.calendar_keys.get(circle=None)
    assert status(reverse("calendar", args=[f"{other.pk}-{mine.secret}"])) == 404


def test_it_is_kept_by_nobody_on_the_way_and_told_to_nobody(address):
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer
    assert Client().post(address).status_code == 405


def test_what_has_not_changed_is_not_sent_again(address, amara, supper):
    answer = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    change(amara, supper, place="The balcony")
    assert Client().get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_what_has_gone_is_noticed_also_by_those_who_go_by_time_alone(bashir, garden, weeding):
    """No meeting was changed since: one was only taken out of sight."""
    address = address_of(make_key(member=bashir, circle=None))
    since = Client().get(address)["Last-Modified"]
    leave(member=bashir, circle=garden)
    answer = Client().get(address, headers={"If-Modified-Since": since})
    assert answer.status_code == 200
    assert events(answer.content) == []


def test_an_address_costs_the_same_however_many_meetings_there_are(
    amara, kitchen, address, django_assert_num_queries
):
    with django_assert_num_queries(5):  # key, limit, meetings, their agendas, the head of the record
        assert len(titles(address)) == 2
    for n in range(12):
        meeting = meet(
            amara, kitchen, f"{n}", starts_at=datetime(2026, 12, 13, tzinfo=UTC) + timedelta(days=n)
        )
        meeting.agenda.create(place=0, title="Tea", added_by=amara)
    with django_assert_num_queries(5):
        assert len(titles(address)) == 14
    of_kitchen = address_of(make_key(member=amara, circle=kitchen))
    with django_assert_num_queries(6):  # and whether one is in the circle
        assert len(titles(of_kitchen)) == 13


def test_a_program_that_asks_without_end_is_told_to_wait(address):
    answers = {status(address) for _ in range(70)}
    assert answers == {200, 429}
