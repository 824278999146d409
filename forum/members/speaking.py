"""Speaking to a member in their own language, and of times where they live."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone, translation

from forum.members.models import Member
from forum.members.zones import zone_of


@contextmanager
def speaking_to(member: Member) -> Iterator[None]:
    """Within, all is said in the language and the time zone of `member`."""
    with translation.override(member.page_language), timezone.override(zone_of(member.time_zone)):
        yield
