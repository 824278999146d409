"""Whether an edition answers the notes it is said to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from essays.editions.models import Answer
from essays.margin.models import Annotation
from forum.members.models import Member
from forum.permissions import Act, can
from forum.web.prepared import Prepared
from forum.web.questions import Question

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


def asks(member: Any) -> Question:
    """Whether published editions answer notes of the member's, to be asked together with other questions; it finds the
    newest answers first."""
    return Question(_ASKED, (member,))


def _asked_of(member: Any) -> QuerySet:
    asked = (
        Answer.objects.asked_of(member)
        .visible_to(member)
        .select_related("annotation__essay", "annotation__thread__opening", "next_edition__edition")
        .defer("next_edition__outline", "next_edition__changes", "next_edition__edition__succession")
    )
    return asked.order_by("-pk")[:ASKED]


_ASKED = Prepared(_asked_of, Member)
