"""Which editions on their way, and what is foreseen of them, a reader may see. Nowhere else decides this."""

from typing import Any

from django.db import models
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
