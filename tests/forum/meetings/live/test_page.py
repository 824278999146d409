"""The page of a meeting that is held, and what a poll of it costs."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import open_circle
from forum.circles.leaving import leave
from forum.circles.models import Circle
from forum.debate.actions import open_thread, reply
from forum.debate.contexts import Context
from forum.meetings.live.asking import do_what_was_said
from forum.meetings.live.glance import glance
from forum.meetings.live.models import LiveEvent, Presence
from forum.meetings.live.pages import own_of, room_at
from forum.meetings.live.passage import Passage
from forum.meetings.live.presence import SEEN_EVERY, SWEPT_EVERY, arrive
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.rota.models import Turn
from forum.members.models import Member
from forum.templatetags.live import announced
from tests.conftest import make_member
from tests.forum.meetings.live.conftest import facilitates, open_meeting, state_of

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def held(table, amara) -> Meeting:
    """The same meeting, now."""
    from django.utils import timezone

    meeting = open_meeting(table, amara, at=timezone.now())
    facilitates(amara, meeting)
    return meeting


def words(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def now_of(meeting: Meeting) -> str:
    return reverse("live_now", args=[meeting.pk])


def press(client, meeting: Meeting, said: str, **headers):
    return client.post(reverse("live_say", args=[meeting.pk]), {"do": said}, **headers)


def test_whoever_opens_the_page_is_there(as_member, held, bashir, amara):
    page = words(as_member(bashir).get(f"/meetings/{held.pk}/live/"))
    for shown in ("Of steam", "Who keeps the key", "Raise my hand", "1 is here", "Nobody speaks."):
        assert shown in page
    assert state_of(held).here == (bashir.pk,)


def test_a_page_that_is_fetched_ahead_brings_nobody_in(as_member, held, bashir):
    as_member(bashir).get(f"/meetings/{held.pk}/live/", HTTP_SEC_PURPOSE="prefetch")
    assert not Presence.objects.exists()


def test_everyone_sees_who_speaks_and_who_is_next(as_member, client, held, amara, bashir, chiara):
    press(as_member(bashir), held, "raise")
    press(as_member(chiara), held, "raise")
    press(as_member(amara), held, "next:0")
    assert "Bashir speaks" in words(as_member(chiara).get(now_of(held)))
    hers = words(client.get(now_of(held)))
    assert "You are next." in hers
    assert "You facilitate" not in hers
    client.force_login(amara)
    assert "You facilitate" in words(client.get(now_of(held)))


def test_a_poll_that_finds_nothing_new_says_so_in_three_statements(
    as_member, held, bashir, django_assert_num_queries
):
    client = as_member(bashir)
    client.get(f"/meetings/{held.pk}/live/")
    first = client.get(now_of(held), **HTMX)
    with django_assert_num_queries(3):  # the session, the member, and all else
        again = client.get(now_of(held), HTTP_IF_NONE_MATCH=first.headers["ETag"], **HTMX)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert int(again.headers["Meeting-Time"]) > 0


def test_what_others_have_been_shown_costs_no_more_than_nothing_new(
    as_member, client, held, bashir, chiara, dmitri, django_assert_num_queries
):
    for member in (bashir, chiara, dmitri):
        as_member(member).get(f"/meetings/{held.pk}/live/")
    client.force_login(bashir)
    client.get(now_of(held))
    for member in (chiara, dmitri):
        client.force_login(member)
        with django_assert_num_queries(3):
            assert "3 are here" in words(client.get(now_of(held)))


def test_whatever_happens_names_the_page_anew_for_each_reader(as_member, client, held, amara, bashir):
    tags = set()
    for member, said in ((bashir, "raise"), (bashir, "point"), (amara, "close"), (amara, "timer:60")):
        press(as_member(member), held, said)
        for reader in (amara, bashir):
            client.force_login(reader)
            tags.add(client.get(now_of(held)).headers["ETag"])
    assert len(tags) == 8


def test_another_agenda_is_noticed_by_the_polls(as_member, held, bashir, amara):
    import time_machine as clock
    from django.utils import timezone

    client = as_member(bashir)
    client.get(f"/meetings/{held.pk}/live/")
    before = client.get(now_of(held)).headers["ETag"]
    AgendaItem.objects.create(meeting=held, place=9, title="The leaking roof", added_by=amara)
    with clock.travel(timezone.now() + SWEPT_EVERY * 1.1, tick=False):
        answer = client.get(now_of(held), HTTP_IF_NONE_MATCH=before)
    assert "The leaking roof" in words(answer)


def test_a_poll_tells_now_and_then_that_its_reader_is_still_there(as_member, held, bashir):
    import time_machine as clock
    from django.utils import timezone

    client = as_member(bashir)
    client.get(f"/meetings/{held.pk}/live/")
    seen = Presence.objects.get().seen_at
    client.get(now_of(held))
    assert Presence.objects.get().seen_at == seen
    with clock.travel(timezone.now() + SEEN_EVERY * 1.1, tick=False):
        client.get(now_of(held))
    assert Presence.objects.get().seen_at > seen


def test_somebody_without_scripts_is_led_back_to_the_page(as_member, held, bashir):
    client = as_member(bashir)
    page = words(client.get(f"/meetings/{held.pk}/live/"))
    assert "Load it again" in page
    assert "http-equiv" not in page
    assert 'http-equiv="refresh"' in words(client.get(f"/meetings/{held.pk}/live/?by-itself"))
    answer = press(client, held, "raise")
    assert answer.url == f"/meetings/{held.pk}/live/"
    assert "Lower my hand" in words(client.get(answer.url))


def test_what_comes_too_late_is_said_and_nothing_else_is_lost(as_member, held, amara, bashir):
    press(as_member(amara), held, "close")
    answer = press(as_member(bashir), held, "raise", **HTMX)
    assert answer.status_code == 409
    assert "The queue is closed just now" in answer.content.decode()
    assert "ETag" not in answer.headers
    client = as_member(bashir)
    press(client, held, "raise")
    assert "The queue is closed just now" in words(client.get(f"/meetings/{held.pk}/live/"))


def test_what_is_not_theirs_is_refused(as_member, held, amara, bashir):
    as_member(amara).get(f"/meetings/{held.pk}/live/")
    answer = press(as_member(bashir), held, "close", **HTMX)
    assert answer.status_code == 409
    assert "Only whoever facilitates" in answer.content.decode()
    assert press(as_member(bashir), held, "close").status_code == 403
    assert state_of(held).is_open


def test_whoever_leaves_is_led_away(as_member, held, bashir):
    client = as_member(bashir)
    client.get(f"/meetings/{held.pk}/live/")
    assert press(client, held, "leave").url == "/circles/table/"
    assert state_of(held).here == ()


def test_the_passage_stands_large_with_what_was_said(as_member, held, table, amara, bashir, chiara):
    thread = open_thread(member=amara, circle=table, title="Who has the key?", source="I **think** nobody.")
    for number in range(8):
        reply(member=bashir, answers=thread.opening, source=f"Answer {number}.")
    item = AgendaItem.objects.filter(meeting=held).first()
    item.thread = thread
    item.save()
    client = as_member(amara)
    press(client, held, f"item:{item.pk}")
    passage = words(client.get(f"/meetings/{held.pk}/live/passage/"))
    for shown in ("Who has the key?", "<strong>think</strong>", "Answer 7.", "2 earlier replies"):
        assert shown in passage
    assert "Answer 1." not in passage
    tag = client.get(f"/meetings/{held.pk}/live/passage/").headers["ETag"]
    assert client.get(f"/meetings/{held.pk}/live/passage/", HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert "Who has the key?" in words(client.get(f"/meetings/{held.pk}/live/"))


def test_what_was_withdrawn_is_not_under_discussion(as_member, held, table, amara):
    from forum.debate.actions import withdraw_post

    thread = open_thread(member=amara, circle=table, title="Who has the key?", source="I think nobody.")
    answer = reply(member=amara, answers=thread.opening, source="Or the cat.")
    item = AgendaItem.objects.filter(meeting=held).first()
    item.thread = thread
    item.save()
    client = as_member(amara)
    press(client, held, f"item:{item.pk}")
    withdraw_post(member=amara, post=answer)
    assert "Or the cat." not in words(client.get(f"/meetings/{held.pk}/live/passage/"))


def test_before_it_is_opened_nobody_is_in_it(as_member, held, bashir):
    Meeting.objects.filter(pk=held.pk).update(opened_at=None)
    page = words(as_member(bashir).get(f"/meetings/{held.pk}/live/"))
    assert "has not been opened yet" in page
    assert "From an hour before, anybody in the circle can open it" in page
    assert "once the meeting has been opened" in page
    assert "agenda has not been begun" not in page
    assert not LiveEvent.objects.exists()


def test_a_title_that_repeats_the_words_beneath_is_only_read_aloud(held):
    item = AgendaItem(title="“of steam”", meeting=held)
    about = Context(title="Of steam", url="/", place_url="/", quote="of steam")
    assert Passage(item, context=about).repeats_its_words
    assert not Passage(AgendaItem(title="Steam", meeting=held), context=about).repeats_its_words
    assert not Passage(AgendaItem(title="", meeting=held)).repeats_its_words


def test_one_that_is_over_leads_to_its_minutes(as_member, held, bashir):
    Meeting.objects.filter(pk=held.pk).update(closed_at=held.opened_at)
    page = words(as_member(bashir).get(f"/meetings/{held.pk}/live/"))
    assert f'href="/meetings/{held.pk}/minutes/">To the minutes</a>' in page


def test_the_minutes_are_at_hand_and_open_before_whoever_takes_them(as_member, client, held, amara, bashir):
    Turn.objects.create(meeting=held, role="minute-taker", member=bashir, came_by="drawn")
    at_hand = f'hx-get="/meetings/{held.pk}/minutes/write/" hx-trigger='
    his = words(as_member(bashir).get(f"/meetings/{held.pk}/live/"))
    assert f'{at_hand}"load"' in his
    assert "you take them" in his
    client.force_login(amara)
    hers = words(client.get(f"/meetings/{held.pk}/live/"))
    assert f'{at_hand}"toggle' in hers
    assert "you take them" not in hers


def test_a_question_is_announced_to_whoever_is_next_too(held, amara, bashir, chiara):
    for member, said in ((bashir, "raise"), (chiara, "ask")):
        do_what_was_said(said, member=member, meeting=held)
    room = room_at(held.pk, glance(held.pk, bashir.pk, timezone.now()))
    lines = announced(room, own_of(room, bashir.pk)).split("\n")
    assert lines[0] == "You are next."
    assert "There is a temperature check." in lines


def test_where_the_agenda_is_and_who_facilitates_is_announced(held, amara, bashir):
    arrive(member=amara, meeting=held)
    item = AgendaItem.objects.filter(meeting=held).first()
    do_what_was_said(f"item:{item.pk}", member=amara, meeting=held)
    room = room_at(held.pk, glance(held.pk, bashir.pk, timezone.now()))
    lines = announced(room, own_of(room, bashir.pk)).split("\n")
    assert lines == [f"We talk about this: {item.title}", f"{amara.name} facilitates."]
    assert announced(room, own_of(room, amara.pk)).endswith("You facilitate.")


def test_others_are_not_let_in(client, as_member, held, amara):
    stranger = make_member("farid")
    pages = [reverse(name, args=[held.pk]) for name in ("live", "live_now", "live_passage")]
    assert {client.get(page).status_code for page in pages} == {302}
    assert {as_member(stranger).get(page).status_code for page in pages} == {403}
    assert press(as_member(stranger), held, "raise").status_code == 403
    kitchen = open_circle(member=amara, slug="kitchen", name="Kitchen", access=Circle.Access.CLOSED)
    closed = open_meeting(kitchen, amara)
    pages = [reverse(name, args=[closed.pk]) for name in ("live", "live_now", "live_passage")]
    assert {client.get(page).status_code for page in pages} == {404}
    assert press(client, closed, "raise").status_code == 404


@pytest.mark.parametrize("access", [Circle.Access.OPEN, Circle.Access.CLOSED])
def test_whoever_has_left_the_circle_is_not_even_told_that_nothing_has_changed(
    as_member, held, table, bashir, access
):
    client, pages = (
        as_member(bashir),
        [reverse(name, args=[held.pk]) for name in ("live_now", "live_passage")],
    )
    client.get(f"/meetings/{held.pk}/live/")
    tags = [client.get(page).headers["ETag"] for page in pages]

    def asked() -> set[int]:
        return {
            client.get(page, HTTP_IF_NONE_MATCH=tag).status_code
            for page, tag in zip(pages, tags, strict=True)
        }

    assert asked() == {304}
    leave(member=bashir, circle=table)
    Circle.objects.filter(pk=table.pk).update(access=access, joining="invitation")
    assert asked() == {404 if access == Circle.Access.CLOSED else 403}


def test_forty_people_are_shown_in_as_many_statements_as_two(
    as_member, held, table, bashir, django_assert_max_num_queries
):
    from forum.circles.models import Membership
    from forum.meetings.live.presence import arrive

    people = Member.objects.bulk_create(Member(handle=f"p{n}", email=f"p{n}@example.org") for n in range(40))
    Membership.objects.bulk_create(Membership(circle=table, member=one) for one in people)
    for one in people:
        arrive(member=one, meeting=held)
    client = as_member(bashir)
    client.get(f"/meetings/{held.pk}/live/")
    press(client, held, "raise")
    with django_assert_max_num_queries(8):
        assert "41 are here" in words(client.get(now_of(held)))


def test_ones_speaking_time_is_counted_or_not_as_one_says(as_member, held, table, bashir):
    client = as_member(bashir)
    page = f"{table.get_absolute_url()}speaking-time/"
    assert "Do not count me here" in words(client.get(page))
    assert client.post(page, {"counted": "no"}).status_code == 302
    shown = words(client.get(page))
    assert "1 person in this circle is not counted." in shown
    assert "Count me here" in shown
