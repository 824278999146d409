"""Tells the forum where an annotation's thread stands."""

from collections.abc import Iterable

from django.urls import reverse

from essays.margin.models import Passage
from forum.debate import contexts

ANNOTATION = "annotation"


def register() -> None:
    contexts.register(ANNOTATION, contexts_of_annotations)


def contexts_of_annotations(thread_ids: Iterable[int]) -> dict[int, contexts.Context]:
    """Essay, section and quoted words of annotations' threads, by thread id, in one query."""
    first = Passage.objects.filter(annotation__thread__in=list(thread_ids), position=0)
    return {
        passage.annotation.thread_id: context_of(passage) for passage in first.select_related("annotation__essay")
    }


def context_of(passage: Passage) -> contexts.Context:
    annotation = passage.annotation
    return contexts.Context(
        title=annotation.essay.title,
        url=reverse("annotation", args=[annotation.pk]),
        place_url=reverse("essay", args=[annotation.essay.slug]),
        quote=passage.exact,
    )
