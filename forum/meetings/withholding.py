"""What an agenda says of a thread whose title is withheld: an item that was put there by the thread's address has taken
its title over, and says it no longer while a ruling or a legal hold withholds it."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from forum.debate.models import Post
from forum.debate.restraining.models import Withheld
from forum.debate.restraining.signals import post_freed, post_restrained
from forum.meetings.models import AgendaItem

ENOUGH = 40  # characters of a title that tell it: an item may have room for no more


def connect() -> None:
    post_restrained.connect(say_it_no_longer, dispatch_uid="forum.meetings.restrained")
    post_freed.connect(say_it_again, dispatch_uid="forum.meetings.freed")


def say_it_no_longer(sender: Any, post: Post, **_more: Any) -> None:
    """Have the items about the thread that a withheld post opens not repeat its title."""
    kept = Withheld.objects.filter(post=post).exclude(title="").first()
    if kept is None:
        return
    saying = AgendaItem.objects.filter(
        thread=post.thread_id, title__contains=kept.title[:ENOUGH], kept_title=""
    )
    saying.update(kept_title=F("title"), title=_("A thread whose first post is folded or hidden"))


def say_it_again(sender: Any, post: Post, **_more: Any) -> None:
    """Have them say it as before, when the post that opens the thread has its words again."""
    if not post.is_withheld and post.answers_id is None:
        items = AgendaItem.objects.filter(thread=post.thread_id).exclude(kept_title="")
        items.update(title=F("kept_title"), kept_title="")
