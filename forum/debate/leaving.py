"""What becomes of a member's words when they close their account."""

from typing import Any

from forum.debate.actions import withdraw_post
from forum.debate.bookmarks.models import Bookmark
from forum.debate.drafts.models import Draft
from forum.debate.finding import POST
from forum.debate.marks.models import AllRead, ReadMark
from forum.debate.models import Post
from forum.members.models import Member
from forum.members.signals import account_closed
from forum.search import indexing


def connect() -> None:
    account_closed.connect(put_away, dispatch_uid="forum.debate.closed")


def put_away(sender: Any, member: Member, withdraws: bool, **_: Any) -> None:
    """Private notes are withdrawn, since nobody would ever read them again, and all else where that is wished; what
    stays is found under its author's name no longer. Drafts, bookmarks and read marks were the member's alone."""
    mine = Post.objects.filter(author=member, withdrawn_at=None)
    going = mine.written_here() if withdraws else mine.filter(thread__private_to=member)
    # All of them held before the first is withdrawn, which may write in the record: whoever has that waits for nobody.
    list(going.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    # The latest first: a reply is gone before what it answers, whose title then is nobody's but its author's.
    for post in going.select_related("thread__opening").order_by("-pk"):
        withdraw_post(member=member, post=post)
    for kept in (Draft, Bookmark, ReadMark, AllRead):
        kept.objects.filter(member=member).delete()
    indexing.update(POST, list(mine.with_words().values_list("pk", flat=True)))
