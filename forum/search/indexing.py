"""Keeping the index: whoever changes a thing that can be found says so here, in the same transaction."""

from collections.abc import Collection, Iterator, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from forum.search import keys
from forum.search.folding import kept
from forum.search.models import Document, Rebuilding
from forum.search.registry import Entry, Findable, findable

VERSION = 1  # of what is kept; counted up when what is written before must be written anew
AT_ONCE = 200  # documents a statement
STEP = 200  # things a transaction, while all are written anew

_COLUMNS = [field.name for field in Document._meta.concrete_fields if not field.primary_key]


def update(name: str, ids: Collection[int], *, are_new: bool = False) -> None:
    """Have the index say of these things what they are now; of what cannot be found any more, nothing.

    Of things that `are_new` nothing stands there yet, so that nothing is looked up to be let go of.
    """
    one = findable(name)
    with transaction.atomic(savepoint=False):
        for some in _lots(ids):
            stood = [] if are_new else list(_documents_of(one, some).values_list("pk", flat=True))
            _write(one, some, stood)


def remove(name: str, ids: Collection[int]) -> None:
    """Take these things out of the index."""
    one = findable(name)
    with transaction.atomic():
        for some in _lots(ids):
            _documents_of(one, some).delete()


def rebuild(name: str, after: int = 0) -> int:
    """Write the next STEP things of a kind anew, those with higher numbers than `after`; return the last of their
    numbers, or 0 where none was left.

    Each is locked while it is read and written, so whoever changes one meanwhile comes before or after. What stands in
    the index is looked up before them: what is added while we look is let be.
    """
    one = findable(name)
    rows = one.rows().filter(pk__gt=after).order_by("pk")
    with transaction.atomic():
        ahead = list(rows.values_list("pk", flat=True)[:STEP])
        last = ahead[-1] if len(ahead) == STEP else keys.LAST
        standing = Document.objects.filter(pk__range=keys.keys_of(one.number, after + 1, last))
        stood = list(standing.values_list("pk", flat=True))
        locked = rows.filter(pk__lte=last).select_for_update(of=("self",), no_key=True)
        _write(one, list(locked.values_list("pk", flat=True)), stood)
    return last if len(ahead) == STEP else 0


def steps(name: str, after: int = 0) -> Iterator[int]:
    """Write all things of a kind anew whose numbers are higher than `after`, and tell after each step how far it has
    come, by the number of the last."""
    while after := rebuild(name, after):
        yield after


def note_rebuilt() -> None:
    """Remember that everything was written in the form of this version."""
    Rebuilding.objects.get_or_create(version=VERSION)


def is_rebuilt() -> bool:
    return Rebuilding.objects.filter(version=VERSION).exists()


def _lots(ids: Collection[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(ids)
    return (ordered[begin : begin + STEP] for begin in range(0, len(ordered), STEP))


def _documents_of(one: Findable, ids: Sequence[int]) -> QuerySet[Document]:
    """What stands in the index of these things, and of all their parts."""
    ranges = Q()
    for each in ids:
        ranges |= Q(pk__range=keys.keys_of(one.number, each, each))
    return Document.objects.filter(ranges)


def _write(one: Findable, ids: Sequence[int], stood: Collection[int]) -> None:
    """Write what these things are now, and let go of what `stood` in the index of them and is not written again."""
    documents = [_document_of(one, entry) for entry in one.entries(ids)] if ids else []
    if left := set(stood) - {document.pk for document in documents}:
        Document.objects.filter(pk__in=left).delete()
    Document.objects.bulk_create(
        documents,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_COLUMNS,
    )


def _document_of(one: Findable, entry: Entry) -> Document:
    return Document(
        pk=keys.key_of(one.number, entry.object_id, entry.part),
        what=one.name,
        object_id=entry.object_id,
        circle_id=entry.circle,
        beside_id=entry.beside,
        private_to_id=entry.private_to,
        at=entry.at,
        title=entry.title[:300],
        place=entry.place[:300],
        text=entry.text,
        address=entry.address,
        folded_title=kept(entry.title),
        folded_text=kept(f"{entry.text}\n{entry.also}"),
        facets=" ".join(entry.facets),
    )
