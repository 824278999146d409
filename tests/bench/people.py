"""Who writes and who reads in the measured installation."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from forum.circles.actions import join, open_circle
from forum.circles.models import Circle, Membership
from forum.members.models import Member

WRITERS = 200
CIRCLES = 10


@dataclass(frozen=True)
class People:
    commons: Circle
    reader: Member  # in the Commons and in every circle, as someone who takes part is
    writers: list[Member]

    def in_turn(self) -> Iterator[Member]:
        return cycle(self.writers)


def gather() -> People:
    commons = Circle.objects.commons()
    writers = Member.objects.bulk_create(
        Member(
            handle=f"writer-{n}", display_name=f"Writer {n}", email=f"writer-{n}@example.org", password="!"
        )
        for n in range(WRITERS)
    )
    Membership.objects.bulk_create(Membership(circle=commons, member=writer) for writer in writers)
    reader = Member.objects.create_user("reader", "reader@example.org", display_name="Reader")
    for n in range(CIRCLES):
        join(member=reader, circle=open_circle(member=writers[n], slug=f"table-{n}", name=f"Table {n}"))
    return People(commons, reader, writers)
