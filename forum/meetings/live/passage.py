"""What is talked about now: the item at which the cursor stands, with the words it is about and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forum.debate.contexts import Context, contexts_of
from forum.debate.models import Post, Thread
from forum.meetings.models import AgendaItem
from forum.text import excerpt

LATEST = 6  # posts of the thread
WORDS = 280  # code points of each


@dataclass(frozen=True)
class Reply:
    """A post of the thread in few words."""

    post: Post
    words: str


@dataclass(frozen=True)
class Passage:
    """An item of an agenda, with the thread it is about, as one reader sees it; None where there is none, or none that
    they may see."""

    item: AgendaItem
    thread: Thread | None = None
    context: Context | None = None
    opening: Post | None = None
    replies: Sequence[Reply] = ()
    more: int = 0  # posts beyond those

    @property
    def href(self) -> str:
        if self.context:
            return self.context.url
        return self.thread.get_absolute_url() if self.thread else ""


def passage_of(item: int | None, meeting: int, reader: Any) -> Passage | None:
    """What that item of the meeting's agenda is about; None where the cursor stands nowhere. Four queries at most."""
    found = AgendaItem.objects.filter(pk=item, meeting=meeting).first() if item else None
    if found is None:
        return None
    thread = Thread.objects.visible_to(reader).filter(pk=found.thread_id).first()
    if thread is None:
        return Passage(found)
    with_words = Post.objects.visible_to(reader).filter(thread=thread).with_words().for_pages()
    opening = with_words.filter(pk=thread.opening_id).first()
    latest = list(with_words.exclude(pk=thread.opening_id).order_by("-written_at", "-pk")[:LATEST])
    return Passage(
        item=found,
        thread=thread,
        context=contexts_of([thread]).get(thread.pk),
        opening=opening,
        replies=[Reply(post, excerpt(post.html, WORDS)) for post in reversed(latest)],
        more=max(thread.reply_count - len(latest), 0),
    )
