"""What `verify_record` says of posts: the last checkpoint held against them."""

from collections.abc import Iterator

from forum.debate.sealing.actions import leaves
from forum.debate.sealing.comparing import compared, in_steps
from forum.debate.sealing.models import Seal
from forum.record.checkpoints import last_checkpoint
from forum.record.merkle import root_of


def checkpoint_holds() -> Iterator[str]:
    """Whether the seals that the last checkpoint was made of are still those."""
    last = last_checkpoint()
    if last is not None:
        root, count = root_of(leaves())
        if (root.hex(), count) != (last.read("root"), last.read("count")):
            yield f"entry {last.number}: the seals of the posts are not those that this checkpoint holds"


def posts_hold() -> Iterator[str]:
    """Each post that is not what the program wrote, or not what the last checkpoint held."""
    for some in in_steps(Seal.objects.all()):
        for one in compared(some):
            if one.wrong:
                yield f"post {one.seal.post}: {one.wrong}"
