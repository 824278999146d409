"""Many sources at once, as a text that is put up cites them."""

from collections.abc import Collection, Iterator

from django.db import transaction

from forum.members.models import Member
from forum.permissions import Act, require
from forum.search.indexing import update as update_found
from forum.sources import csl
from forum.sources.csl import Details
from forum.sources.finding import SOURCE
from forum.sources.indexing import index_of
from forum.sources.models import Source

AT_ONCE = 500  # rows a statement, which every engine takes


@transaction.atomic
def find_or_add_all(details: Collection[Details], *, added_by: Member | None) -> dict[Details, Source]:
    """The source of each of `details`, known already or new, in two or three statements for every AT_ONCE of them.

    As `find_or_add`, they are known where all that is said agrees. `added_by` is None on the command line, where
    nobody is asked for a permission.
    """
    if added_by is not None:
        require(added_by, Act.ADD_SOURCE)
    keys = {one: csl.key_of(one) for one in details}
    known = _known(keys.values())
    missing = {key: one for one, key in keys.items() if key not in known}
    Source.objects.bulk_create(
        [source_of(one, key, added_by) for key, one in sorted(missing.items())],
        batch_size=AT_ONCE,
        ignore_conflicts=True,  # another may add the same at the same moment
    )
    added = _known(missing)
    update_found(SOURCE, [source.pk for source in added.values()])
    known |= added
    return {one: known[key] for one, key in keys.items()}


def source_of(details: Details, key: str, added_by: Member | None) -> Source:
    """An unsaved row for these details."""
    item = csl.item_of(details)
    return Source(key=key, csl=item, added_by=added_by, **index_of(item))


def _known(keys: Collection[str]) -> dict[str, Source]:
    return {source.key: source for some in _in_lots(keys) for source in Source.objects.filter(key__in=some)}


def _in_lots(keys: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(keys)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
