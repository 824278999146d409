"""What the list of one's bookmarks needs."""

from dataclasses import dataclass

from forum.debate.bookmarks.models import Bookmark
from forum.debate.glancing import in_few_words
from forum.debate.lists import ThreadLine, thread_lines
from forum.debate.models import Post
from forum.members.models import Member
from forum.web.pagination import Page, newest_page

WORDS = 200  # code points of a post in the list


@dataclass(frozen=True, slots=True)
class BookmarkLine:
    """A bookmark, and what it marks: None where there is nothing any more that one may read."""

    mark: Bookmark
    post: Post | None
    line: ThreadLine | None
    words: str


def bookmarks_page(member: Member, *, before: str = "") -> Page[BookmarkLine]:
    """The member's bookmarks below the key `before`, newest first: two queries, and one for each kind of context.

    Of a post that may no longer be read, or has been withdrawn, nothing is told but what the member noted; of one that
    is withheld, that it is, and so of one by somebody whom they have blocked.
    """
    page = newest_page(Bookmark.objects.visible_to(member), by="at", before=before)
    marked = (
        Post.objects.visible_to(member).not_withdrawn().filter(pk__in=[mark.post_id for mark in page.rows])
    )
    posts = marked.select_related("author", "thread__circle", "thread__opening__author").in_bulk()
    lines = {line.thread.pk: line for line in thread_lines({post.thread for post in posts.values()})}
    return Page([_line(mark, posts.get(mark.post_id), lines, member) for mark in page.rows], page.further)


def _line(mark: Bookmark, post: Post | None, lines: dict[int, ThreadLine], member: Member) -> BookmarkLine:
    if post is None:
        return BookmarkLine(mark, None, None, "")
    return BookmarkLine(mark, post, lines[post.thread_id], in_few_words(post, WORDS, member))
