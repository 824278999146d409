"""What a link in a mail lets whoever holds it do without signing in: stop such mail, and nothing else.

A link works as long as the installation keeps its secret key, since a mail may be opened years later.
"""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from forum.members.models import Member

SALT = "forum.notices.unsubscribe"
DIGEST, ALL = "digest", "all"
MEETING = "meeting-"  # and its number


@dataclass(frozen=True)
class Unsubscription:
    """Whose mail is to stop, and which: DIGEST, ALL, `of_meeting` one, or that about the thread of a number."""

    member: int
    what: str | int

    @property
    def meeting(self) -> int | None:
        """The number of the meeting that it is about, if it is about one."""
        what = str(self.what)
        return int(what.removeprefix(MEETING)) if what.startswith(MEETING) else None


def of_meeting(pk: int) -> str:
    """What stops mail about the meeting of that number."""
    return f"{MEETING}{pk}"


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
