"""Keeps the margin's tallies true when an annotation's opening post changes."""

from typing import Any

from essays.margin import tallies
from essays.margin.models import Annotation
from forum.debate.models import Post
from forum.debate.signals import post_edited, post_withdrawn


def connect() -> None:
    post_edited.connect(recount_the_edited, dispatch_uid="essays.margin.edited")
    post_withdrawn.connect(uncount_the_withdrawn, dispatch_uid="essays.margin.withdrawn")


def recount_the_edited(sender: Any, post: Post, before: str, **_: Any) -> None:
    if before != post.kind and (annotation := annotation_opened_by(post)):
        tallies.move(annotation, before=before, after=post.kind)


def uncount_the_withdrawn(sender: Any, post: Post, **_: Any) -> None:
    if annotation := annotation_opened_by(post):
        tallies.take_out(annotation, kind=post.kind)


def annotation_opened_by(post: Post) -> Annotation | None:
    """The annotation this post opens, if it does; replies and the circles' own threads open none."""
    if post.answers_id is not None:
        return None
    return Annotation.objects.filter(thread=post.thread_id).select_related("thread").first()
