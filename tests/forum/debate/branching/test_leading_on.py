"""A branch that was moved out and back leaves no address that leads nowhere, and loses no tag."""

import pytest
from django.urls import reverse

from forum.circles.actions import join
from forum.circles.leaving import leave
from forum.debate.actions import open_thread, reply
from forum.debate.branching.actions import branch_off, move_back
from forum.debate.branching.models import Branching
from forum.debate.models import Post, Thread
from forum.debate.referring.registry import found_at
from forum.debate.tags.actions import tag_thread
from forum.debate.tags.models import Tag
from forum.debate.tags.pages import tags_in_use
from forum.notices.mail.tokens import address_to_stop
from forum.notices.models import Level, Subscription


@pytest.fixture
def emptied(talk, chiara, bashir) -> str:
    """The address of the thread in which the soup was talked about for a while."""
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")
    move_back(member=bashir, branching=Branching.objects.get())
    return soup.get_absolute_url()


@pytest.mark.parametrize("page", ["", "overview/", "new/", "jump/?kind=question", "summary/history/"])
def test_pages_of_a_thread_that_was_moved_back_lead_on_to_its_posts(client, talk, emptied, page):
    response = client.get(f"{emptied}{page}")
    assert response.status_code == 302
    assert response.url == talk.soup.get_absolute_url()


def test_they_lead_on_to_wherever_the_posts_go_from_there(client, talk, chiara, emptied):
    again = branch_off(member=chiara, post=Post.objects.get(pk=talk.soup.pk), title="Soup, again")
    assert client.get(emptied, follow=True).redirect_chain[-1][0].startswith(again.get_absolute_url())


def test_a_thread_that_never_was_leads_nowhere(client, talk, emptied):
    assert client.get("/threads/987654/").status_code == 404


def test_of_a_closed_circle_it_leads_on_those_who_are_in_it_and_nobody_else(
    client, kitchen, amara, bashir, chiara
):
    join(member=bashir, circle=kitchen)
    thread = open_thread(member=amara, circle=kitchen, title="Keys", source="Who has them?")
    answer = reply(member=bashir, answers=thread.opening, source="I do.")
    moved = branch_off(member=bashir, post=answer, title="Bashir’s keys")
    move_back(member=amara, branching=Branching.objects.get())

    assert client.get(moved.get_absolute_url()).status_code == 404
    client.force_login(chiara)
    assert client.get(moved.get_absolute_url()).status_code == 404
    client.force_login(bashir)
    assert client.get(moved.get_absolute_url()).url == answer.get_absolute_url()
    leave(member=bashir, circle=kitchen)
    assert client.get(moved.get_absolute_url()).status_code == 404


def test_its_feed_goes_on_with_the_thread_its_posts_stand_in_now(client, talk, emptied):
    feed = client.get(reverse("thread_feed", args=[int(emptied.split("/")[2])]))
    assert feed.status_code == 200
    assert "What about soup?" in feed.content.decode()


def test_its_pasted_address_says_the_post_that_opened_it(talk, bashir, emptied):
    assert found_at([emptied], bashir)[emptied].title == "Bashir in “Who keeps the minutes?”"


def test_a_mail_about_it_stops_what_comes_of_the_branch(client, talk, amara, emptied):
    client.post(address_to_stop(int(emptied.split("/")[2]), member=amara))
    said = Subscription.objects.get(member=amara)
    assert (said.place, said.place_id, said.level) == ("branch", talk.soup.pk, Level.NOTHING)


def tags_of(thread: Thread) -> tuple[list[str], list[str]]:
    """A thread's tags as its line in a list says them, and as it is found by them."""
    found = Tag.objects.filter(taggings__thread=thread).order_by("taggings")
    return Thread.objects.get(pk=thread.pk).tags, [tag.name for tag in found]


def test_tags_go_along_with_a_branch_and_what_it_was_given_since_comes_back(talk, amara, bashir, chiara):
    tag_thread(member=amara, thread=talk.thread, names=["minutes", "work"])
    talk.soup.thread.refresh_from_db()
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")
    assert tags_of(soup) == (["minutes", "work"], ["minutes", "work"])

    tag_thread(member=bashir, thread=soup, names=["soup", "work"])
    move_back(member=chiara, branching=Branching.objects.get())
    names, found = tags_of(talk.thread)
    assert names == ["minutes", "work", "soup"]
    assert sorted(found) == sorted(names)


def test_a_thread_keeps_its_own_tags_where_there_is_no_room_for_more(talk, amara, bashir, chiara):
    own = ["minutes", "work", "tea", "keys", "chairs"]
    soup = branch_off(member=chiara, post=talk.soup, title="Soup")
    tag_thread(member=bashir, thread=soup, names=["soup"])
    tag_thread(member=amara, thread=Thread.objects.get(pk=talk.thread.pk), names=own)
    move_back(member=chiara, branching=Branching.objects.get())

    assert tags_of(talk.thread)[0] == own
    assert "soup" not in tags_in_use(amara)
    assert not Tag.objects.filter(name="soup").exists()
