"""Adding sources."""

from django.db import transaction

from forum.members.models import Member
from forum.permissions import Act, require
from forum.sources import csl
from forum.sources.models import Source


@transaction.atomic
def find_or_add(
    *, member: Member, author: str, title: str, year: str = "", publisher: str = "", address: str = ""
) -> Source:
    """The source with these details: the one that is known already, or a new one.

    It is known already where everything that is said agrees, however it is spelled: nobody's citation says what
    another has typed. Authors are parted by semicolons; `address` is a URL or a DOI. Two members adding one source
    at once get the same row.
    """
    require(member, Act.ADD_SOURCE)
    details = csl.Details(*(" ".join(said.split()) for said in (author, title, year, publisher, address)))
    source, _ = Source.objects.get_or_create(
        key=csl.key_of(details),
        defaults={
            "csl": csl.item_of(details),
            "author": details.author,
            "title": details.title,
            "year": details.year,
            "folded": csl.fold(f"{details.author} {details.title} {details.year}")[:700],
            "added_by": member,
        },
    )
    return source
