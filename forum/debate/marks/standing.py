"""How a member stands to threads: what of them they have read, and how much is new. One query for any number of them.

New is what others have written since the member joined the thread's circle and that they have neither been shown nor
marked as read. In an open circle that somebody only visits nothing is new, but in the threads they have opened.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from forum.circles.models import Membership
from forum.debate.bookmarks.models import Bookmark
from forum.debate.marks.models import AllRead, ReadMark
from forum.debate.marks.watermark import MOST, Mark
from forum.debate.models import Post, Thread

MOST_NEW = 99  # what more is new is not counted
NOWHERE = -1  # below every watermark


@dataclass(frozen=True, slots=True)
class Standing:
    """How a member stands to one thread."""

    mark: Mark
    is_followed: bool  # whether anything in it can be new: they are in its circle, or have opened it before
    unread: int  # posts of others, of which so many at most were counted that all above MOST_NEW are alike
    latest: int  # the newest post's id
    version: int  # of the row that keeps the mark; 0 where there is none
    bookmarked: frozenset[int] = frozenset()  # of the posts that were asked about

    @property
    def new(self) -> int:
        return min(self.unread, MOST_NEW + 1)

    def is_new(self, post: int) -> bool:
        """Whether the post of that id, by somebody else, is new."""
        return self.is_followed and not self.mark.has_read(post)


def standing_to(member: Any, thread: Thread, *, posts: Collection[int] = ()) -> Standing | None:
    """How a reader stands to a thread, and which of these posts they have bookmarked; None for visitors, and in private
    threads, where nothing is new."""
    if not member.is_authenticated or thread.circle_id is None:
        return None
    return standings(member, [thread.pk], posts=posts).get(thread.pk)


def standings(member: Any, threads: Collection[int], *, posts: Collection[int] = ()) -> dict[int, Standing]:
    """How a reader stands to each of the threads of these ids; nothing for visitors."""
    if not member.is_authenticated or not threads:
        return {}
    asked = {f"t{n}": int(pk) for n, pk in enumerate(threads)} | {f"p{n}": pk for n, pk in enumerate(posts)}
    with connection.cursor() as cursor:
        cursor.execute(_question(len(threads), len(posts)), {"member": member.pk} | asked)
        return {pk: _standing(*row) for pk, *row in cursor.fetchall()}


@cache
def _question(threads: int, posts: int) -> str:
    """The query for so many threads and posts. Written out, since it is asked on every page of a thread: to have it
    composed of expressions each time takes as long as the page's posts do."""
    is_sqlite = connection.vendor == "sqlite"
    tables = {
        "thread": Thread._meta.db_table,
        "post": Post._meta.db_table,
        "mark": ReadMark._meta.db_table,
        "all_read": AllRead._meta.db_table,
        "membership": Membership._meta.db_table,
        "bookmark": Bookmark._meta.db_table,
        "highest": "MAX" if is_sqlite else "GREATEST",
        "joined": "GROUP_CONCAT(post_id)" if is_sqlite else "STRING_AGG(post_id::text, ',')",
        "threads": ", ".join(f"%(t{number})s" for number in range(threads)),
        "posts": ", ".join(f"%(p{number})s" for number in range(posts)) or "NULL",
        "nowhere": NOWHERE,
        "most": MOST_NEW + 1 + MOST,
    }
    return QUESTION.format(**tables)


# The innermost subquery finds the last post that was written here before the member joined; 0 where there was none.
QUESTION = """
SELECT followed.id, followed.floor, followed.beyond, followed.version,
    (SELECT MAX(post.id) FROM {post} post WHERE post.thread_id = followed.id),
    (SELECT COUNT(*) FROM (
        SELECT 1 FROM {post} post
        WHERE post.thread_id = followed.id AND post.id > followed.floor AND post.author_id <> %(member)s
        LIMIT {most}
    ) AS counted),
    (SELECT {joined} FROM {bookmark} WHERE member_id = %(member)s AND post_id IN ({posts}))
FROM (
    SELECT thread.id, mark.beyond, mark.version, NULLIF({highest}(
        COALESCE(mark.up_to, {nowhere}),
        COALESCE((
            SELECT MAX(said.up_to) FROM {all_read} said
            WHERE said.member_id = %(member)s AND (said.circle_id = thread.circle_id OR said.circle_id IS NULL)
        ), {nowhere}),
        COALESCE((
            SELECT COALESCE((
                SELECT post.id FROM {post} post
                WHERE post.written_at <= membership.joined_at AND post.elsewhere = ''
                ORDER BY post.written_at DESC, post.id DESC LIMIT 1
            ), 0)
            FROM {membership} membership
            WHERE membership.member_id = %(member)s AND membership.circle_id = thread.circle_id
                AND membership.left_at IS NULL
        ), {nowhere})
    ), {nowhere}) AS floor
    FROM {thread} thread
    LEFT JOIN {mark} mark ON mark.thread_id = thread.id AND mark.member_id = %(member)s
    WHERE thread.id IN ({threads})
) followed
"""


def _standing(
    floor: int | None,
    beyond: str | None,
    version: int | None,
    latest: int | None,
    above: int,
    bookmarked: str | None,
) -> Standing:
    read = [post for post in json.loads(beyond) if post > (floor or 0)] if beyond else ()
    mark = Mark(floor or 0, frozenset(read))
    return Standing(
        mark=mark,
        is_followed=floor is not None,
        unread=max(0, above - len(mark.beyond)),
        latest=latest or 0,
        version=version or 0,
        bookmarked=frozenset(map(int, bookmarked.split(",") if bookmarked else ())),
    )
