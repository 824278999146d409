"""Holding a branch still while it is moved.

Whoever replies locks what stands above the reply's place, then writes it, then locks the thread. So a branch is closed
once each of its posts is locked and no other has come below them meanwhile: a further one needs one of their locks.
"""

from django.db.models import Q

from forum.debate import paths
from forum.debate.models import Post


def lock_branch(pk: int, *, beside: int | None, most: int | None = None) -> tuple[Post, list[int]]:
    """Lock the post `pk`, the post `beside`, and all that stands below the first; return it as it is now, and the
    numbers of them all but `beside`. With `most`, no more numbers than one beyond that are looked for.

    Where `pk` opens a thread, that is all of its posts. Posts are locked before threads, the older first.
    """
    posts = Post.objects.select_for_update(
        no_key=True
    )  # at the end of a transaction rows that point here are looked up
    list(posts.filter(pk__in=(beside, pk)).order_by("pk").values_list("pk"))
    root = Post.objects.get(pk=pk)
    of_branch = posts.filter(thread=root.thread_id).filter(
        Q(pk=pk) | Q(path__gt=root.path, path__lt=paths.end_of(root.path))
    )
    locked: list[int] = []
    while True:
        found = of_branch.order_by("pk").values_list("pk", flat=True)
        numbers = list(found[: most + 1] if most else found)
        if len(numbers) == len(locked):
            return root, numbers
        locked = numbers
