"""Who still reads the words of a post that is restrained. Nowhere else decides this."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q

from forum.debate.restraining import explaining
from forum.debate.restraining.hows import OPENED_BY_ALL


class RestraintQuerySet(models.QuerySet):
    def in_force(self) -> "RestraintQuerySet":
        return self.filter(lifted_at=None)

    def lift(self, *, entry: int, at: datetime) -> int:
        """End those in force, as the entry of that number says; how many there were."""
        return self.in_force().update(lifted_by=entry, lifted_at=at)

    def with_is_read(self, reader: Any) -> "RestraintQuerySet":
        """With `is_read`: whether `reader`, who sees the post, gets to read the wordings that each closes."""
        if not reader.is_authenticated:
            return self.annotate(is_read=_as_boolean(Q(how=OPENED_BY_ALL)))
        kept_from = apps.get_model("forum", "HiddenFrom").objects.filter(
            restraint=OuterRef("pk"), member=reader.pk
        )
        reads = (Q(how=OPENED_BY_ALL) & ~Exists(kept_from)) | _writes_or_judges("post", reader)
        return self.annotate(is_read=_as_boolean(reads))


class WithheldQuerySet(models.QuerySet):
    def readable_by(self, reader: Any) -> "WithheldQuerySet":
        """Words that a reader who sees the post still gets to read: the caller has shown them the post."""
        return self.filter(still_reads("post", reader))


def still_reads(post: str, reader: Any) -> Q:
    """The condition that `reader` may read the withheld words of the post at the lookup `post` ("" for the post).

    A folded post is opened by everyone, but not by whom it is hidden from: where it is aimed at them, they are not to
    meet it. Its author reads every post of theirs, and so do those who are to judge it, as long as the room that seats
    them says so.
    """
    prefix = f"{post}__" if post else ""
    folded = Q(**{f"{prefix}restraint": OPENED_BY_ALL})
    if not reader.is_authenticated:
        return folded
    number = f"{post}_id" if post else "pk"
    hidden = apps.get_model("forum", "HiddenFrom").objects.filter(
        restraint__post=OuterRef(number), restraint__lifted_at=None, member=reader.pk
    )
    return (folded & ~Exists(hidden)) | _writes_or_judges(post, reader)


def _writes_or_judges(post: str, reader: Any) -> Q:
    """The condition that `reader`, a member, is the author of the post at the lookup `post`, or on a panel about it."""
    condition = Q(**{f"{post}__author" if post else "author": reader.pk})
    for judged in explaining.judged_by(reader):
        condition |= Q(**{f"{post}_id__in" if post else "pk__in": judged})
    return condition


def _as_boolean(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=models.BooleanField())
