"""A summary on its thread's page, the form it is written in, and its history."""

import pytest
import time_machine
from django.urls import reverse

from forum.debate.actions import reply
from forum.debate.models import Thread
from forum.debate.summarising.actions import summarise
from forum.debate.summarising.models import Summary


@pytest.fixture
def summed_up(thread, answer, bashir, chiara) -> Thread:
    with time_machine.travel("2026-05-03 12:00 +0000", tick=False):
        summarise(member=chiara, thread=thread, source="Bashir keeps <them>.")
        summarise(member=bashir, thread=thread, source="I keep <them>, *gladly*.")
    for _ in range(2):
        reply(member=chiara, answers=answer, source="Thank you.")
    return thread


def shown(client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_it_stands_on_top_with_its_day_its_writers_and_what_came_since(client, summed_up):
    page = shown(client, summed_up.get_absolute_url())
    assert "as of 3 May 2026, 2 posts ago" in page
    assert '<a href="/members/bashir/">Bashir</a>, <a href="/members/chiara/">Chiara</a>' in page
    assert "I keep &lt;them&gt;, <em>gladly</em>." in page
    assert page.index("Where this stands") < page.index("I kept them")
    assert "Bring it up to date" not in page, "a visitor cannot"


def test_it_is_asked_for_where_a_thread_has_grown_long(as_member, thread, opening, bashir, chiara):
    client = as_member(chiara)
    for number in range(10):
        assert ("Say where this stands" in shown(client, thread.get_absolute_url())) == (number == 10)
        reply(member=bashir, answers=opening, source="And again.")
    assert "Say where this stands" in shown(client, thread.get_absolute_url())
    client.logout()
    assert "Say where this stands" not in shown(client, thread.get_absolute_url())


def test_it_is_written_in_a_form_and_read_on_the_thread(as_member, thread, chiara):
    client = as_member(chiara)
    response = client.post(
        reverse("summarise", args=[thread.pk]), {"source": "Settled.", "seen": "0"}, follow=True
    )
    assert "Settled." in response.content.decode()
    assert Summary.objects.get().author == chiara


def test_what_may_not_stand_is_refused_where_it_was_typed(as_member, thread, chiara):
    response = as_member(chiara).post(
        reverse("summarise", args=[thread.pk]), {"source": "a" * 5000, "seen": "0"}
    )
    assert response.status_code == 422
    assert "too long" in response.content.decode()
    assert "a" * 5000 in response.content.decode()


def test_whoever_was_slower_sees_both_and_may_save_again(as_member, summed_up, chiara):
    client, address = as_member(chiara), reverse("summarise", args=[summed_up.pk])
    response = client.post(address, {"source": "He does.", "seen": "1"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "I keep &lt;them&gt;" in page
    assert "He does.</textarea>" in page
    assert '<input type="hidden" name="seen" value="2"' in page
    assert client.post(address, {"source": "He does.", "seen": "2"}).status_code == 302


def test_its_history_shows_all_versions_and_how_they_differ(client, summed_up):
    page = shown(client, reverse("summary_history", args=[summed_up.pk]))
    assert page.index("Version 2") < page.index("Version 1")
    assert "Bashir keeps &lt;them&gt;." in page
    assert "<del>" in page
    assert "<ins>" in page
    assert "Go back to" not in page, "a visitor cannot"


def test_anyone_goes_back_to_an_earlier_version_by_making_it_a_new_one(as_member, summed_up, amara):
    client = as_member(amara)
    page = shown(client, reverse("summary_history", args=[summed_up.pk]))
    assert f'href="/threads/{summed_up.pk}/summary/?from=1"' in page
    form = client.get(reverse("summarise", args=[summed_up.pk]), {"from": "1"})
    assert "Bashir keeps &lt;them&gt;.</textarea>" in form.content.decode()
    client.post(
        reverse("summarise", args=[summed_up.pk]),
        {"source": form.context["form"]["source"].value(), "seen": "2"},
    )
    assert (Summary.objects.get().number, Summary.objects.get().author) == (3, amara)


def test_a_long_history_comes_in_pages(client, thread, chiara):
    for number in range(25):
        summarise(member=chiara, thread=thread, source=f"This is version {number + 1}.")
    address = reverse("summary_history", args=[thread.pk])
    first, second = client.get(address).context["page"], client.get(address, {"before": "5"}).context["page"]
    assert [one.number for one in first.versions.rows] == list(range(25, 4, -1))
    assert first.versions.further == "5"
    assert [one.number for one in second.versions.rows] == [4, 3, 2, 1]
    compared = client.get(address, {"from": "2", "to": "24"}).context["page"].comparison
    assert (compared.old.number, compared.new.number) == (2, 24)


@pytest.mark.parametrize("query", ["?from=x&to=99999", "?from=2&to=2", "?before=-1", "?from=1"])
def test_what_makes_no_sense_in_an_address_is_as_if_not_said(client, summed_up, query):
    assert client.get(reverse("summary_history", args=[summed_up.pk]) + query).status_code == 200


def test_it_costs_its_thread_no_question_unless_several_have_written_it(
    django_assert_num_queries, client, thread, answer, chiara, bashir
):
    with django_assert_num_queries(3):
        client.get(thread.get_absolute_url())
    summarise(member=chiara, thread=thread, source="Settled.")
    with django_assert_num_queries(3):
        client.get(thread.get_absolute_url())
    summarise(member=bashir, thread=thread, source="Settled, is it?")
    with django_assert_num_queries(4):
        client.get(thread.get_absolute_url())


def test_it_stands_on_the_first_page_alone(client, summed_up, opening, chiara):
    for _ in range(25):
        reply(member=chiara, answers=opening, source="More.")
    page = client.get(summed_up.get_absolute_url()).context["page"]
    assert page.summary
    further = client.get(summed_up.get_absolute_url(), {"after": page.after}).context["page"]
    assert further.summary is None
