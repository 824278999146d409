"""What posts, threads and sources are called where others lead to them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from forum.debate.branching.leading import heads_of
from forum.debate.contexts import Context, contexts_of
from forum.debate.glancing import in_few_words
from forum.debate.models import Post, Thread
from forum.debate.referring import registry
from forum.debate.referring.addresses import Asked
from forum.debate.referring.registry import Found
from forum.sources.models import Source

WORDS = 200  # code points of a glimpse


def register() -> None:
    registry.register(["post"], posts)
    registry.register(["thread"], threads)
    registry.register(["source"], sources)


def posts(reader: Any, asked: Sequence[Asked]) -> Mapping[str, Found]:
    """Posts that still have their words, in one query and one for each kind of context."""
    if not asked:
        return {}
    visible = Post.objects.visible_to(reader).with_words().filter(pk__in=_numbers(asked))
    rows = {post.pk: post for post in visible.select_related("author", "thread__circle")}
    contexts = contexts_of({post.thread for post in rows.values()})
    return {
        one.href: _post(one.href, post, contexts.get(post.thread_id), reader)
        for one in asked
        if (post := rows.get(one.arguments["pk"]))
    }


def threads(reader: Any, asked: Sequence[Asked]) -> Mapping[str, Found]:
    """Threads in which there is something to read; likewise. One that was moved back is the post that opened it."""
    numbers = _numbers(asked)
    visible = Thread.objects.visible_to(reader).not_taken_back().filter(pk__in=numbers)
    rows = {thread.pk: thread for thread in visible.for_lists()}
    contexts = contexts_of(rows.values())
    found = {
        one.href: _thread(one.href, thread, contexts.get(thread.pk), reader)
        for one in asked
        if (thread := rows.get(one.arguments["pk"]))
    }
    return {**found, **_moved_back(reader, asked, numbers - rows.keys())}


def _moved_back(reader: Any, asked: Sequence[Asked], numbers: set[int]) -> Mapping[str, Found]:
    heads = heads_of(numbers, reader) if numbers else {}
    ours = [one for one in asked if one.arguments["pk"] in heads]
    return posts(reader, [replace(one, arguments={"pk": heads[one.arguments["pk"]]}) for one in ours])


def sources(reader: Any, asked: Sequence[Asked]) -> Mapping[str, Found]:
    """Sources, in one query."""
    visible = Source.objects.visible_to(reader).filter(pk__in=_numbers(asked))
    rows = {source.pk: source for source in visible.only("author", "title", "year")}
    return {
        one.href: Found(one.href, str(source)) for one in asked if (source := rows.get(one.arguments["pk"]))
    }


def _numbers(asked: Sequence[Asked]) -> set[int]:
    return {one.arguments["pk"] for one in asked}


def _post(href: str, post: Post, context: Context | None, reader: Any) -> Found:
    said = {"author": post.byline, "place": _place(post.thread, context)}
    title = _("%(author)s in “%(place)s”") % said
    return Found(href, title, in_few_words(post, WORDS, reader), post.thread_id)


def _thread(href: str, thread: Thread, context: Context | None, reader: Any) -> Found:
    words = in_few_words(thread.opening, WORDS, reader) if thread.opening else ""
    return Found(href, _place(thread, context), words, thread.pk)


def _place(thread: Thread, context: Context | None) -> str:
    """What a thread is called without words of its posts, which might be taken back; nor, where it is private, of the
    text it stands beside, which its author may see no longer one day."""
    if thread.title:
        return thread.title
    if thread.circle is None:
        return _("A private note")
    return context.title if context else _("A thread in %(circle)s") % {"circle": thread.circle.name}
