"""Carries plans, and how far members are, along into a new edition, as old addresses lead on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from essays.library.models import Edition, Section
from essays.library.signals import edition_published
from essays.reading.models import Mark, Stage


def connect() -> None:
    edition_published.connect(_carry, dispatch_uid="essays.reading.carried")


def _carry(*, edition: Edition, before: Edition, **_: Any) -> None:
    """In the transaction that publishes: every page goes on finding what it looks for in the edition read now."""
    old, new = (list(_sections(one)) for one in (before, edition))
    begins = successors(old, new, edition.succession or [], forwards=True)
    ends = successors(old, new, edition.succession or [], forwards=False)
    for section in old:
        Stage.objects.filter(begins=section.pk).update(
            begins=begins[section.pk] or ends[section.pk] or new[0].pk
        )
        Mark.objects.filter(section=section.pk).update(section=ends[section.pk])


def successors(
    old: Sequence[Section], new: Sequence[Section], succession: Sequence[int | None], *, forwards: bool
) -> Mapping[int, int | None]:
    """For each section of the edition before, by key, the one into which most of its words went, or else that of the
    same address. One that is gone is followed by the next that is not (`forwards`: what begins with it begins there),
    or by the one before (who has read up to it has read that); None where there is none."""
    home = {row["number"]: section.pk for section in new for row in section.blocks}
    same = {section.slug: section.pk for section in new}
    found: dict[int, int | None] = {}
    for section in old:
        went: Counter[int] = Counter()
        for row in section.blocks:
            number = row["number"]
            now = succession[number - 1] if 0 < number <= len(succession) else None
            if now in home:
                went[home[now]] += row["end"] - row["start"]
        found[section.pk] = went.most_common(1)[0][0] if went else same.get(section.slug)
    following: int | None = None
    for section in reversed(old) if forwards else old:
        following = found[section.pk] = found[section.pk] or following
    return found


def _sections(edition: Edition) -> Any:
    return Section.objects.filter(edition=edition).defer("text").order_by("position")
