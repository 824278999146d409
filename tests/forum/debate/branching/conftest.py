"""A thread with a branch: Bashir brings up soup, and is answered twice, while Chiara stays with the minutes.

Who keeps the minutes?      Amara
├─ soup                     Bashir
│  ├─ leeks                 Chiara
│  │  └─ potatoes           Amara
│  └─ salt                  Amara
└─ minutes                  Chiara
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from forum.debate.actions import open_thread, reply
from forum.debate.models import Post, Thread


@dataclass
class Talk:
    thread: Thread
    soup: Post
    leeks: Post
    potatoes: Post
    salt: Post
    minutes: Post


@pytest.fixture
def talk(amara, bashir, chiara, commons) -> Talk:
    thread = open_thread(member=amara, circle=commons, title="Who keeps the minutes?", source="I did.")
    soup = reply(member=bashir, answers=thread.opening, source="What about soup?")
    leeks = reply(member=chiara, answers=soup, source="Leeks.")
    potatoes = reply(member=amara, answers=leeks, source="And potatoes.")
    salt = reply(member=amara, answers=soup, source="Salt.")
    minutes = reply(member=chiara, answers=thread.opening, source="I keep them next.")
    return Talk(thread, soup, leeks, potatoes, salt, minutes)


def read(thread: Thread) -> list[tuple[str, int]]:
    """A thread in reading order: the words of each post, and how deep it stands."""
    return list(thread.posts.in_reading_order().values_list("source", "depth"))


def counted(thread: Thread) -> tuple:
    """What is kept on a thread."""
    return tuple(Thread.objects.values_list("reply_count", "last_post_at", "answered_at").get(pk=thread.pk))


def counted_anew(thread: Thread) -> tuple:
    """The same, from its posts, by a road of its own."""
    thread = Thread.objects.select_related("opening").get(pk=thread.pk)
    replies = list(thread.posts.exclude(pk=thread.opening_id))
    answers = [
        one.written_at
        for one in replies
        if one.withdrawn_at is None and (one.author_id, one.elsewhere) != _opened(thread)
    ]
    last = max(post.written_at for post in [thread.opening, *replies])
    return len(replies), last, min(answers, default=None)


def _opened(thread: Thread) -> tuple[int, str]:
    return thread.opened_by_id, thread.opening.elsewhere


def assert_true(threads: Iterable[Thread]) -> None:
    """What is kept on these threads is what their posts say, and every post stands right below what it answers."""
    for thread in threads:
        assert counted(thread) == counted_anew(thread)
        posts = {post.pk: post for post in thread.posts.all()}
        for post in posts.values():
            assert post.depth == len(post.path) // Post.STEP
            if post.answers_id is None:
                assert (post.path, post.pk) == ("", Thread.objects.get(pk=thread.pk).opening_id)
            elif post.depth < Post.DEEPEST:
                assert post.path[: -Post.STEP] == posts[post.answers_id].path
