"""Where a post's HTML is, when it does not stand on the post: told by the room that withholds words. To withhold them
changes what readers see, by an entry in the record; it does not change what was written."""

from collections.abc import Callable, Collection, Mapping

from forum.debate.models import Post

Lookup = Callable[[Collection[int]], Mapping[int, str]]

_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """`lookup` takes numbers of posts and returns the HTML that it keeps of those it withholds, in one query."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def html_of(posts: Collection[Post]) -> dict[int, str]:
    """What the program made of the words of each post, wherever it is kept. Asks nothing of posts that show theirs."""
    found = {post.pk: post.html for post in posts}
    bare = [post.pk for post in posts if not post.html and not post.withdrawn_at]
    for lookup in _lookups if bare else ():
        found |= lookup(bare)
    return found
