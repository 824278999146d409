"""The notes beside some sections that are worth talking about: the liveliest, and those that nobody has answered."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q

from essays.margin.models import Placement
from essays.margin.notes import Note, notes_of
from essays.margin.querysets import THREAD
from forum.circles.models import Circle
from forum.debate.models import Kind

WANT_AN_ANSWER = (Kind.CRITIQUE, Kind.COUNTER_EVIDENCE, Kind.QUESTION)


def for_all_of(circle: Circle) -> Q:
    """The condition that everybody who sees what the circle does may read a note's thread."""
    return Q(**{f"{THREAD}__circle": circle}) | Q(**{f"{THREAD}__circle__access": Circle.Access.OPEN})


def rows_of_liveliest(places: Any, most: int) -> list[Any]:
    """Those with most replies, of equals the one answered last; one query."""
    order = (f"-{THREAD}__reply_count", f"-{THREAD}__last_post_at", "-pk")
    return list(places.filter(**{f"{THREAD}__reply_count__gt": 0}).for_notes().order_by(*order)[:most])


def rows_unanswered(places: Any, most: int) -> list[Any]:
    """What was said against the text, or asked, that nobody has answered, the longest waiting first; one query."""
    open_ones = {f"{THREAD}__answered_at": None, f"{THREAD}__opening__kind__in": WANT_AN_ANSWER}
    return list(
        places.filter(**open_ones).for_notes().order_by(f"{THREAD}__opening__written_at", "pk")[:most]
    )


def shared_beside(reader: Any, sections: Collection[int]) -> Any:
    """The first places of notes beside these sections that others read too."""
    places = Placement.objects.filter(section__in=sections, passage__position=0)
    return places.visible_to(reader).with_words().filter(**{f"{THREAD}__private_to": None})


def liveliest(reader: Any, sections: Collection[int], most: int) -> Sequence[Note]:
    return notes_of(rows_of_liveliest(shared_beside(reader, sections), most))


def unanswered(reader: Any, sections: Collection[int], most: int) -> Sequence[Note]:
    return notes_of(rows_unanswered(shared_beside(reader, sections), most))
