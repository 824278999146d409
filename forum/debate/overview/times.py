"""In which span of time something happened, told by the database."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Case, IntegerField, Value, When


def span_at(moment: str, begins: Sequence[datetime]) -> Case:
    """The number, from 0, of the span in which the time at the lookup `moment` lies, as a database expression; what
    lies before the first span, or after the last, is in that one."""
    later = [When(**{f"{moment}__lt": begin}, then=Value(number)) for number, begin in enumerate(begins[1:])]
    return Case(*later, default=Value(len(begins) - 1), output_field=IntegerField())
