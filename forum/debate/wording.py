"""A post's words as they will stand where it stands: whom they mention there, and which pages they lead to.

What all readers of the post may see is linked by its title, and nobody else's presence is told: neither a member who
could not read the post, nor a page that one of its readers could not open.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from forum.circles.readers import readers_of
from forum.debate.mentioning.models import Mention
from forum.debate.mentioning.people import mentionable
from forum.debate.models import Post, Thread
from forum.debate.referring.models import Reference
from forum.debate.referring.registry import found_at
from forum.debate.restraining.models import Withheld
from forum.debate.signals import post_rendered
from forum.search import indexing
from forum.text import MAX_POST, Page, render


@dataclass(frozen=True, slots=True)
class Wording:
    """Safe HTML, the numbers of the members it mentions, and of the threads whose titles it says."""

    html: SafeString
    members: Collection[int]
    threads: Collection[int]


@dataclass
class _Leads:
    """What words in `thread` lead to, and which of it they have asked for."""

    thread: Thread
    to_pages: bool = True
    members: set[int] = field(default_factory=set)
    threads: set[int] = field(default_factory=set)

    def people(self, handles: Collection[str]) -> Mapping[str, str]:
        if not handles:
            return {}
        found = mentionable(self.thread.circle).filter(handle__in=handles).only("handle")
        self.members.update(member.pk for member in found)
        return {member.handle: member.get_absolute_url() for member in found}

    def pages(self, addresses: Collection[str]) -> Mapping[str, Page]:
        if not addresses or not self.to_pages:
            return {}
        found = found_at(addresses, readers_of(self.thread.circle, self.thread.private_to))
        self.threads.update(one.thread for one in found.values() if one.thread)
        return {address: Page(one.href, one.title) for address, one in found.items()}


def worded(thread: Thread, source: str, *, limit: int = MAX_POST, to_pages: bool = True) -> Wording:
    """`source` as it will stand in `thread`; without `to_pages`, with the bare addresses of pages as they were typed.
    Raises TextRefused as `render` does.

    One query for everyone it mentions, and a few for each kind of page it leads to; none where there is neither.
    """
    leads = _Leads(thread, to_pages)
    html = render(source, limit=limit, leads=leads)
    return Wording(html, leads.members, leads.threads)


def note_what_it_leads_to(post: Post, wording: Wording) -> set[int]:
    """Keep whom a post mentions, just written or in another wording, and which titles any of its wordings says; return
    the numbers of those whom only this wording mentions."""
    members = set(wording.members) - {post.author_id}
    before: set[int] = set()
    if post.revision > 1:
        before.update(post.mentions.filter(member__in=members).values_list("member_id", flat=True))
        post.mentions.exclude(member__in=members).delete()
    if members:
        rows = [Mention(post=post, member_id=member) for member in sorted(members)]
        Mention.objects.bulk_create(rows, ignore_conflicts=True)
    if wording.threads:
        said = [Reference(post=post, thread_id=thread) for thread in sorted(wording.threads)]
        Reference.objects.bulk_create(said, ignore_conflicts=True)
    return members - before


def forget_what_it_led_to(post: Post) -> None:
    """A post without words mentions nobody and leads nowhere."""
    post.mentions.all().delete()
    post.references.all().delete()


def say_titles_anew(thread: Thread) -> None:
    """Have posts that say the title of `thread`, which was taken back, or given back, say what it is called now; they
    are found by that as well."""
    saying = Post.objects.filter(references__thread=thread).select_related("thread__circle").distinct()
    for post in saying.order_by("pk"):
        for row in (post, *post.revisions.all()):
            row.html = worded(post.thread, row.source).html
            if isinstance(row, Post) and row.is_withheld:
                Withheld.objects.filter(post=row).update(html=row.html)
            else:
                row.save(update_fields=["html"])
        indexing.update("post", [post.pk])
        post_rendered.send(sender=Post, post=post)
