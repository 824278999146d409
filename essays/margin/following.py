"""Texts and their sections as places to subscribe to: for what is written in their margin."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essays.library.models import Edition, Essay, Section
from essays.library.signals import edition_published
from essays.margin.contexts import ANNOTATION
from essays.margin.models import Annotation, Placement
from forum.debate.models import Post
from forum.notices.models import Subscription
from forum.notices.places import KindOfPlace, PlaceTold, register

ESSAY, SECTION = "essay", "section"


def connect() -> None:
    register(KindOfPlace(SECTION, 30, _("Section of a text"), _sections_of, _tell_of_sections))
    register(KindOfPlace(ESSAY, 20, _("Text"), _essays_of, _tell_of_essays))
    edition_published.connect(follow_into_the_next, dispatch_uid="essays.margin.following")


@transaction.atomic
def follow_into_the_next(sender: Any, edition: Edition, before: Edition, **_: Any) -> None:
    """Whoever follows a section follows the one that most of its blocks have gone to.

    Where two sections that a member follows have become one, what they said last counts.
    """
    becomes = _becoming(edition, before)
    said = Subscription.objects.filter(place=SECTION, place_id__in=becomes).order_by("said_at", "pk")
    last = {(one.member_id, becomes[one.place_id]): one for one in said.select_for_update()}
    kept = {one.pk for one in last.values()}
    said.exclude(pk__in=kept).delete()
    for (_member, section), one in last.items():
        one.place_id = section
    Subscription.objects.bulk_update(last.values(), ["place_id"], batch_size=500)


def _becoming(edition: Edition, before: Edition) -> dict[int, int]:
    """The numbers of the sections of `before`, and of what each has become; without those that nothing is left of."""
    stands_in = {
        block["number"]: section.pk for section in edition.sections.only("blocks") for block in section.blocks
    }
    became = dict(enumerate(edition.succession or [], start=1))
    found = {}
    for section in before.sections.only("blocks"):
        gone_to = Counter(
            stands_in[after]
            for block in section.blocks
            if (after := became.get(block["number"])) in stands_in
        )
        if gone_to:
            found[section.pk] = gone_to.most_common(1)[0][0]
    return found


def _sections_of(post: Post) -> list[int]:
    """Those in which the note stands that `post` belongs to."""
    if post.thread.context != ANNOTATION:
        return []
    places = Placement.objects.filter(passage__annotation__thread=post.thread_id, section__isnull=False)
    return list(places.current().order_by("section").values_list("section", flat=True).distinct())


def _essays_of(post: Post) -> list[int]:
    if post.thread.context != ANNOTATION:
        return []
    return list(Annotation.objects.filter(thread=post.thread_id).values_list("essay", flat=True))


def _tell_of_sections(numbers: Collection[int], reader: Any) -> dict[int, PlaceTold]:
    sections = Section.objects.visible_to(reader).current().for_reading().defer("text", "blocks")
    return {
        section.pk: PlaceTold(
            f"{section.edition.essay.title} · {section.name}",
            reverse("section", args=[section.edition.essay.slug, section.slug]),
            section="texts",
        )
        for section in sections.filter(pk__in=numbers)
    }


def _tell_of_essays(numbers: Collection[int], reader: Any) -> dict[int, PlaceTold]:
    essays = Essay.objects.visible_to(reader).filter(pk__in=numbers)
    return {essay.pk: PlaceTold(essay.title, essay.get_absolute_url(), section="texts") for essay in essays}
