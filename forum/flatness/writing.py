"""Posts and words: what is written in a circle, in its threads and in the margins of its texts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count as Number
from django.db.models import F, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Length, Replace
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.circles.models import Circle
from forum.debate.models import Post, Thread
from forum.flatness.measuring import Gathering
from forum.flatness.registry import Count, Measure, register

LATEST = 50  # threads of which it is asked who they would have missed: what goes on now, not long ago


def _half_of_posts(few: int, people: int) -> str:
    return ngettext(
        "%(few)s of %(people)s people wrote half of the posts.",
        "%(few)s of %(people)s people wrote half of the posts.",
        few,
    ) % {"few": few, "people": people}


def _half_of_words(few: int, people: int) -> str:
    return ngettext(
        "%(few)s of %(people)s people wrote half of the words.",
        "%(few)s of %(people)s people wrote half of the words.",
        few,
    ) % {"few": few, "people": people}


def _own_posts(own: int, total: int) -> str:
    return ngettext(
        "You wrote %(own)s of %(total)s post.", "You wrote %(own)s of %(total)s posts.", total
    ) % {"own": own, "total": total}


def _own_words(own: int, total: int) -> str:
    return ngettext(
        "You wrote %(own)s of %(total)s word.", "You wrote %(own)s of %(total)s words.", total
    ) % {"own": own, "total": total}


POSTS = Measure("posts", _("Posts"), _("posts"), _half_of_posts, _own_posts)
WORDS = Measure("words", _("Words"), _("words"), _half_of_words, _own_words)


def count_writing(circle: Circle, since: datetime | None, until: datetime) -> Mapping[str, Sequence[Count]]:
    """How many posts each member wrote in the circle, and how many words; not what was brought from elsewhere, nor what
    was withdrawn. Words are counted by the spaces between them: near enough, and the database does it."""
    posts = Post.objects.filter(thread__circle=circle, written_at__lte=until).written_here().with_words()
    if since is not None:
        posts = posts.filter(written_at__gte=since)
    spaces = Length("source") - Length(Replace("source", Value(" "), Value("")))
    rows = (
        posts.order_by()
        .annotate(length=spaces + 1)
        .values("author")
        .annotate(
            posts=Number("pk"),
            words=Sum("length"),
            squares=Sum(F("length") * F("length"), output_field=IntegerField()),
        )
        .values_list("author", "posts", "words", "squares")
    )
    counted = list(rows)
    return {
        POSTS.name: [Count.of(author, number) for author, number, _words, _squares in counted],
        WORDS.name: [Count(*row) for row in counted],
    }


def latest_threads(circle: Circle) -> list[Gathering]:
    """The circle's latest threads in which more than one person wrote, with whoever did; one query."""
    latest = Thread.objects.of(circle).order_by("-last_post_at", "-pk").values("pk")[:LATEST]
    opened_by = Thread.objects.filter(pk=OuterRef("thread")).values("opened_by")
    rows = (
        Post.objects.filter(thread__in=latest)
        .written_here()
        .with_words()
        .order_by()
        .annotate(begun_by=Subquery(opened_by))
        .values_list("thread", "begun_by", "author")
        .distinct()
    )
    found: dict[int, tuple[int, set[int]]] = {}
    for thread, begun_by, author in rows:
        found.setdefault(thread, (begun_by, set()))[1].add(author)
    return [Gathering(begun_by, frozenset(people)) for begun_by, people in found.values() if len(people) > 1]


def register_own() -> None:
    register([POSTS, WORDS], count_writing)
