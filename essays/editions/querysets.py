"""Which editions on their way, and what is foreseen of them, a reader may see. Nowhere else decides this."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Q

from forum.circles.querysets import may_see, seen_through
from forum.debate.querysets import has_something_to_read


class NextEditionQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "NextEditionQuerySet":
        """Of essays the reader may see: what is or was proposed; a draft, or what was withdrawn as one, by its maker
        alone."""
        seen = Q(proposed_at__isnull=False)
        if reader.is_authenticated:
            seen |= Q(proposed_by=reader.pk)
        return self.filter(seen, seen_through("essay__circle", reader), essay__edition__isnull=False)

    def for_reading(self) -> "NextEditionQuerySet":
        """With what its pages say of it."""
        return self.select_related(
            "essay__circle", "essay__edition", "base", "proposed_by", "decided_by", "edition"
        ).defer("essay__edition__succession", "base__succession", "edition__succession")

    def without_contents(self) -> "NextEditionQuerySet":
        """Without the words and what was found by comparing them, which may be long."""
        return self.defer("outline", "changes")

    def open(self) -> "NextEditionQuerySet":
        """Those that may still become editions."""
        return self.filter(state__in=["draft", "proposed", "publishing"])

    def drafts(self) -> "NextEditionQuerySet":
        return self.filter(state="draft")


class ForeseenQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "ForeseenQuerySet":
        """Of notes the reader may see, and that say anything still. The caller has already shown the edition."""
        thread = "passage__annotation__thread"
        return self.filter(may_see(thread, reader), has_something_to_read(thread))


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "AnswerQuerySet":
        """To notes the reader may see."""
        return self.filter(
            may_see("annotation__thread", reader),
            seen_through("annotation__essay__circle", reader),
        )

    def published(self) -> "AnswerQuerySet":
        """By editions that have been published."""
        return self.filter(next_edition__edition__isnull=False)

    def asked_of(self, member: Any) -> "AnswerQuerySet":
        """Questions that wait for this member: whether a published edition answers a note of theirs."""
        own = self.filter(
            annotation__thread__opening__author=member.pk, annotation__thread__opening__elsewhere=""
        )
        return own.published().filter(verdict="")


def is_anything_asked_of(member: Any) -> bool:
    """Whether any edition is said to answer a note of this member, who has not said whether it does. Which of these
    they may be asked, `asked_of` and `visible_to` decide."""
    with connection.cursor() as cursor:
        cursor.execute(_question(), [member.pk])
        return cursor.fetchone() is not None


@cache
def _question() -> str:
    """Written out, since it is asked whenever a member opens the front door, and the answer is nearly always no: to
    have the whole query composed of expressions each time takes an eighth of that page."""
    answer, note, thread, post = (
        apps.get_model(name)._meta.db_table
        for name in ("essays.Answer", "essays.Annotation", "forum.Thread", "forum.Post")
    )
    return (
        f"SELECT 1 FROM {answer} answer JOIN {note} note ON note.id = answer.annotation_id "  # noqa: S608 (ours)
        f"JOIN {thread} thread ON thread.id = note.thread_id JOIN {post} post ON post.id = thread.opening_id "
        f"WHERE answer.verdict = '' AND post.author_id = %s LIMIT 1"
    )
