"""Who still reads the words of a post that is restrained. Nowhere else decides this."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from forum.debate.restraining import explaining
from forum.debate.restraining.hows import OPENED_BY_ALL


class RestraintQuerySet(models.QuerySet):
    def in_force(self) -> "RestraintQuerySet":
        return self.filter(lifted_at=None)

    def lift(self, *, entry: int, at: datetime) -> int:
        """End those in force, as the entry of that number says; how many there were."""
        return self.in_force().update(lifted_by=entry, lifted_at=at)


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
    condition = (folded & ~Exists(hidden)) | Q(**{f"{prefix}author": reader.pk})
    for judged in explaining.judged_by(reader):
        condition |= Q(**{f"{number}__in": judged})
    return condition
