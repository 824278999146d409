"""Giving threads tags, and finding them by these."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from forum.circles.models import Circle
from forum.debate.actions import open_thread
from forum.debate.models import Thread
from forum.debate.tags.actions import tag_thread
from forum.debate.tags.models import Tag
from forum.debate.tags.pages import tags_in_use


def titles(client, asked: str) -> list[str]:
    page = client.get(reverse("threads") + asked).content.decode()
    return re.findall(r'<h2><a href="[^"]+">(.*?)</a></h2>', page)


def tags_of(thread: Thread) -> list[str]:
    thread = Thread.objects.get(pk=thread.pk)
    assert sorted(thread.tags) == sorted(tagging.tag.name for tagging in thread.taggings.all())
    return thread.tags


def test_a_thread_is_begun_with_tags_and_found_by_them(as_member, amara, commons):
    client = as_member(amara)
    written = client.post(
        reverse("new_thread", args=["commons"]),
        {"title": "Keys", "kind": "question", "source": "Who keeps them?", "tags": "Bath House, tea"},
    )

    thread = Thread.objects.get(title="Keys")
    assert written.url == thread.get_absolute_url()
    assert tags_of(thread) == ["bath-house", "tea"]
    assert titles(client, "?tag=tea") == titles(client, "?tag=Bath+House") == ["Keys"]
    assert titles(client, "?tag=soap") == []
    assert (
        'href="/circles/commons/threads/?tag=bath-house">bath-house</a>'
        in client.get(written.url).content.decode()
    )


@pytest.mark.parametrize(
    ("tags", "said"),
    [("a,b,c,d,e,f", "That is 1 tag too many."), ("tea, <b>", "“&lt;b&gt;” cannot be a tag")],
)
def test_tags_that_may_not_be_are_refused_where_they_were_typed_and_nothing_is_lost(
    as_member, amara, commons, tags, said
):
    sent = {"title": "Keys", "kind": "comment", "source": "Who keeps them?", "tags": tags}
    answer = as_member(amara).post(reverse("new_thread", args=["commons"]), sent)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Who keeps them?" in page
    assert not Thread.objects.exists()


def test_who_opened_a_thread_changes_its_tags_and_unused_ones_are_forgotten(as_member, amara, thread):
    tag_thread(member=amara, thread=thread, names=["tea", "soap"])
    client, url = as_member(amara), reverse("change_tags", args=[thread.pk])
    assert 'value="tea, soap"' in client.get(url).content.decode()

    assert client.post(url, {"tags": "soap, towels"}).url == thread.get_absolute_url()

    assert tags_of(thread) == ["soap", "towels"]
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["soap", "towels"]


def test_nobody_else_tags_it(as_member, bashir, thread):
    with pytest.raises(PermissionDenied):
        tag_thread(member=bashir, thread=thread, names=["tea"])
    assert as_member(bashir).get(reverse("change_tags", args=[thread.pk])).status_code == 403


def test_a_private_note_has_no_tags(as_member, amara):
    note = open_thread(member=amara, circle=None, source="For myself.")
    assert as_member(amara).get(reverse("change_tags", args=[note.pk])).status_code == 404


def test_the_tags_of_a_closed_circle_are_its_own(client, as_member, amara, bashir, commons, kitchen, thread):
    inside = open_thread(member=amara, circle=kitchen, title="Soup", source="Who cooks?")
    tag_thread(member=amara, thread=inside, names=["salt", "tea"])
    tag_thread(member=amara, thread=thread, names=["tea"])

    assert tags_in_use(amara) == ["salt", "tea"]
    assert tags_in_use(bashir) == ["tea"]
    assert tags_in_use(amara, Circle.objects.commons()) == ["tea"]
    assert titles(as_member(bashir), "?tag=tea") == ["Who keeps the minutes?"]
    assert "salt" not in as_member(bashir).get(reverse("threads")).content.decode()
    new = as_member(amara).get(reverse("new_thread", args=["commons"])).content.decode()
    assert '<option value="tea">' in new
    assert "salt" not in new
