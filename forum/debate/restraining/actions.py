"""Restraining a post, and freeing it again, as an entry in the record says.

Nobody does this by themselves: whoever calls carries out a ruling, or the operator's duty, and has written the entry
in the same transaction, with the post locked before it. Everything else is locked here, so behind the record's head.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from forum.debate.models import Post
from forum.debate.restraining.hows import How, strength
from forum.debate.restraining.models import HiddenFrom, Restraint
from forum.debate.restraining.querysets import RestraintQuerySet
from forum.debate.restraining.signals import post_freed, post_restrained
from forum.debate.restraining.words import give_back, take_away, tell_others
from forum.members.models import Member
from forum.record.models import Entry

SHOWN = [
    "restraint", "restrained_by", "restraint_line", "restraint_changed_at", "past_restraint", "past_restrained_by",
    "html",
]  # fmt: skip


@transaction.atomic
def restrain(
    *,
    post: Post,
    how: str,
    entry: Entry,
    line: str = "",
    hidden_from: Iterable[Member] = (),
    wording: int | None = None,
    up_to: int | None = None,
) -> Post:
    """Have `post` be shown as `how` says, in place of what a ruling before has said; return it as it stands now.

    `line` is what stands under it. `hidden_from` are members who are not to read a folded post either. `wording` is the
    number of the one that was judged, and `up_to` that of the last one for which it holds: the present one, if none is
    said. Where that is an earlier one, the present words stand. A legal hold ("held") is laid upon whatever a ruling
    says, which comes to light again when it is released.
    """
    how = How(how)
    kept_from = list(hidden_from)
    if kept_from and how == How.NOTE:
        raise ValueError("What a note leaves in its place is hidden from nobody.")
    post = Post.objects.select_for_update().get(pk=post.pk)
    if how == How.HELD:
        wording = up_to = None
    else:
        wording = wording or post.revision
        up_to = up_to or max(wording, post.revision)
    _of_one_sort(post, up_to).lift(entry=entry.number, at=timezone.now())
    restraint = Restraint.objects.create(
        post=post, how=how, line=line, wording=wording, up_to=up_to, entry=entry.number
    )
    HiddenFrom.objects.bulk_create(HiddenFrom(restraint=restraint, member=member) for member in kept_from)
    show_what_is_in_force(post)
    post_restrained.send(sender=Post, post=post)
    return post


@transaction.atomic
def lift(*, post: Post, entry: Entry, is_hold: bool = False, up_to: int | None = None) -> Post:
    """End what rulings, or where `is_hold` a legal hold, have in force against `post`; return it as it stands now.

    `up_to` is the last wording of the one ruling that is meant, if one is. Where there is nothing to lift, nothing
    changes.
    """
    post = Post.objects.select_for_update().get(pk=post.pk)
    of_it = Restraint.objects.filter(post=post).exclude(how=How.HELD)
    if is_hold or up_to is not None:
        of_it = _of_one_sort(post, up_to)
    if of_it.lift(entry=entry.number, at=timezone.now()):
        show_what_is_in_force(post)
        post_freed.send(sender=Post, post=post)
    return post


def show_what_is_in_force(post: Post) -> None:
    """Have a locked post show the strongest of what holds for its present wording, and say what holds for earlier ones.

    To be asked when something came into force or was lifted, and when a post under a note has another wording.
    """
    found = sorted(Restraint.objects.filter(post=post).in_force(), key=lambda one: strength(one.how))
    strongest = next((one for one in reversed(found) if one.covers(post.revision)), None)
    past = next((one for one in reversed(found) if not one.covers(post.revision)), None)
    had_words = not post.is_withheld
    post.restraint = strongest.how if strongest else ""
    post.restrained_by = strongest.entry if strongest else None
    post.restraint_line = strongest.line if strongest else ""
    post.restraint_changed_at = timezone.now()
    post.past_restraint = past.how if past else ""
    post.past_restrained_by = past.entry if past else None
    changes = had_words == post.is_withheld and not post.withdrawn_at
    if changes:
        (take_away if had_words else give_back)(post)
    post.save(update_fields=SHOWN)
    if changes:
        tell_others(post)


def _of_one_sort(post: Post, up_to: int | None) -> RestraintQuerySet:
    """The restraints of a post that one of them takes the place of: rulings up to the same wording, or where that is
    None the legal hold."""
    return Restraint.objects.filter(post=post, up_to=up_to)
