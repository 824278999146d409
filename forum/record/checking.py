"""Whether the record holds, and the rows with it: the chain with its draws and tallies by the very code that is served
to everyone, and whatever rooms above have registered of their own rows."""

from collections.abc import Callable, Iterator

from forum.record.hashing import BEGINNING
from forum.record.lines import record_lines
from forum.record.models import Entry, Head
from forum.record.verify import check

AT_ONCE = 1000  # rows read at a time

Check = Callable[[], Iterator[str]]

_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """`check` says, one after the other, what does not hold of what `name` names; nothing, where all holds."""
    _checks[name] = check


def checks() -> dict[str, Check]:
    """Every check by its name, the chain's first: what is said of rows rests on it."""
    return {"chain, draws and tallies": chain, "entries": entries, **_checks}


def chain() -> Iterator[str]:
    """What `verify.py` finds, and whether the record ends where it says that it does."""
    newest = Entry.objects.order_by("-number").values_list("number", flat=True).first()
    count, last = 0, BEGINNING.hex()
    try:
        for last in check(_lines(-1 if newest is None else newest)):  # noqa: B007  (the last one is asked for below)
            count += 1
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError) as what:
        yield f"entry {count}: this does not hold: {what}"
        return
    end = Head.objects.first()
    if (count, last) != ((end.next_number, end.hash) if end else (0, BEGINNING.hex())):
        yield f"entry {count}: the record ends before it, and its head says otherwise"


def entries() -> Iterator[str]:
    """Whether what pages show of entries is what the entries say."""
    rows = Entry.objects.order_by("number").only("number", "at", "type", "body")
    for entry in rows.iterator(chunk_size=AT_ONCE):
        body = entry.read_all()
        if (body.get("type"), body.get("at")) != (entry.type, f"{entry.at:%Y-%m-%dT%H:%M:%SZ}"):
            yield f"entry {entry.number}: its row says another type or time than the entry itself"


def _lines(newest: int) -> Iterator[str]:
    for some in record_lines(before=newest + 1):
        yield from some.rstrip("\n").split("\n")
