"""What somebody has read of a thread, as a watermark and a few exceptions. Knows nothing of rows.

Posts are numbered in the order in which they arrive; a thread is read in another order, depth first and in pages. So a
page reads some of the newer posts and leaves older ones, and a mark says: everything up to a number is read, and of
what came after, these. A mark never says of a post that it is read unless it was shown, or everything was marked.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

MOST = 1_000  # posts remembered one by one; of what is forgotten beyond that, a mark says "new" again


@dataclass(frozen=True, slots=True)
class Mark:
    """Every post up to the number `up_to` is read, and beyond it those in `beyond`."""

    up_to: int = 0
    beyond: frozenset[int] = frozenset()

    def has_read(self, post: int) -> bool:
        return post <= self.up_to or post in self.beyond

    def with_shown(self, posts: Iterable[int]) -> "Mark":
        """The same after these posts were shown. In whichever order pages are read, it comes to the same."""
        return Mark(self.up_to, self.beyond | {post for post in posts if post > self.up_to})

    def raised_to(self, number: int) -> "Mark":
        """The same once everything up to that number counts as read."""
        up_to = max(self.up_to, number)
        return Mark(up_to, frozenset(post for post in self.beyond if post > up_to))

    def joined_with(self, other: "Mark") -> "Mark":
        """What either of the two says is read."""
        return Mark(self.up_to, self.beyond | other.beyond).raised_to(other.up_to)

    def with_moved(self, moved: Collection[int], other: "Mark", present: Collection[int]) -> "Mark":
        """The same where posts have `moved` here, of which `other` says what is read, among all that is `present`.

        The watermark sinks below the first of them that is not read, and what it sinks past is remembered one by one.
        """
        unread = [post for post in moved if not other.has_read(post)]
        up_to = min([self.up_to, *(post - 1 for post in unread)])
        read_here = {post for post in present if up_to < post and self.has_read(post)} - set(unread)
        return Mark(
            up_to, frozenset(read_here | {post for post in moved if post > up_to and other.has_read(post)})
        )

    def moved_over(self, present: Sequence[int]) -> "Mark":
        """The same, said shorter: the watermark moves over what is read at the beginning of `present`.

        `present` is every post above the watermark that could be new, ascending and without a gap up to its last.
        """
        up_to = self.up_to
        for post in present:
            if not self.has_read(post):
                break
            up_to = post
        return self.raised_to(up_to)

    def bounded(self, most: int = MOST) -> "Mark":
        """The same with at most so many exceptions. The older ones are forgotten, and count as new again."""
        if len(self.beyond) <= most:
            return self
        return Mark(self.up_to, frozenset(sorted(self.beyond)[-most:] if most else ()))
