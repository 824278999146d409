"""Keeps the margin's versions and tallies true when an annotation's opening post changes, or is answered."""

from typing import Any

from essays.library.holding import hold
from essays.margin import tallies, versions
from essays.margin.contexts import ANNOTATION
from essays.margin.models import Annotation
from forum.debate.models import Post, Thread
from forum.debate.restraining.signals import post_freed, post_restrained
from forum.debate.signals import (
    branch_moved,
    post_edited,
    post_replied,
    post_withdrawn,
    thread_answered,
    thread_unanswered,
)


def connect() -> None:
    post_restrained.connect(count_anew, dispatch_uid="essays.margin.restrained")
    post_freed.connect(count_anew, dispatch_uid="essays.margin.freed")
    branch_moved.connect(show_what_is_left_to_read, dispatch_uid="essays.margin.moved")
    post_edited.connect(recount_the_edited, dispatch_uid="essays.margin.edited")
    post_replied.connect(show_the_withdrawn_again, dispatch_uid="essays.margin.replied")
    post_withdrawn.connect(uncount_the_withdrawn, dispatch_uid="essays.margin.withdrawn")
    thread_answered.connect(count_as_answered, dispatch_uid="essays.margin.answered")
    thread_unanswered.connect(count_as_unanswered, dispatch_uid="essays.margin.unanswered")


def recount_the_edited(sender: Any, post: Post, before: str, **_: Any) -> None:
    if annotation := annotation_opened_by(post):
        touch(annotation)
        if before != post.kind:
            tallies.move(annotation, before=before, after=post.kind)


def uncount_the_withdrawn(sender: Any, post: Post, **_: Any) -> None:
    if annotation := annotation_opened_by(post):
        touch(annotation)
        if not post.is_withheld:
            tallies.take_out(annotation, kind=post.kind)


def count_anew(sender: Any, post: Post, **_: Any) -> None:
    """A note whose words are withheld keeps its place in the margin, and is counted no longer; or again."""
    if annotation := annotation_opened_by(post):
        touch(annotation)
        tallies.recount({section.pk for section, _ in tallies.places_of(annotation)})


def show_the_withdrawn_again(sender: Any, post: Post, **_: Any) -> None:
    """A note that was withdrawn stands in the margin as soon as there is something to read below it."""
    _touch_withdrawn(post.thread)


def show_what_is_left_to_read(sender: Any, source: Thread, target: Thread, **_: Any) -> None:
    """A note that was withdrawn stands in the margin only as long as there is something to read below it."""
    for thread in (source, target):
        _touch_withdrawn(thread)


def count_as_answered(sender: Any, thread: Thread, **_: Any) -> None:
    _count_answered(thread, is_answered=True)


def count_as_unanswered(sender: Any, thread: Thread, **_: Any) -> None:
    _count_answered(thread, is_answered=False)


def touch(annotation: Annotation) -> None:
    """Something else is said from now on beside each section in which the annotation stands."""
    hold(annotation.essay_id)
    versions.touch(annotation.thread, [section.pk for section, _ in tallies.places_of(annotation)])


def annotation_opened_by(post: Post) -> Annotation | None:
    """The annotation this post opens, if it does; replies and the circles' own threads open none.

    Its thread is locked: whether it is answered stays as it is found until the transaction ends.
    """
    if post.answers_id is not None:
        return None
    thread = Thread.objects.select_for_update(no_key=True).get(pk=post.thread_id)
    annotation = Annotation.objects.filter(thread=thread).first()
    if annotation:
        annotation.thread = thread
    return annotation


def _touch_withdrawn(thread: Thread) -> None:
    if thread.context != ANNOTATION:
        return
    withdrawn = Annotation.objects.filter(thread=thread, thread__opening__withdrawn_at__isnull=False)
    if annotation := withdrawn.select_related("thread").first():
        touch(annotation)


def _count_answered(thread: Thread, *, is_answered: bool) -> None:
    """A note without words is in no tally, and yet its version is touched: what is unanswered may be asked for."""
    if annotation := Annotation.objects.filter(thread=thread).select_related("thread__opening").first():
        touch(annotation)
        opening = annotation.thread.opening
        if opening and opening.has_words:
            tallies.answered(annotation, kind=opening.kind, is_answered=is_answered)
