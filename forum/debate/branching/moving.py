"""Moving posts from thread to thread, all of a branch in one statement."""

from django.db.models import BigIntegerField, Case, F, Value, When
from django.db.models.functions import Concat, Substr

from forum.debate import paths
from forum.debate.models import Post, Thread


def move_out(root: Post, posts: list[int], *, to: Thread) -> None:
    """Have `posts`, a branch, stand in the thread `to`, with `root` opening it."""
    Post.objects.filter(thread=root.thread_id, pk__in=posts).update(
        thread=to,
        path=Substr("path", len(root.path) + 1),
        depth=F("depth") - root.depth,
        answers=Case(When(pk=root.pk, then=None), default=F("answers_id")),
    )


def move_under(answered: Post, step: str, root: Post, posts: list[int]) -> None:
    """Have `posts`, all of the thread that `root` opens, stand below `answered` again, at `step`.

    What would stand deeper there than paths go stands beside what it answers, as whoever replies there does.
    """
    base, levels = answered.path + step, answered.depth + 1
    too_deep = Post.objects.filter(thread=root.thread_id, depth__gt=Post.DEEPEST - levels)
    beside = list(too_deep.order_by("path").values_list("pk", "path"))
    deepest = {pk for pk, _path in beside}
    Post.objects.filter(thread=root.thread_id, pk__in=[pk for pk in posts if pk not in deepest]).update(
        thread=answered.thread_id,
        path=Concat(Value(base), F("path")),
        depth=F("depth") + levels,
        answers=_answers_again(root, answered),
    )
    for pk, path in beside:
        _stand_beside(pk, (base + path)[: paths.STEP * (Post.DEEPEST - 1)], root, answered)


def _stand_beside(pk: int, above: str, root: Post, answered: Post) -> None:
    parent = Post.objects.filter(thread=answered.thread_id, path=above)
    parent.update(branches=F("branches") + 1)
    step = paths.step(parent.values_list("branches", flat=True).get() - 1)
    Post.objects.filter(pk=pk).update(
        thread=answered.thread_id,
        path=above + step,
        depth=Post.DEEPEST,
        answers=_answers_again(root, answered),
    )


def _answers_again(root: Post, answered: Post) -> Case:
    return Case(
        When(pk=root.pk, then=Value(answered.pk)), default=F("answers_id"), output_field=BigIntegerField()
    )
