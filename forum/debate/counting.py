"""Counting no further than somebody wants to know."""

from django.db.models import IntegerField, Subquery


class CountOf(Subquery):
    """How many rows a subquery has, as a database expression. Its slice bounds what is counted."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
