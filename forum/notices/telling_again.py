"""Telling of a post again, once it has another wording: those whom only that mentions, and nobody twice.

Whom the post mentioned before is not asked about: they were told when it first did, even if that notice is so old that
it has been forgotten since. As in telling.py, a row written with the edit says what is to be done. Whoever does it
holds the post, as its editor does: two who do it at once take turns, and the second finds nothing left.
"""

from collections.abc import Collection

from django.db import transaction

from forum.debate.models import Post
from forum.notices.addressed import addressed_by
from forum.notices.forgetting import recount_all
from forum.notices.models import Notice, TellingAgain
from forum.notices.places import places_of
from forum.notices.telling import tell_some


def begin_telling_again(post: Post, mentioned: Collection[int]) -> bool:
    """Remember, with a wording just written, that members are to be told of it: those `mentioned` in it first, and
    those no longer mentioned. False where there are none.

    The caller holds the post.
    """
    if post.thread.private_to_id:
        return False
    if not mentioned and not Notice.objects.of_mentions_taken_back(post.pk).exists():
        return False
    waiting = TellingAgain.objects.filter(post=post).first() or TellingAgain(post=post)
    waiting.mentioned = sorted({*waiting.mentioned, *mentioned})
    waiting.save()
    return True


@transaction.atomic
def tell_again(pk: int) -> None:
    """Take back what says that the post of that number mentions somebody whom it does not mention any more, and tell
    those whom it has come to mention and who have not been told of it.

    Who has been mailed, or has read it, has been told: that is not taken back. Whoever follows the place where it
    stands is still told that it was written there.
    """
    held = Post.objects.select_for_update(no_key=True, of=("self",)).select_related("thread__circle")
    post = held.filter(pk=pk).first()
    telling = TellingAgain.objects.filter(post=pk).first()
    if post is None or telling is None:
        return
    if not post.withdrawn_at:
        _tell(post, set(telling.mentioned))
    telling.delete()


def _tell(post: Post, mentioned: set[int]) -> None:
    addressed = addressed_by(post)
    taken_back = Notice.objects.of_mentions_taken_back(post.pk).order_by("member")
    unsaid = list(taken_back.select_for_update(of=("self",)).values_list("pk", "member_id"))
    Notice.objects.filter(pk__in=[notice for notice, _member in unsaid]).delete()
    members = {member for _notice, member in unsaid}
    still = {member for member, why in addressed.items() if why == Notice.Reason.MENTIONED}
    tell_some(post, sorted(members | mentioned & still), places=places_of(post), addressed=addressed)
    recount_all(members)
