"""The way that leads here from another room: what a member takes along."""

from collections.abc import Mapping, Sequence
from typing import Any

from essays.editions.models import Agreement, NextEdition
from forum.members.models import Member
from forum.profiles import exporting


def register() -> None:
    exporting.register("editions_agreed_to", exported)


def exported(member: Member) -> Sequence[Mapping[str, Any]]:
    """The editions that the member agreed to, of those they see."""
    seen = NextEdition.objects.visible_to(member)
    mine = Agreement.objects.filter(member=member, next_edition__in=seen)
    return [
        {"text": one.next_edition.essay.title, "at": one.at.isoformat()}
        for one in mine.select_related("next_edition__essay")
    ]
