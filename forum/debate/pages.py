"""What a page of a thread needs, in a number of queries that neither posts, authors nor depth change."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from forum.debate.bookmarks.models import Bookmark
from forum.debate.branching.lines import Began, Moved, began_as, moved_from
from forum.debate.contexts import Context
from forum.debate.glancing import in_few_words
from forum.debate.marks.standing import Standing, standing_to
from forum.debate.models import Evidence, Post, Thread
from forum.debate.nesting import Nest, nest
from forum.debate.restraining.hows import in_short
from forum.debate.restraining.reading import Restrained, restrained, words_of
from forum.debate.runs import run
from forum.debate.signals import posts_shown
from forum.debate.summarising.lines import SummaryLine, summary_of
from forum.members.blocking import Blocked, blocked_by
from forum.permissions import Act, can
from forum.permissions.holding import HeldBack, what_holds_back
from forum.text import excerpt
from forum.web.addresses import by_number


@dataclass(frozen=True)
class PostLine:
    """A post as its reader sees it. All stands here by itself: looking further costs a template time."""

    pk: int
    anchor: str  # of the post on its page
    href: str
    kind: str
    html: SafeString  # "" where it is withheld and the reader does not get to read it
    author: str
    author_href: str
    answers: str  # whom; "" for the opening post
    answers_href: str  # on this page where it can be
    written_at: datetime
    is_edited: bool
    is_withdrawn: bool
    is_own: bool
    may_withdraw: bool  # also what is not one's own, but was brought by oneself
    may_reply: bool
    is_bookmarked: bool  # by its reader
    may_branch: bool  # with what stands below it, into a thread of its own
    restrained: Restrained | None  # what stands there by a ruling or a legal hold
    is_blocked: bool  # by its reader, who reads it with one click
    evidence: Sequence[Evidence]
    moved: Sequence[Moved]  # from below it
    nest: Nest
    is_new: bool
    below: int  # posts that stand deeper than the page goes, counted as far as runs.MOST_BELOW
    below_href: str


@dataclass(frozen=True)
class Lead:
    """What the first post of a page answers, where that stands on an earlier page."""

    author: str
    href: str
    words: str


@dataclass(frozen=True)
class ThreadPage:
    """A run of a thread's replies in depth-first order under its opening post, or under the head of a deeper branch.

    `before` and `after` are the paths to go on from, "" where nothing stands that way.
    """

    thread: Thread
    title: str
    began: Began | None  # if it was moved out of another thread
    summary: SummaryLine | None  # on the first page
    head: PostLine  # the opening post; on pages of a deeper branch, the post that it hangs on
    branch: str  # the path of that post, "" for the opening one
    folded: str  # the head's first words on all pages but the first
    lead: Lead | None
    lines: Sequence[PostLine]
    before: str
    after: str
    may_reply: bool
    held_back: HeldBack | None  # the ruling that keeps the reader from replying
    standing: (
        Standing | None
    )  # how the reader stands to the thread; None for visitors, and in private threads
    fresh: frozenset[int]  # the posts on this page that are new to them

    @property
    def within(self) -> str:
        """What the addresses of this branch's other pages begin with."""
        return f"under={self.branch}&" if self.branch else ""

    def tell_shown_to(self, reader: Any) -> None:
        """Let the rooms above know that a reader has this page before them, if it is a member."""
        if reader.is_authenticated:
            shown = [line.pk for line in (self.head, *self.lines)]
            posts_shown.send(sender=Thread, member=reader, posts=shown)


def title_of(thread: Thread, context: Context | None = None) -> str:
    """What a thread is called, never "": its title, or the words it is about, or the first of its opening post."""
    opening = thread.opening
    if opening is None:
        return title_said(thread.title, "", context)
    return title_said(thread.title, opening.html, context, is_withheld=opening.is_withheld)


def title_said(title: str, opening: str, context: Context | None = None, *, is_withheld: bool = False) -> str:
    """The same of a thread of which one knows its `title`, and the HTML of its opening post, or that it is withheld."""
    if title:
        return title
    if context and context.quote:
        return _("“%s”") % Truncator(context.quote).chars(100)
    if words := excerpt(opening, 80):
        return words
    if is_withheld:
        return _("A thread whose first post is folded or hidden")
    return _("A thread whose first post was withdrawn")


def thread_page(
    thread: Thread, reader: Any, *, after: str = "", before: str = "", start_at: str = "", under: str = ""
) -> ThreadPage:
    """The page of `thread` after or before a path, or the one that begins at the path `start_at`; else the first: all
    in the branch under the path `under`, if there is one.

    `thread` comes with its circle, opening post, the opening's author and its summary, as `for_pages` brings it.
    """
    found = run(thread, under, after=after, before=before, start_at=start_at)
    around = _around(thread, found.posts, under, begins_within=bool(found.before))
    head = around.get(under) if under else thread.opening
    if head is None:
        return thread_page(thread, reader, after=after, before=before, start_at=start_at)
    opening = cast(Post, head)  # only a thread that is just being opened has none
    may_reply = can(reader, Act.REPLY, thread)
    shown = [opening, *found.posts]
    standing = standing_to(reader, thread, posts=[post.pk for post in shown])
    fresh = _fresh(found.posts if found.before else shown, reader, standing)
    marked = standing.bookmarked if standing else _bookmarked_in_private(reader, shown)
    first, *lines = _lines(shown, reader, may_reply, thread, fresh, marked)
    return ThreadPage(
        thread=thread,
        title=title_of(thread),
        began=began_as(thread),
        summary=None
        if found.before or under
        else summary_of(thread, may_write=may_reply and not thread.private_to_id),
        head=first,
        branch=under,
        folded=in_few_words(opening, 200, reader) if found.before else "",
        lead=_lead(around.get(LEAD), blocked_by(reader)) if found.before else None,
        lines=lines,
        before=found.before,
        after=found.after,
        may_reply=may_reply,
        held_back=None if may_reply else what_holds_back(reader, thread.circle_id),
        standing=standing,
        fresh=fresh,
    )


LEAD = "lead"  # no path


def _around(thread: Thread, posts: Sequence[Post], under: str, *, begins_within: bool) -> dict[str, Post]:
    """What a page shows of posts that are not among its replies: by its path the head of a branch, and what the first
    reply answers, where that stands on an earlier page. None or one query."""
    answered = posts[0].answers_id if posts and begins_within else None
    wanted = Q(path=under) if under else Q()
    if answered not in (None, thread.opening_id):
        wanted |= Q(pk=answered)
    if not wanted:
        return {}
    found = {post.pk: post for post in Post.objects.filter(wanted, thread=thread).for_pages()}
    heads = {post.path: post for post in found.values() if under and post.path == under}
    if answered in found and found[answered].path != under:
        return heads | {LEAD: found[answered]}
    return heads


def _fresh(posts: Sequence[Post], reader: Any, standing: Standing | None) -> frozenset[int]:
    """Those of the posts that are new to the reader."""
    if standing is None or not (standing.unread or not standing.is_followed):
        return frozenset()
    return frozenset(post.pk for post in posts if post.author_id != reader.pk and standing.is_new(post.pk))


def _bookmarked_in_private(reader: Any, posts: Sequence[Post]) -> frozenset[int]:
    """In one's own threads, where one has no other standing; a visitor has bookmarked nothing."""
    mine = Bookmark.objects.visible_to(reader).filter(post__in=[post.pk for post in posts])
    return frozenset(mine.values_list("post_id", flat=True))


def _lines(
    posts: Sequence[Post],
    reader: Any,
    may_reply: bool,
    thread: Thread,
    fresh: frozenset[int],
    marked: frozenset[int],
) -> list[PostLine]:
    here = {post.pk for post in posts}
    blocked = blocked_by(reader)
    opened = words_of(posts, reader)
    brought = _evidence_of(post.pk for post in posts if not post.is_withheld or post.pk in opened)
    moved = moved_from(posts)
    may_branch = may_reply and thread.private_to_id is None
    hrefs = {author.pk: author.get_absolute_url() for author in {post.author for post in posts}}
    address = by_number("post")
    nests = [Nest(), *nest([post.path for post in posts[1:]])]
    return [
        PostLine(
            pk=post.pk,
            anchor=f"post-{post.pk}",
            href=address(post.pk),
            kind=post.kind,
            html=opened.get(post.pk, post.safe_html),
            author=post.byline,
            author_href=hrefs[post.author_id],
            answers=getattr(post, "answered", ""),  # the opening post answers nobody
            answers_href=_answers_href(post, here, address),
            written_at=post.written_at,
            is_edited=post.edited_at is not None and not post.elsewhere,  # elsewhere has its own history
            is_withdrawn=post.withdrawn_at is not None,
            is_own=not post.is_withheld and can(reader, Act.EDIT_POST, post),
            may_withdraw=can(reader, Act.WITHDRAW_POST, post),
            may_reply=may_reply,
            is_bookmarked=post.pk in marked,
            may_branch=may_branch
            and post.branches > 0
            and post.answers_id is not None
            and not post.is_withheld,
            restrained=restrained(post, is_read=post.pk in opened),
            is_blocked=blocked.wrote(post),
            evidence=brought.get(post.pk, ()),
            moved=moved.get(post.pk, ()),
            nest=its_nest,
            is_new=post.pk in fresh,
            below=getattr(post, "below", 0),  # a head has it all on its page
            below_href=f"?under={post.path}",
        )
        for post, its_nest in zip(posts, nests, strict=True)
    ]


def _evidence_of(posts: Iterable[int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for piece in Evidence.objects.filter(post__in=posts).select_related("source"):
        found.setdefault(piece.post_id, []).append(piece)
    return found


def _answers_href(post: Post, here: set[int], address: Callable[[int], str]) -> str:
    if post.answers_id is None:
        return ""
    return f"#post-{post.answers_id}" if post.answers_id in here else address(post.answers_id)


def _lead(answered: Post | None, blocked: Blocked) -> Lead | None:
    if answered is None:
        return None
    words = "" if blocked.wrote(answered) else excerpt(answered.html, 120) or in_short(answered.restraint)
    return Lead(answered.elsewhere or answered.author.name, answered.get_absolute_url(), words)
