"""Where a thread, or a post in it, is read: where the thread stands in the margin of something, there."""

from forum.debate.contexts import contexts_of
from forum.debate.models import Thread


def address_of(thread: Thread, query: str = "") -> str:
    """The address at which a thread is read, with a query."""
    context = contexts_of([thread]).get(thread.pk)
    address = context.url if context else thread.get_absolute_url()
    return f"{address}?{query}" if query else address


def address_at(thread: Thread, post: int) -> str:
    """The address of the page of a thread on which the post of that id stands."""
    return f"{address_of(thread, f'at={post}')}#post-{post}"
