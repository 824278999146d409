"""Giving a thread its tags."""

from collections.abc import Collection, Sequence

from django.db import transaction

from forum.debate.models import Thread
from forum.debate.tags.models import Tag, Tagging
from forum.debate.tags.words import MOST, unfit
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def tag_thread(*, member: Member, thread: Thread, names: Sequence[str]) -> None:
    """Let `thread` have these tags, as `words.tags_in` names them, and no others. Raises ValueError for more than MOST
    of them, or one that is unfit.

    A tag that no thread has any more is forgotten.
    """
    require(member, Act.TAG_THREAD, thread)
    if len(names) > MOST or unfit(names) or thread.circle_id is None:
        raise ValueError(f"no tags of a thread: {names}")
    # Two who change the same thread's tags come one after the other.
    Thread.objects.select_for_update(no_key=True).only("pk").get(pk=thread.pk)
    Tag.objects.bulk_create(
        (Tag(circle_id=thread.circle_id, name=name) for name in names), ignore_conflicts=True
    )
    wanted = Tag.objects.filter(circle=thread.circle_id, name__in=names)
    let_go = thread.taggings.exclude(tag__in=wanted)
    maybe_unused = list(let_go.values_list("tag", flat=True))
    let_go.delete()
    Tagging.objects.bulk_create((Tagging(thread=thread, tag=tag) for tag in wanted), ignore_conflicts=True)
    _forget_unused(maybe_unused)
    thread.tag_names = " ".join(names)
    thread.save(update_fields=["tag_names"])


@transaction.atomic
def carry_tags(*, source: Thread, target: Thread) -> None:
    """Let `target`, to which posts have moved from `source`, be found by the tags of both: its own first, no more than
    MOST. A source that nothing is left of lets go of its own. Both threads are locked, and stand in one circle.
    """
    names = list(dict.fromkeys([*target.tags, *source.tags]))[:MOST]
    if names != target.tags:
        tags = Tag.objects.filter(circle=target.circle_id, name__in=names)
        Tagging.objects.bulk_create((Tagging(thread=target, tag=tag) for tag in tags), ignore_conflicts=True)
        target.tag_names = " ".join(names)
        target.save(update_fields=["tag_names"])
    if source.tags and not source.posts.exists():
        let_go = list(source.taggings.values_list("tag", flat=True))
        source.taggings.all().delete()
        _forget_unused(let_go)


def _forget_unused(tags: Collection[int]) -> None:
    Tag.objects.filter(pk__in=tags, taggings=None).delete()
