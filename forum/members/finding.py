"""Members, by name, handle and what they say of themselves."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from forum.members.models import Member
from forum.search import indexing
from forum.search.registry import Entry, Findable, Group, shown_as_kept
from forum.search.registry import register as register_findable

MEMBER = "member"
PEOPLE = Group("people", _("People"))

_TOLD = {"handle", "display_name", "about", "is_active"}  # what is found of them


def register() -> None:
    register_findable(
        Findable(
            name=MEMBER,
            number=10,
            group=PEOPLE,
            rows=members,
            entries=entries,
            seen=seen,
            show=shown_as_kept("person", _("Member")),
        )
    )
    post_save.connect(follow, sender=Member, dispatch_uid="forum.members.found")


def members() -> QuerySet[Member]:
    return Member.objects.filter(is_active=True)


def entries(ids: Collection[int]) -> Iterator[Entry]:
    for member in members().filter(pk__in=ids):
        yield Entry(
            object_id=member.pk,
            at=member.joined_at,
            title=member.name,
            text=member.about,
            also=member.handle,
            place=member.handle,
            address=member.get_absolute_url(),
            facets=[f"by:{member.handle}"],
        )


def seen(_reader: Any) -> Q:
    """Everyone sees who is here, as on their pages."""
    return Q()


def follow(sender: Any, instance: Member, raw: bool, update_fields: Collection[str] | None, **_: Any) -> None:
    if not raw and (update_fields is None or _TOLD & set(update_fields)):
        indexing.update(MEMBER, [instance.pk])
