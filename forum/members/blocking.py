"""Not being shown what somebody writes, nor being called by them. Nobody but the one who blocks knows of it.

A block changes nothing of what others see, or of what the blocked may do: it is no act of power and has no entry. It is
one way, for who blocks alone: of being blocked one would otherwise be told by what is missing.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from forum.members.models import Block, Member
from forum.members.signals import member_blocked
from forum.permissions import Act, require


@transaction.atomic
def block(*, member: Member, other: Member) -> Block:
    """Let `member` not be shown any more what `other` writes. Twice changes nothing."""
    require(member, Act.BLOCK, other)
    made, is_new = Block.objects.get_or_create(blocker=member, blocked=other, defaults={"at": timezone.now()})
    if is_new:
        member_blocked.send(sender=Block, member=member, other=other)
    return made


@transaction.atomic
def unblock(*, member: Member, other: Member) -> None:
    """Show them again. Whom one has not blocked stays as they are."""
    require(member, Act.BLOCK, other)
    Block.objects.filter(blocker=member, blocked=other).delete()


@dataclass(frozen=True)
class Blocked:
    """Whom somebody has blocked, by number, and by handle where that is all that a page knows of an author."""

    numbers: frozenset[int] = frozenset()
    handles: frozenset[str] = frozenset()

    def wrote(self, post: object) -> bool:
        """Whether words are those of somebody blocked; what was brought from elsewhere is nobody's here."""
        return bool(self.numbers) and post.author_id in self.numbers and not post.elsewhere  # type: ignore[attr-defined]


NOBODY = Blocked()


def blocked_by(reader: object) -> Blocked:
    """Whom `reader` has blocked; a visitor has blocked nobody. Asks nothing of the database of those who came in by
    their session (see backend.py): whoever blocks nobody costs a page nothing."""
    return getattr(reader, "blocked", NOBODY)


def read_blocked(member: Member) -> Blocked:
    """Whom `member` has blocked; one query."""
    rows = list(Block.objects.filter(blocker=member.pk).values_list("blocked_id", "blocked__handle"))
    return Blocked(frozenset(number for number, _ in rows), frozenset(handle for _, handle in rows))
