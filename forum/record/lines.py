"""The record as lines, for whoever checks it elsewhere: `{"n": 0, "hash": "…", "body": {…}}`, one an entry."""

from collections.abc import Iterator

from forum.record.models import Entry

AT_ONCE = 1000  # rows read at a time: so much stands in memory, however long the record is


def record_lines(*, first: int = 0, before: int) -> Iterator[str]:
    """The entries from number `first` on, up to but without `before`, each a line that ends with a newline. The bodies
    are the very bytes that were hashed."""
    while first < before:
        rows = Entry.objects.filter(number__gte=first, number__lt=before).order_by("number")
        found = list(rows.values_list("number", "hash", "body")[:AT_ONCE])
        if not found:
            return
        yield "".join(
            f'{{"n": {number}, "hash": "{hash}", "body": {body}}}\n' for number, hash, body in found
        )
        first = found[-1][0] + 1
