"""Which threads and posts a reader may see, and which of them were withdrawn. Nowhere else decides this."""

from typing import Any

from django.db import models
from django.db.models import Q

from forum.circles.querysets import may_see
from forum.members.querysets import name_at


def has_words(post: str) -> Q:
    """The condition that the post at the lookup `post` ("" for the post itself) has not been withdrawn."""
    return Q(**{f"{post}__withdrawn_at" if post else "withdrawn_at": None})


def has_something_to_read(thread: str) -> Q:
    """The condition that the thread at the lookup `thread` ("" for the thread itself) is not all taken back: its
    opening has not been withdrawn, or somebody has answered."""
    prefix = f"{thread}__" if thread else ""
    return has_words(f"{prefix}opening") | Q(**{f"{prefix}reply_count__gt": 0})


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "ThreadQuerySet":
        return self.filter(may_see("", reader))

    def of_their_own(self) -> "ThreadQuerySet":
        """Threads that stand in a circle by themselves, not in the margin of something."""
        return self.filter(context="")

    def not_taken_back(self) -> "ThreadQuerySet":
        """Without those whose opening was withdrawn before anyone answered."""
        return self.filter(has_something_to_read(""))

    def with_opening_words(self) -> "ThreadQuerySet":
        """Without those whose opening was withdrawn."""
        return self.filter(has_words("opening"))

    def shared(self) -> "ThreadQuerySet":
        """Threads of a circle; no private notes."""
        return self.filter(private_to=None)

    def by_activity(self) -> "ThreadQuerySet":
        return self.order_by("-last_post_at", "-pk")

    def for_lists(self) -> "ThreadQuerySet":
        """With all that a line in a list, and the head of a thread's page, shows."""
        return self.select_related("circle", "opening__author")


class PostQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "PostQuerySet":
        return self.filter(may_see("thread", reader))

    def with_words(self) -> "PostQuerySet":
        """Without those that were withdrawn."""
        return self.filter(has_words(""))

    def in_reading_order(self) -> "PostQuerySet":
        """Depth first: each reply directly under what it answers, older ones first."""
        return self.order_by("path")

    def for_pages(self) -> "PostQuerySet":
        """With author and `answered`, the name of whom it answers; without columns that only an editor sees."""
        shown = ("thread_id", "answers_id", "path", "kind", "html", "written_at", "edited_at", "withdrawn_at")
        return (
            self.select_related("author")
            .only(*shown, "author__handle", "author__display_name")
            .annotate(answered=name_at("answers__author"))
        )


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "EvidenceQuerySet":
        """What is brought by posts that the reader may see."""
        return self.filter(may_see("post__thread", reader))
