"""Circles as a large installation has them, and their pages."""

from datetime import timedelta
from random import Random

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from forum.circles.models import Circle, Membership
from forum.debate.models import Kind, Post, Thread
from forum.members.models import Member
from tests.bench.people import People
from tests.bench.words import wordings

CIRCLES, MEMBERS, THREADS = 100, 1_000, 5_000
OF_EACH = 60  # circles' members, beside those of the busiest, in which everyone is
WORDS = 40
BATCH = 500


@transaction.atomic
def fill(people: People) -> Circle:
    """Make CIRCLES circles with MEMBERS members and THREADS threads of one post; return the busiest, which holds half
    of the threads and everyone, the reader of `people` too."""
    random, now = Random(7), timezone.now()
    members = Member.objects.bulk_create(
        Member(
            handle=f"joiner-{n}", display_name=f"Joiner {n}", email=f"joiner-{n}@example.org", password="!"
        )
        for n in range(MEMBERS)
    )
    circles = Circle.objects.bulk_create(
        Circle(slug=f"room-{n}", name=f"Room {n}", purpose="To read.", joining=Circle.Joining.ASKING)
        for n in range(CIRCLES)
    )
    busiest = circles[0]
    inside = {circle: random.sample(members, OF_EACH) for circle in circles} | {busiest: members}
    Membership.objects.bulk_create(
        (
            Membership(
                circle=circle, member=member, joined_at=now - timedelta(minutes=random.randrange(90_000))
            )
            for circle, some in inside.items()
            for member in some
        ),
        batch_size=BATCH,
    )
    Membership.objects.create(circle=busiest, member=people.reader)
    _open_threads(random, circles, members)
    return busiest


def pages(busiest: Circle) -> dict[str, str]:
    """Name and path of the pages that are measured beside the front door."""
    return {
        "circles": reverse("circles"),
        "busy circle": busiest.get_absolute_url(),
        "its members": reverse("circle_members", args=[busiest.slug]),
    }


def _open_threads(random: Random, circles: list[Circle], members: list[Member]) -> None:
    now, texts = timezone.now(), wordings(WORDS)
    threads = Thread.objects.bulk_create(
        (
            Thread(
                circle=circles[0] if n % 2 else random.choice(circles),
                title=f"A thread of a circle, number {n}",
                opened_by=random.choice(members),
                opened_at=now - timedelta(minutes=n),
                last_post_at=now - timedelta(minutes=n),
            )
            for n in range(THREADS)
        ),
        batch_size=BATCH,
    )
    posts = Post.objects.bulk_create(
        (
            Post(
                thread=thread,
                author_id=thread.opened_by_id,
                kind=random.choice(Kind.values),
                source=text.source,
                html=text.html,
                written_at=thread.opened_at,
            )
            for thread, text in zip(threads, texts, strict=False)
        ),
        batch_size=BATCH,
    )
    for thread, post in zip(threads, posts, strict=True):
        thread.opening = post
    Thread.objects.bulk_update(threads, ["opening"], batch_size=BATCH)
