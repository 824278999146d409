"""What the record and its checks hear of posts."""

from django.db.models.signals import post_delete

from forum.debate.models import Post
from forum.debate.sealing import actions, checking
from forum.debate.signals import post_edited, post_rendered, post_withdrawn, post_written
from forum.record.checking import register as register_check
from forum.record.checkpoints import Covered, cover


def register() -> None:
    cover(Covered(prepare=actions.seal_what_is_not, take=actions.take_over))
    register_check("the last checkpoint", checking.checkpoint_holds)
    register_check("posts", checking.posts_hold)
    post_written.connect(actions.seal_new, dispatch_uid="forum.debate.sealing.written")
    for changed in (post_edited, post_withdrawn, post_rendered):
        changed.connect(actions.seal_again, dispatch_uid="forum.debate.sealing.changed")
    post_delete.connect(actions.note_gone, sender=Post, dispatch_uid="forum.debate.sealing.gone")
