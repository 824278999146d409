"""From one edition to the next: what members have found out about citations that stand in both."""

from collections.abc import Mapping

from django.db import transaction

from essays.citing.later import is_quoted_the_same
from essays.citing.models import Check, CheckRevision, Mending
from essays.library.models import Citation, Edition

_MEANT = ("source_id", "place", "speaker", "speech", "same_place_as", "certainty")
_STANDS = ("standing", "finding", "checks_made")
_FOUND = ("finding", "says", "edition_used", "page", "photo")


@transaction.atomic
def carry_over(*, old: Edition, new: Edition, successors: Mapping[int, int | None]) -> int:
    """Give the citations of `new` the mendings and the checks of those they succeed, and return how many got any.

    `successors` says which block of `new` a block of `old` has become, both by their numbers. A mending holds as long
    as the citation is printed the same; a check only if the quotation is, too. What stands in `old` stays there.
    """
    succeeding = {row.block: row for row in _citations(new)}
    copies: dict[int, Mending] = {}
    carried = 0
    for before in _citations(old):
        after = succeeding.get(successors.get(before.block) or 0)
        if after is not None and after.raw == before.raw:
            carried += _carry(before, after, copies)
    return carried


def _citations(edition: Edition) -> list[Citation]:
    rows = Citation.objects.filter(section__edition=edition).for_reading()
    return list(rows.prefetch_related("checks__revisions", "mendings").order_by("position"))


def _carry(before: Citation, after: Citation, copies: dict[int, Mending]) -> bool:
    mendings = sorted(before.mendings.all(), key=lambda row: row.pk)
    checks = list(before.checks.all())
    changed: list[str] = []
    if mendings:
        _copy(before, after, _MEANT)
        changed += _MEANT
        _carry_mendings(mendings, after, copies)
    if checks and is_quoted_the_same(before, after):
        _copy(before, after, _STANDS)
        changed += _STANDS
        for check in checks:
            _carry_check(check, after)
    if changed:
        after.save(update_fields=changed)
    return bool(changed)


def _carry_mendings(mendings: list[Mending], after: Citation, copies: dict[int, Mending]) -> None:
    """Copies of these rows, in their order; what one took back, or was mended along with, is the copy of that."""
    for row in mendings:
        copies[row.pk] = Mending.objects.create(
            citation=after,
            member_id=row.member_id,
            at=row.at,
            before=row.before,
            after=row.after,
            note=row.note,
            reverts=copies.get(row.reverts_id or 0),
            along_with=copies.get(row.along_with_id or 0),
        )


def _carry_check(check: Check, after: Citation) -> None:
    copy = Check.objects.create(
        citation=after,
        member_id=check.member_id,
        number=check.number,
        made_at=check.made_at,
        revised_at=check.revised_at,
        **{name: getattr(check, name) for name in _FOUND},
    )
    CheckRevision.objects.bulk_create(
        CheckRevision(
            of=copy,
            number=revision.number,
            written_at=revision.written_at,
            **{name: getattr(revision, name) for name in _FOUND},
        )
        for revision in check.revisions.all()
    )


def _copy(before: Citation, after: Citation, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(after, name, getattr(before, name))
