"""Which notices a member is shown, and which of them wait to be mailed. Nowhere else decides this."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from forum.circles.querysets import may_see, may_see_as, seen_through
from forum.debate.mentioning.models import Mention
from forum.debate.querysets import has_words

if TYPE_CHECKING:
    from forum.notices.places import Place


class SubscriptionQuerySet(models.QuerySet):
    def at(self, places: Iterable["Place"]) -> "SubscriptionQuerySet":
        """Those to any of `places`; none where there are none."""
        numbers: dict[str, list[int]] = {}
        for place in places:
            numbers.setdefault(place.kind, []).append(place.number)
        conditions = [Q(place=kind, place_id__in=some) for kind, some in numbers.items()]
        return self.filter(reduce(or_, conditions)) if conditions else self.none()


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "NoticeQuerySet":
        """The member's own, of posts that they may see now and that still have their words."""
        return self.filter(may_see("post__thread", member), has_words("post"), member_id=member.pk)

    def visible_to_their_members(self) -> "NoticeQuerySet":
        """The same for many members at once: each notice that its own member would be shown."""
        return self.filter(may_see_as("post__thread", "member"), has_words("post"))

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def to_be_mailed(self) -> "NoticeQuerySet":
        """Those that were to be mailed, have not been, and have not been read here meanwhile."""
        return self.unread().filter(mail__gt="", mailed_at=None)

    def to_be_mailed_at_once(self, *, after: datetime, until: datetime) -> "NoticeQuerySet":
        """Those to be mailed at once that came between two moments, the oldest first."""
        waiting = self.unread().filter(mail="once", mailed_at=None, at__gt=after, at__lte=until)
        return waiting.order_by("at", "pk")

    def of_mentions_taken_back(self, post: int) -> "NoticeQuerySet":
        """Those unread and unmailed that say a post mentions their member, which it does not any more."""
        waiting = self.filter(post=post, reason="mentioned", mailed_at=None).unread()
        mentioned = Mention.objects.filter(post=post, member=OuterRef("member"))
        return waiting.filter(~Exists(mentioned))

    def for_lists(self) -> "NoticeQuerySet":
        """With all that a line in a list, or in a mail, tells."""
        return self.select_related("post__author", "post__thread__circle", "post__thread__opening").defer(
            "post__source", "post__thread__opening__source"
        )


class CaseNoticeQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "CaseNoticeQuerySet":
        """The member's own, of cases in circles that they see now."""
        return self.filter(seen_through("panel__case__circle", member), member=member.pk)

    def visible_to_their_members(self) -> "CaseNoticeQuerySet":
        """The same for many members at once."""
        there = Exists(
            _memberships().filter(circle=OuterRef("panel__case__circle"), member=OuterRef("member"))
        )
        return self.filter(Q(panel__case__circle__access="open") | there)

    def unread(self) -> "CaseNoticeQuerySet":
        return self.filter(read_at=None)

    def to_be_mailed(self, *, after: datetime, until: datetime) -> "CaseNoticeQuerySet":
        """Those to be mailed that came between two moments and have not been read meanwhile, the oldest first."""
        waiting = self.unread().filter(mail="once", mailed_at=None, at__gt=after, at__lte=until)
        return waiting.order_by("at", "pk")

    def for_lists(self) -> "CaseNoticeQuerySet":
        return self.select_related("panel__case__circle")


def _memberships() -> models.QuerySet:
    return apps.get_model("forum", "Membership").objects.current()
