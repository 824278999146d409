"""Checking a citation against the book, and keeping how its checks stand."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essays.citing import photos
from essays.citing.later import is_quoted_the_same, later_of
from essays.citing.models import SAYS_MORE, Check, CheckRevision
from essays.citing.standing import standing_of
from essays.library.models import Citation
from forum.members.models import Member
from forum.permissions import Act, require


class SaysTooLittle(Exception):
    """A finding without the book's words that it is about."""

    def __init__(self) -> None:
        super().__init__(_("Say what stands in the book."))


@dataclass(frozen=True, slots=True)
class FoundInBook:
    """What a member found. `photo` is a picture as `photos.reencoded` returns it; None leaves an earlier one."""

    finding: str
    says: str = ""
    edition_used: str = ""
    page: str = ""
    photo: bytes | None = None


def check(*, member: Member, citation: Citation, found: FoundInBook, at: datetime | None = None) -> Check:
    """Write down what `member` found in the book; a member's second check of a citation revises the first.

    Where the citation stands in an earlier edition, it is written beside the same quotation in later ones, too.
    Raises SaysTooLittle for a finding that has to give the book's words and does not, and PermissionDenied.
    """
    require(member, Act.CHECK_CITATION, citation)
    if found.finding in SAYS_MORE and not found.says.strip():
        raise SaysTooLittle
    photo = photos.keep(found.photo) if found.photo else ""
    try:
        with transaction.atomic():
            at = at or timezone.now()
            later = [one for one in later_of(citation) if is_quoted_the_same(citation, one)]
            made, *_along = [_write(member, one, found, photo, at) for one in (citation, *later)]
            return made
    except BaseException:
        photos.forget(photo)  # no row will name it
        raise


def _write(member: Member, citation: Citation, found: FoundInBook, photo: str, at: datetime) -> Check:
    # One after the other: how the checks stand is told from all of them.
    locked = Citation.objects.select_for_update(no_key=True).get(pk=citation.pk)
    earlier = Check.objects.filter(citation=locked, member=member).first()
    said = {
        "finding": found.finding,
        "says": found.says.strip(),
        "edition_used": found.edition_used,
        "page": found.page,
    }
    if earlier is None:
        made = Check.objects.create(citation=locked, member=member, made_at=at, photo=photo, **said)
    else:
        made = _revise(earlier, said | {"photo": photo or earlier.photo}, at)
    _keep_standing(locked)
    return made


def _revise(check: Check, said: dict[str, str], at: datetime) -> Check:
    """Give a check other words, keeping the earlier ones; the same words once more change nothing."""
    earlier = {name: getattr(check, name) for name in said}
    if earlier == said:
        return check
    CheckRevision.objects.create(
        of=check, number=check.number, written_at=check.revised_at or check.made_at, **earlier
    )
    for name, value in said.items():
        setattr(check, name, value)
    check.number += 1
    check.revised_at = at
    check.save(update_fields=[*said, "number", "revised_at"])
    return check


def _keep_standing(citation: Citation) -> None:
    findings = list(Check.objects.filter(citation=citation).order_by("pk").values_list("finding", flat=True))
    standing = standing_of(findings)
    Citation.objects.filter(pk=citation.pk).update(
        standing=standing.state, finding=standing.finding, checks_made=len(findings)
    )
