"""Whether an edition answers the notes it is said to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from essays.editions.models import Answer
from essays.editions.querysets import is_anything_asked_of
from essays.margin.models import Annotation
from forum.permissions import Act, can

ASKED = 5  # questions to a member on the front door


@dataclass(frozen=True, slots=True)
class Answered:
    """Editions that are said to answer a note, and whether the reader is who may say so."""

    annotation: Annotation
    answers: Sequence[Answer]
    is_own: bool


def answered(reader: Any, annotation: Annotation) -> Answered | None:
    """What a note's page tells of the editions that answer it; one query, none in a text of one edition."""
    if annotation.essay.current.number == 1:
        return None
    answers = list(
        Answer.objects.published()
        .filter(annotation=annotation)
        .select_related("next_edition__edition", "next_edition__proposed_by")
        .defer("next_edition__outline", "next_edition__changes", "next_edition__edition__succession")
    )
    return Answered(annotation, answers, can(reader, Act.ANSWER_EDITION, annotation)) if answers else None


def asked_of(member: Any) -> Sequence[Answer]:
    """The questions that wait for a member, the newest first; one query, and another where there are any."""
    if not is_anything_asked_of(member):
        return []
    asked = (
        Answer.objects.asked_of(member)
        .visible_to(member)
        .select_related("annotation__essay", "annotation__thread__opening", "next_edition__edition")
        .defer("next_edition__outline", "next_edition__changes", "next_edition__edition__succession")
    )
    return list(asked.order_by("-pk")[:ASKED])
