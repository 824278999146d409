"""What is written beside a text or one of its sections, as feeds."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from essays.library.models import Essay, Section
from essays.margin.models import Annotation, Placement
from forum.circles.models import Circle
from forum.debate.models import Post
from forum.feeds.answering import feed
from forum.feeds.gathering import Feed, feed_of


@feed
def essay_feed(request: HttpRequest, slug: str) -> Feed:
    """Notes beside a text, and the replies to them."""
    essay = get_object_or_404(Essay.objects.visible_to(request.user).for_reading(), slug=slug)
    return feed_of(
        Post.objects.filter(
            thread__in=Annotation.objects.filter(essay=essay).values("thread"), thread__private_to=None
        ),
        request.user,
        title=essay.title,
        subtitle=essay.subtitle,
        href=essay.get_absolute_url(),
        path=reverse("essay_feed", args=[essay.slug]),
        is_closed=essay.circle.access == Circle.Access.CLOSED,
    )


@feed
def section_feed(request: HttpRequest, slug: str, section: str) -> Feed:
    """Notes of which a passage stands in a section, and the replies to them."""
    sections = Section.objects.visible_to(request.user).current().for_reading().defer("text", "blocks")
    found = get_object_or_404(sections, edition__essay__slug=slug, slug=section)
    essay = found.edition.essay
    here = Placement.objects.filter(section=found.pk).values("passage__annotation__thread")
    return feed_of(
        Post.objects.filter(thread__in=here, thread__private_to=None),
        request.user,
        title=f"{essay.title} · {found.name}",
        href=reverse("section", args=[essay.slug, found.slug]),
        path=reverse("section_feed", args=[essay.slug, found.slug]),
        is_closed=essay.circle.access == Circle.Access.CLOSED,
    )
