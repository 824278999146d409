"""Where a reply grows on the tree of its thread."""

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from forum.debate import paths
from forum.debate.models import Post


def next_path(answers: Post) -> str:
    """A path below what is answered; beside it where the tree may grow no deeper.

    Counting up locks the row until the transaction ends, so no path is given out twice. Where what is answered has
    been moved to another thread since it was read, the path is given out there.
    """
    while True:
        under = answers.path if answers.depth < Post.DEEPEST else paths.parent_of(answers.path)
        parent = Post.objects.filter(thread=answers.thread_id, path=under)
        if parent.update(branches=F("branches") + 1):
            return under + paths.step(parent.values_list("branches", flat=True).get() - 1)
        if not _has_moved(answers):
            raise PermissionDenied(_("What you answer has been taken back since you opened it."))


def _has_moved(post: Post) -> bool:
    """Whether a post stands elsewhere than was known; it is known now."""
    known = (post.thread_id, post.path)
    try:
        post.refresh_from_db(fields=["thread", "path", "depth"])
    except Post.DoesNotExist:
        return False
    return (post.thread_id, post.path) != known
