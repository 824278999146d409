"""Asking to be let in: any member answers, the first answer counts, and it is kept who gave it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join
from forum.circles.asking import (
    REST,
    AnsweredMeanwhile,
    AskedTooSoon,
    answer,
    ask,
    withdraw_asking,
)
from forum.circles.inviting import accept, invite
from forum.circles.leaving import leave
from forum.circles.models import Asking, Membership
from forum.members.waiting import waiting_for


def is_in(member, circle) -> bool:
    return Membership.objects.current().filter(member=member, circle=circle).exists()


def test_whoever_is_let_in_is_in_and_it_is_remembered_by_whom(amara, bashir, choir):
    asking = ask(member=bashir, circle=choir, words="I sing low.")
    assert not is_in(bashir, choir)

    answer(member=amara, asking=asking, says="yes")

    membership = Membership.objects.get(member=bashir, circle=choir)
    assert (membership.invited_by, membership.invitation) == (amara, None)
    asking.refresh_from_db()
    assert (asking.answer, asking.answered_by) == ("yes", amara)


def test_any_member_answers_and_the_first_answer_counts(amara, bashir, chiara, choir):
    join(member=chiara, circle=choir)
    asking = ask(member=bashir, circle=choir)
    answer(member=chiara, asking=asking, says="no")

    with pytest.raises(AnsweredMeanwhile):
        answer(member=amara, asking=asking, says="yes")
    assert not is_in(bashir, choir)


def test_nobody_answers_who_is_not_in_the_circle(bashir, chiara, choir):
    asking = ask(member=bashir, circle=choir)

    for outsider in (bashir, chiara):
        with pytest.raises(PermissionDenied, match="Only members of a circle can answer"):
            answer(member=outsider, asking=asking, says="yes")


def test_those_who_can_answer_find_it_on_their_front_door_until_somebody_has(
    as_member, amara, bashir, chiara, dmitri, choir
):
    join(member=chiara, circle=choir)
    asking = ask(member=bashir, circle=choir)
    ask(member=dmitri, circle=choir)
    address = reverse("askings", args=[choir.slug])
    for member, finds in ((amara, True), (chiara, True), (bashir, False)):
        page = as_member(member).get("/").content.decode()
        assert (f'href="{address}"' in page) == (f"2 people ask to join {choir.name}" in page) == finds

    answer(member=chiara, asking=asking, says="no")
    assert [one.words for one in waiting_for(amara)] == [f"1 person asks to join {choir.name}"]
    withdraw_asking(member=dmitri, asking=Asking.objects.get(member=dmitri))
    assert waiting_for(amara) == []
    ask(member=dmitri, circle=choir)
    leave(member=chiara, circle=choir)
    assert waiting_for(chiara) == []


def test_asking_again_while_one_waits_changes_nothing(bashir, choir):
    first = ask(member=bashir, circle=choir, words="I sing low.")

    assert ask(member=bashir, circle=choir, words="Well?") == first
    assert Asking.objects.get().words == "I sing low."


def test_after_a_no_one_asks_again_in_a_week(amara, bashir, choir):
    now = timezone.now()
    answer(member=amara, asking=ask(member=bashir, circle=choir), says="no", at=now)

    with pytest.raises(AskedTooSoon):
        ask(member=bashir, circle=choir, at=now + REST - timedelta(seconds=1))
    assert ask(member=bashir, circle=choir, at=now + REST).is_waiting


def test_what_was_taken_back_is_not_answered_and_can_be_asked_again_at_once(amara, bashir, choir):
    asking = ask(member=bashir, circle=choir)
    withdraw_asking(member=bashir, asking=asking)

    with pytest.raises(AnsweredMeanwhile):
        answer(member=amara, asking=asking, says="yes")
    assert ask(member=bashir, circle=choir).is_waiting


def test_only_whoever_asks_takes_it_back(amara, bashir, choir):
    asking = ask(member=bashir, circle=choir)
    with pytest.raises(PermissionDenied):
        withdraw_asking(member=amara, asking=asking)


@pytest.mark.parametrize("circle", ["garden", "archive", "kitchen", "commons"])
def test_nobody_asks_where_there_is_another_way_in(request, bashir, circle):
    with pytest.raises(PermissionDenied):
        ask(member=bashir, circle=request.getfixturevalue(circle))


def test_who_comes_in_another_way_waits_no_longer(amara, bashir, choir):
    asking = ask(member=bashir, circle=choir)
    accept(member=bashir, invitation=invite(member=amara, circle=choir))

    asking.refresh_from_db()
    assert not asking.is_waiting


# --- The pages ---------------------------------------------------------------------------------------


def test_one_asks_and_takes_it_back_on_the_circles_page(as_member, bashir, choir):
    client = as_member(bashir)
    assert "Ask to join" in client.get(choir.get_absolute_url()).content.decode()

    client.post(reverse("ask_to_join", args=[choir.slug]), {"words": "I sing low."})
    page = client.get(choir.get_absolute_url()).content.decode()
    assert "Nobody has answered yet." in page
    assert "I sing low." not in page

    client.post(reverse("withdraw_asking", args=[Asking.objects.get().pk]))
    assert "Ask to join" in client.get(choir.get_absolute_url()).content.decode()


def test_those_in_the_circle_see_who_waits_and_let_them_in_with_one_click(as_member, amara, bashir, choir):
    asking = ask(member=bashir, circle=choir, words="I sing low.")
    client = as_member(amara)
    assert (
        "1 person asks to join and waits for an answer"
        in client.get(choir.get_absolute_url()).content.decode()
    )
    askings = reverse("askings", args=[choir.slug])
    assert "I sing low." in client.get(askings).content.decode()

    answered = client.post(reverse("answer_asking", args=[asking.pk]), {"says": "yes"}, follow=True)

    assert "Bashir is in." in answered.content.decode()
    assert is_in(bashir, choir)
    assert "waits for an answer" not in client.get(choir.get_absolute_url()).content.decode()


def test_who_comes_second_is_told_so(as_member, amara, bashir, chiara, choir):
    join(member=chiara, circle=choir)
    asking = ask(member=bashir, circle=choir)
    answer(member=chiara, asking=asking, says="no")

    page = as_member(amara).post(reverse("answer_asking", args=[asking.pk]), {"says": "yes"}, follow=True)

    assert "no longer waits for an answer" in page.content.decode()
    assert not is_in(bashir, choir)


def test_what_is_neither_yes_nor_no_lets_nobody_in(as_member, amara, bashir, choir):
    asking = ask(member=bashir, circle=choir)
    as_member(amara).post(reverse("answer_asking", args=[asking.pk]), {"says": "maybe"})
    assert not is_in(bashir, choir)


def test_after_a_no_the_page_says_from_when_one_may_ask_again_and_the_form_keeps_the_words(
    as_member, amara, bashir, choir
):
    client = as_member(bashir)
    answer(member=amara, asking=ask(member=bashir, circle=choir), says="no")
    assert "You can ask again from" in client.get(choir.get_absolute_url()).content.decode()

    page = client.post(reverse("ask_to_join", args=[choir.slug]), {"words": "Please."})
    assert page.status_code == 422
    assert "Please." in page.content.decode()
    assert "You can ask again from" in page.content.decode()


def test_who_asks_is_nobody_elses_business(client, as_member, bashir, chiara, choir):
    asking = ask(member=bashir, circle=choir, words="I sing low.")

    assert "waits for an answer" not in client.get(choir.get_absolute_url()).content.decode()
    client = as_member(chiara)
    assert "waits for an answer" not in client.get(choir.get_absolute_url()).content.decode()
    assert client.get(reverse("askings", args=[choir.slug])).status_code == 403
    assert client.post(reverse("answer_asking", args=[asking.pk]), {"says": "yes"}).status_code == 404
    assert client.post(reverse("withdraw_asking", args=[asking.pk])).status_code == 404


def test_a_list_of_askings_takes_the_same_statements_however_long(
    django_assert_num_queries, as_member, amara, choir, make_members
):
    client, url = as_member(amara), reverse("askings", args=[choir.slug])
    client.get(url)
    for _ in range(2):
        for member in make_members(3):
            ask(member=member, circle=choir)
        with django_assert_num_queries(5):
            client.get(url)
