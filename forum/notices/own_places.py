"""The places of the forum itself: circles, threads, and branches, which are a post and all beneath it."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.circles.models import Circle
from forum.debate.lists import thread_lines
from forum.debate.models import Post, Thread
from forum.notices.places import KindOfPlace, PlaceTold, register


def register_own() -> None:
    register(KindOfPlace("branch", 50, gettext_lazy("Branch of a thread"), _branches_of, _tell_of_branches))
    register(
        KindOfPlace("thread", 40, gettext_lazy("Thread"), lambda post: [post.thread_id], _tell_of_threads)
    )
    register(KindOfPlace("circle", 10, gettext_lazy("Circle"), _circles_of, _tell_of_circles))


def _branches_of(post: Post) -> list[int]:
    """The posts that `post` stands under, the nearest first."""
    above = [post.path[:length] for length in range(len(post.path) - Post.STEP, -1, -Post.STEP)]
    found = Post.objects.filter(thread=post.thread_id, path__in=above) if above else Post.objects.none()
    return list(found.order_by("-path").values_list("pk", flat=True))


def _circles_of(post: Post) -> list[int]:
    return [post.thread.circle_id] if post.thread.circle_id else []


def _tell_of_circles(numbers: Collection[int], reader: Any) -> dict[int, PlaceTold]:
    found = Circle.objects.visible_to(reader).filter(pk__in=numbers)
    return {circle.pk: PlaceTold(circle.name, circle.get_absolute_url()) for circle in found}


def _tell_of_threads(numbers: Collection[int], reader: Any) -> dict[int, PlaceTold]:
    found = Thread.objects.visible_to(reader).filter(pk__in=numbers).for_lists()
    return {line.thread.pk: PlaceTold(line.title, line.href) for line in thread_lines(found)}


def _tell_of_branches(numbers: Collection[int], reader: Any) -> dict[int, PlaceTold]:
    posts = list(
        Post.objects.visible_to(reader)
        .filter(pk__in=numbers)
        .select_related("author", "thread__circle", "thread__opening__author")
    )
    lines = {line.thread.pk: line for line in thread_lines({post.thread for post in posts})}
    return {
        post.pk: PlaceTold(
            _("%(name)s’s post and the replies to it, in “%(thread)s”")
            % {"name": post.byline, "thread": lines[post.thread_id].title},
            post.get_absolute_url(),
        )
        for post in posts
    }
