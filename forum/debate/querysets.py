"""Which threads and posts a reader may see, and which of them were withdrawn. Nowhere else decides this."""

from typing import Any

from django.db import models
from django.db.models import Case, F, Q, When

from forum.circles.querysets import may_see
from forum.debate.restraining.hows import WITH_WORDS
from forum.debate.restraining.querysets import still_reads
from forum.members.querysets import name_at


def is_not_withdrawn(post: str) -> Q:
    """The condition that the post at the lookup `post` ("" for the post itself) has not been withdrawn."""
    return Q(**{f"{post}__withdrawn_at" if post else "withdrawn_at": None})


def has_words(post: str) -> Q:
    """The condition that the words of the post at the lookup `post` ("" for the post itself) stand where all who see it
    read them: it has not been withdrawn, and no ruling and no legal hold withholds them."""
    return is_not_withdrawn(post) & Q(**{f"{post}__restraint__in" if post else "restraint__in": WITH_WORDS})


def has_something_to_read(thread: str) -> Q:
    """The condition that the thread at the lookup `thread` ("" for the thread itself) is not all taken back: its
    opening has not been withdrawn, or somebody has answered. Of an opening that is withheld one reads why."""
    prefix = f"{thread}__" if thread else ""
    return is_not_withdrawn(f"{prefix}opening") | Q(**{f"{prefix}reply_count__gt": 0})


def writer_at(post: str) -> Case:
    """The name of whoever wrote the post at the lookup `post`, here or elsewhere, as a database expression."""
    elsewhere = f"{post}__elsewhere"
    return Case(When(**{elsewhere: ""}, then=name_at(f"{post}__author")), default=F(elsewhere))


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "ThreadQuerySet":
        return self.filter(may_see("", reader))

    def of(self, circle: Any) -> "ThreadQuerySet":
        """Those of a circle, which the caller has already shown: who sees it sees them all."""
        return self.filter(circle=circle)

    def of_their_own(self) -> "ThreadQuerySet":
        """Threads that stand in a circle by themselves, not in the margin of something."""
        return self.filter(context="")

    def not_taken_back(self) -> "ThreadQuerySet":
        """Without those whose opening was withdrawn before anyone answered."""
        return self.filter(has_something_to_read(""))

    def with_opening_words(self) -> "ThreadQuerySet":
        """Without those whose opening was withdrawn, or is withheld."""
        return self.filter(has_words("opening"))

    def unanswered(self) -> "ThreadQuerySet":
        """Those to whose opening, which still has its words, nobody else has replied."""
        return self.filter(answered_at=None).with_opening_words()

    def with_evidence(self) -> "ThreadQuerySet":
        """Those in which a post brings a source."""
        return self.filter(evidence_at__isnull=False)

    def shared(self) -> "ThreadQuerySet":
        """Threads of a circle; no private notes."""
        return self.filter(private_to=None)

    def by_activity(self) -> "ThreadQuerySet":
        return self.order_by("-last_post_at", "-pk")

    def for_lists(self) -> "ThreadQuerySet":
        """With all that a line in a list, and the head of a thread's page, shows."""
        return self.select_related("circle", "opening__author")

    def for_pages(self) -> "ThreadQuerySet":
        """With all that the page of a circle's own thread shows beside its posts."""
        return self.for_lists().select_related(
            "branching__by", "branching__answered__author", "summary__author"
        )


class PostQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "PostQuerySet":
        return self.filter(may_see("thread", reader))

    def not_withdrawn(self) -> "PostQuerySet":
        """With those that are withheld: their place can be told, and why nothing is read there."""
        return self.filter(is_not_withdrawn(""))

    def with_words(self) -> "PostQuerySet":
        """Without those that were withdrawn, or are withheld."""
        return self.filter(has_words(""))

    def with_words_for(self, reader: Any) -> "PostQuerySet":
        """Those whose words the reader gets to read, be it by a click or as their author. They see the posts."""
        return self.filter(has_words("") | (is_not_withdrawn("") & still_reads("", reader)))

    def written_here(self) -> "PostQuerySet":
        """Without words that were brought in from elsewhere."""
        return self.filter(elsewhere="")

    def in_reading_order(self) -> "PostQuerySet":
        """Depth first: each reply directly under what it answers, older ones first."""
        return self.order_by("path")

    def for_pages(self) -> "PostQuerySet":
        """With author and `answered`, the name of whom it answers; without columns that only an editor sees."""
        shown = (
            "thread_id", "answers_id", "path", "branches", "branched", "kind", "html", "elsewhere",
            "written_at", "edited_at", "withdrawn_at", "restraint", "restrained_by", "restraint_line",
            "past_restraint", "past_restrained_by",
        )  # fmt: skip
        return (
            self.select_related("author")
            .only(*shown, "author__handle", "author__display_name")
            .annotate(answered=writer_at("answers"))
        )


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "EvidenceQuerySet":
        """What is brought by posts that the reader may see, and whose words stand there."""
        return self.filter(may_see("post__thread", reader), has_words("post"))
