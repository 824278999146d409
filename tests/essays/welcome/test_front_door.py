"""The front door says what this is and where it is lively, to each reader what that reader may see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from essays.welcome.pages import LIVELIEST, NEWS, front_door_page, liveliest, recent_in_circles
from forum.debate.actions import open_thread, reply, withdraw_post
from forum.debate.models import Post, Thread
from forum.members.prepared import PreparedForReaders
from tests.essays.welcome.conftest import note, put_up

pytestmark = pytest.mark.django_db


def front_door(client) -> str:
    return client.get("/").content.decode()


def last_here(member, **ago):
    """Let the member's last visit have ended that long ago."""
    at = timezone.now() - timedelta(**ago)
    member.last_seen_at = member.last_visit_ended_at = at
    member.save()
    return member


def talk(member, circle, title: str, *, replies: int = 0):
    thread = open_thread(member=member, circle=circle, title=title, source=f"On {title}.")
    for n in range(replies):
        reply(member=member, answers=thread.opening, source=f"Reply {n}.")
    return thread


# --- What everyone sees --------------------------------------------------------------------------


def test_an_empty_installation_says_what_it_is_and_how_to_begin(client):
    page = front_door(client)
    assert "Read together. Argue in the margin." in page
    assert "No text has been put up yet." in page
    assert "Any member may bring the first one" in page
    assert page.count("<h1") == 1


def test_in_an_empty_installation_a_member_is_shown_where_to_put_a_text_up(as_member, amara):
    page = front_door(as_member(amara))
    assert "Any member may bring" not in page
    assert 'href="/essays/import/"' in page


def test_a_text_stands_with_its_length_and_the_notes_in_its_margin(client, amara, bashir, bridge):
    note(bashir, bridge)
    note(bashir, bridge, "take turns with the rope")
    note(bashir, bridge, "take turns", private=True)
    page = front_door(client)
    assert "Bridge or barrier" in page
    assert "2 sections" in page
    assert "1 minute" in page
    assert "2 notes" in page


def test_a_passage_stands_with_its_words_and_leads_into_its_margin(client, bashir, bridge):
    annotation = note(bashir, bridge, replies=3)
    page = front_door(client)
    assert f'<a href="{annotation.get_absolute_url()}">waited for the timetable</a>' in page
    assert "3 replies" in page
    assert "Critique" in page


def test_the_liveliest_passages_and_threads_are_those_with_most_replies(amara, bridge, commons, client):
    for replies in (1, 5, 0, 4, 2, 3):
        note(amara, bridge, replies=replies)
        talk(amara, commons, f"thread of {replies}", replies=replies)
    page = front_door_page(client.get("/").wsgi_request.user)
    assert [passage.thread.reply_count for passage in page.passages] == [5, 4, 3, 2]
    assert [talk.thread.title for talk in page.threads] == [f"thread of {n}" for n in (5, 4, 3, 2)]
    assert len(page.passages) == LIVELIEST


def test_what_was_lively_long_ago_gives_way_to_what_is_lively_now(amara, commons, client, monkeypatch):
    monkeypatch.setattr("essays.welcome.pages.AMONG", 2)
    afresh = PreparedForReaders(lambda reader: liveliest(recent_in_circles(reader)))
    monkeypatch.setattr("essays.welcome.pages.LIVELIEST_IN_CIRCLES", afresh)
    old = talk(amara, commons, "old and loud", replies=9)
    Thread.objects.filter(pk=old.pk).update(last_post_at=timezone.now() - timedelta(days=400))
    talk(amara, commons, "new", replies=1)
    talk(amara, commons, "newer")
    page = front_door(client)
    assert "old and loud" not in page
    assert page.index("newer") > page.index(">new<")


def test_withdrawn_notes_and_threads_are_not_shown(client, bashir, bridge, commons):
    withdraw_post(member=bashir, post=note(bashir, bridge).thread.opening)
    withdraw_post(member=bashir, post=talk(bashir, commons, "a regret").opening)
    page = front_door(client)
    assert "waited for the timetable" not in page
    assert "a regret" not in page


# --- Who may see what ----------------------------------------------------------------------------


def test_a_closed_circles_texts_notes_and_threads_are_for_its_members(
    client, as_member, amara, bashir, kitchen
):
    essay = put_up(amara, kitchen, "Kitchen papers")
    note(amara, essay)
    talk(amara, kitchen, "who washes up")
    for page in (front_door(client), front_door(as_member(bashir))):
        assert "Kitchen papers" not in page
        assert "waited for the timetable" not in page
        assert "who washes up" not in page
    page = front_door(as_member(amara))
    assert "Kitchen papers" in page
    assert "waited for the timetable" in page
    assert "who washes up" in page


def test_a_private_note_is_lively_for_nobody(as_member, amara, bridge):
    note(amara, bridge, "A bridge asks nobody’s name", private=True)
    assert "asks nobody’s name" not in front_door(as_member(amara))


def test_titles_and_words_are_shown_as_words(client, amara, commons):
    talk(amara, commons, "<script>alert(1)</script>")
    page = front_door(client)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


# --- What a member finds new ---------------------------------------------------------------------


def test_a_member_finds_what_others_have_written_since_last_time(as_member, amara, bashir, commons):
    thread = talk(bashir, commons, "the washing-up")
    last_here(amara, hours=2)
    reply(member=bashir, answers=thread.opening, source="Who dries, then?")
    page = front_door(as_member(amara))
    assert "New since you were last here" in page
    assert "Who dries, then?" in page


def test_whoever_has_just_joined_is_welcomed_and_told_what_to_do(as_member, amara):
    page = front_door(as_member(amara))
    assert "<h1>Welcome, Amara</h1>" in page
    assert "last here" not in page


def test_on_a_first_visit_what_is_lively_has_a_heading_of_its_own(as_member, amara, bashir, commons):
    assert "Lively lately" not in front_door(as_member(amara))
    talk(bashir, commons, "the washing-up")
    page = front_door(as_member(amara))
    assert "<h2>Lively lately</h2>" in page
    assert page.index("Lively lately") < page.index("the washing-up")


def test_a_name_that_ends_with_a_full_stop_gets_no_second(as_member, amara, bashir, commons):
    amara.display_name = "Farida B."
    for _ in range(2):
        assert "Farida B.." not in front_door(as_member(amara))
        last_here(amara, hours=2)


def test_ones_own_words_and_withdrawn_ones_are_no_news(as_member, amara, bashir, commons):
    last_here(amara, hours=2)
    talk(amara, commons, "my own")
    withdraw_post(member=bashir, post=talk(bashir, commons, "taken back").opening)
    assert front_door_page(amara).news == []
    assert "Nothing new since you were last here" in front_door(as_member(amara))


def test_what_was_written_before_the_last_visit_is_no_news(amara, bashir, commons):
    talk(bashir, commons, "old")
    Post.objects.update(written_at=timezone.now() - timedelta(days=2))
    assert front_door_page(last_here(amara, hours=2)).news == []


def test_news_of_one_thread_stand_together_newest_first(amara, bashir, commons):
    last_here(amara, hours=2)
    first = talk(bashir, commons, "first", replies=2)
    talk(bashir, commons, "second")
    reply(member=bashir, answers=first.opening, source="The newest of all.")
    news = front_door_page(amara).news
    assert [(item.title, item.count) for item in news] == [("first", 4), ("second", 1)]
    assert news[0].words == "The newest of all."


def test_news_of_a_passage_say_which_words_it_is_about(as_member, amara, bashir, bridge):
    last_here(amara, hours=2)
    note(bashir, bridge, "A bridge asks nobody’s name")
    assert ">“A bridge asks nobody’s name”</a>" in front_door(as_member(amara))


def test_news_lead_on_by_words_even_where_a_threads_title_is_gone(as_member, amara, bashir, commons):
    last_here(amara, hours=2)
    thread = talk(bashir, commons, "tea")
    withdraw_post(member=bashir, post=thread.opening)
    reply(member=bashir, answers=thread.opening, source="Too late, here it is.")
    assert ">A thread whose first post was withdrawn</a>" in front_door(as_member(amara))


def test_no_news_come_from_where_one_may_not_read(amara, bashir, kitchen):
    last_here(bashir, hours=2)
    talk(amara, kitchen, "who washes up")
    talk(amara, None, "a private thought")
    assert front_door_page(bashir).news == []


def test_a_long_absence_brings_no_endless_page(amara, bashir, commons):
    last_here(amara, days=90)
    for n in range(NEWS + 3):
        talk(bashir, commons, f"thread {n}")
    assert len(front_door_page(amara).news) == NEWS


# --- What it costs -------------------------------------------------------------------------------


def busy(members, circle, titles, *, texts: int, notes: int) -> None:
    for _ in range(texts):
        essay = put_up(members[0], circle, next(titles))
        for member in members:
            for _ in range(notes):
                note(member, essay, replies=2)
                talk(member, circle, next(titles), replies=2)


@pytest.mark.parametrize(("who", "most"), [("visitor", 6), ("member", 12)])
def test_the_front_door_costs_as_many_queries_when_it_is_busy(
    client, amara, bashir, chiara, commons, titles, who, most
):
    if who == "member":
        client.force_login(last_here(amara, hours=2))
    counts = []
    for size in (1, 3):
        busy([amara, bashir, chiara], commons, titles, texts=size, notes=size)
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        # The first page of a visit also writes down that there is one.
        counts.append(sum(not query["sql"].startswith("UPDATE") for query in queries))
        last_here(amara, hours=2)
    assert counts[0] == counts[1] <= most
    assert not any("OFFSET" in query["sql"] for query in queries)
