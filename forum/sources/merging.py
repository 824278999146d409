"""Saying that two entries are one work, and taking that back.

The mergings that stand make a forest: each entry is merged into one other at most. The root of a tree stands for all
in it, and `Source.same_as` names it, so that no page climbs. Whoever changes a tree holds the lock on its root.
"""

from collections.abc import Iterable
from itertools import pairwise

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.members.models import Member
from forum.permissions import Act, require
from forum.sources.models import Merging, Source

MOST_TOGETHER = 100  # entries of one work, which its page looks at all at once
_TRIES = 20


class CannotMerge(Exception):
    """Two entries that cannot be made one, for the reason said."""


class _Moved(Exception):
    """An entry has come to stand under another while its lock was waited for."""


@transaction.atomic
def merge(*, member: Member, source: Source, into: Source) -> Source:
    """Have the work of `source` be the one of `into`, whose details are then shown; returns what stands for both.

    Both are entries that the member may see. Where one of them is merged into something that is hidden from them, it is
    taken out of there first: to them it stood by itself. To merge what is one already changes nothing.
    """
    require(member, Act.MERGE_SOURCES)
    _lock_heads(source.pk, into.pk)
    below, above = (_seen_head(pk, member) for pk in (source.pk, into.pk))
    if below != above:
        _insist_on_few(below, above)
        Merging.objects.create(source_id=below, into_id=above, by=member)
        _label(above, _tree(above, above) | _tree(below, below))
    return Source.objects.get(pk=above)


@transaction.atomic
def undo(*, member: Member, merging: Merging) -> Source:
    """Take two entries apart again, with all that was merged into each; returns the one that was merged."""
    require(member, Act.MERGE_SOURCES)
    head = _lock_heads(merging.source_id)[merging.source_id]
    if Merging.objects.standing().filter(pk=merging.pk).exists():
        _end([merging.source_id], member)
        _label(merging.source_id, _tree(merging.source_id, head))
    return Source.objects.get(pk=merging.source_id)


@transaction.atomic
def lead_with(*, member: Member, source: Source) -> Source:
    """Have `source` stand for the work it is an entry of: the mergings between it and the root are turned round."""
    require(member, Act.MERGE_SOURCES)
    head = _lock_heads(source.pk)[source.pk]
    if head == source.pk or not Source.objects.visible_to(member).filter(pk=head).exists():
        return source
    tree = _tree(head, head)
    into = dict(Merging.objects.standing().filter(source__in=tree).values_list("source", "into"))
    path = [source.pk]
    while path[-1] in into:
        path.append(into[path[-1]])
    _end(path, member)
    Merging.objects.bulk_create(
        Merging(source_id=upper, into_id=lower, by=member) for lower, upper in pairwise(path)
    )
    _label(source.pk, tree)
    return Source.objects.get(pk=source.pk)


def _lock_heads(*pks: int) -> dict[int, int]:
    """What stands for each of these entries, locked until the transaction ends.

    They are locked at once, in one order. What stands for an entry may have changed while we waited: then all locks
    are let go, by going back to the savepoint, before others are taken; so nobody waits in a ring.
    """
    for _try in range(_TRIES):
        heads = _heads(pks)
        try:
            with transaction.atomic():
                locked = set(heads.values())
                # Not as if they were deleted: a post that brings several sources as evidence may hold some of them.
                rows = Source.objects.select_for_update(no_key=True).filter(pk__in=locked).order_by("pk")
                list(rows.values_list("pk"))
                heads = _heads(pks)
                if not set(heads.values()) <= locked:
                    raise _Moved
                return heads
        except _Moved:
            continue
    raise CannotMerge(_("Others are merging these entries just now. Please try again in a moment."))


def _heads(pks: Iterable[int]) -> dict[int, int]:
    rows = Source.objects.filter(pk__in=pks).values_list("pk", "same_as")
    return {pk: head or pk for pk, head in rows}


def _seen_head(pk: int, member: Member) -> int:
    """What stands for an entry; itself, once it is taken out of what is hidden from the member."""
    head = _heads([pk])[pk]
    if head == pk or Source.objects.visible_to(member).filter(pk=head).exists():
        return head
    _end([pk], member)
    _label(pk, _tree(pk, head))
    return pk


def _tree(root: int, head: int) -> set[int]:
    """`root` and all that is merged into it, directly or through others, among the entries for which `head` stands."""
    edges = Merging.objects.standing().filter(source__same_as=head).values_list("source", "into")
    below: dict[int, list[int]] = {}
    for source, into in edges:
        below.setdefault(into, []).append(source)
    found, waiting = set(), [root]
    while waiting:
        pk = waiting.pop()
        found.add(pk)
        waiting.extend(below.get(pk, ()))
    return found


def _label(root: int, tree: set[int]) -> None:
    Source.objects.filter(pk=root).update(same_as=None)
    Source.objects.filter(pk__in=tree - {root}).update(same_as=root)


def _end(sources: Iterable[int], member: Member) -> None:
    Merging.objects.standing().filter(source__in=sources).update(undone_by=member, undone_at=timezone.now())


def _insist_on_few(below: int, above: int) -> None:
    together = Source.objects.filter(same_as__in=(below, above)).count() + 2
    if together > MOST_TOGETHER:
        raise CannotMerge(
            _("A work can have at most %(most)d entries; these would be more.") % {"most": MOST_TOGETHER}
        )
