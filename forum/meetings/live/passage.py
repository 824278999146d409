"""What is talked about now: the item at which the cursor stands, with the words it is about and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import time

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from forum.circles.readers import MembersOf
from forum.debate.contexts import Context, contexts_of
from forum.debate.models import Post, Thread
from forum.meetings.live.keeping import Kept
from forum.meetings.live.pages import Room
from forum.meetings.models import AgendaItem, Meeting
from forum.text import excerpt

LATEST = 6  # posts of the thread
WORDS = 280  # code points of each
FRESH = 4  # seconds for which what was made is shown to others

_parts: Kept[str] = Kept(64)


@dataclass(frozen=True)
class Reply:
    """A post of the thread in few words."""

    post: Post
    words: str


@dataclass(frozen=True)
class Passage:
    """An item of an agenda, with the thread it is about, where there is one and all in the circle see it."""

    item: AgendaItem
    thread: Thread | None = None
    context: Context | None = None
    opening: Post | None = None
    replies: Sequence[Reply] = ()
    more: int = 0  # posts beyond those

    @property
    def repeats_its_words(self) -> bool:
        """Whether the item is called after the very words that stand large beneath it, as what is pinned is."""
        words = self.context.quote if self.context else ""
        return bool(words) and self.item.title.strip("“”") == words

    @property
    def href(self) -> str:
        if self.context:
            return self.context.url
        return self.thread.get_absolute_url() if self.thread else ""


def passage_part(room: Room) -> str:
    """What is talked about, as HTML: the same for all in the circle, and made once for all who ask within seconds."""

    def made() -> str:
        context = {"room": room, "passage": passage_of(room.state.item, room.meeting)}
        return render_to_string("forum/meetings/live/_passage.html", context)

    if not room.mark:
        return made()
    spell = int(time() // FRESH)
    zone = timezone.get_current_timezone_name()
    return _parts.get((room.mark, room.state.item, room.name[2:], spell, get_language(), zone), made)


def passage_of(item: int | None, meeting: Meeting) -> Passage | None:
    """What that item of the meeting's agenda is about; None where the cursor stands nowhere. Five queries at most.

    All that is read is read as those in the circle read it together: nothing comes in that one of them alone may see.
    """
    found = AgendaItem.objects.filter(pk=item, meeting=meeting).first() if item else None
    if found is None:
        return None
    reader = MembersOf(meeting.circle_id)
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
