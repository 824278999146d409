"""The panel's part of a legal hold: the law withheld a post, and members drawn by lot say whether its ground fits."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forum.debate.models import Post
from forum.moderation import eligibility
from forum.moderation.models import Case
from forum.moderation.opening import open_case
from forum.moderation.steps import new_salt


@transaction.atomic
def open_hold_case(*, post: Post, category: str, ground: str, at: datetime | None = None) -> Case:
    """Open a case on whether the `ground`, in the operator's words, fits what is withheld under `category`.

    Called in the transaction of the hold, after its entry. What the panel finds is published; it does not lift the
    hold, which only the operator can answer for, but nobody can say any more that nobody looked.
    """
    at = at or timezone.now()
    post = (
        Post.objects.select_for_update(of=("self",))
        .select_related("thread__circle", "author")
        .get(pk=post.pk)
    )
    circle = post.thread.circle
    assert circle is not None  # what is private nobody else can see
    earlier = Case.objects.not_closed().filter(post=post, revision=post.revision, kind=Case.Kind.HOLD).first()
    if earlier is not None:
        return earlier
    case = Case.objects.create(
        kind=Case.Kind.HOLD,
        circle=circle,
        post=post,
        revision=post.revision,
        about=post.author,
        words=ground,
        category=category,
        salt=new_salt(),
        pool=eligibility.pool_for(circle=circle, about=post.author, post=post, now=at),
        at=at,
        due_at=at,
    )
    open_case(case, at=at)
    return case
