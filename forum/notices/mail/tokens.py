"""What a link in a mail lets whoever holds it do without signing in: stop such mail, and nothing else.

A link works as long as the installation keeps its secret key, since a mail may be opened years later.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from forum.members.models import Member

SALT = "forum.notices.unsubscribe"
DIGEST, ALL = "digest", "all"
MEETING = "meeting-"  # and its number, or several


@dataclass(frozen=True)
class Unsubscription:
    """Whose mail is to stop, and which: DIGEST, ALL, `of_meetings` some, or that about the thread of a number."""

    member: int
    what: str | int

    @property
    def meetings(self) -> list[int]:
        """The numbers of the meetings that it is about, if it is about any."""
        what = str(self.what)
        return [int(pk) for pk in what.removeprefix(MEETING).split("-")] if what.startswith(MEETING) else []


def of_meeting(pk: int) -> str:
    """What stops mail about the meeting of that number."""
    return of_meetings([pk])


def of_meetings(numbers: Iterable[int]) -> str:
    """What stops mail about the meetings of those numbers."""
    return MEETING + "-".join(map(str, numbers))


def address_to_stop(what: str | int, *, member: Member) -> str:
    """The path of the page on which `member` stops mail of that kind."""
    return reverse("unsubscribe", args=[signing.dumps([member.pk, what], salt=SALT)])


def read(token: str) -> Unsubscription | None:
    """What a token of such an address says; None if it is none of ours."""
    try:
        member, what = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Unsubscription(member, what)
