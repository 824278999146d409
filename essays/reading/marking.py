"""How far one has read, and whether one wants to see notes before: written for oneself, and read by nobody else."""

from django.db import transaction
from django.utils import timezone

from essays.library.models import Essay, Section
from essays.reading.models import Lift, Mark
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def mark_read(*, member: Member, essay: Essay, section: Section | None) -> None:
    """Say that one has read `essay` to the end of `section`; None for nothing of it."""
    require(member, Act.MARK_PROGRESS)
    said = {"section": section, "at": timezone.now()}
    Mark.objects.update_or_create(member=member, essay=essay, defaults=said)


@transaction.atomic
def lift_here(*, member: Member, section: Section) -> None:
    """See the notes beside a section before one has read it. Twice changes nothing."""
    require(member, Act.MARK_PROGRESS)
    Lift.objects.bulk_create([Lift(member=member, section=section)], ignore_conflicts=True)


@transaction.atomic
def lift_for_good(*, member: Member, essay: Essay) -> None:
    """See all notes beside a text, whether one has read it or not."""
    require(member, Act.MARK_PROGRESS)
    Mark.objects.update_or_create(member=member, essay=essay, defaults={"unveiled_at": timezone.now()})


@transaction.atomic
def veil_again(*, member: Member, essay: Essay) -> None:
    """See no notes any more beside what one has not read."""
    require(member, Act.MARK_PROGRESS)
    Mark.objects.filter(member=member, essay=essay).update(unveiled_at=None)
    Lift.objects.filter(member=member, section__edition__essay=essay).delete()
