"""Making, renewing and revoking one's secret addresses."""

from django.db import transaction
from django.utils import timezone

from forum.feeds.models import FeedKey, new_secret
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def make_key(*, member: Member) -> FeedKey:
    """Give `member` a key; one that is there already stays."""
    require(member, Act.EDIT_PROFILE, member)
    return FeedKey.objects.get_or_create(member=member)[0]


@transaction.atomic
def renew_key(*, member: Member) -> FeedKey:
    """Give `member` another key: the addresses they had lead nowhere from now on."""
    require(member, Act.EDIT_PROFILE, member)
    renewed = {"secret": new_secret(), "made_at": timezone.now()}
    return FeedKey.objects.update_or_create(member=member, defaults=renewed)[0]


@transaction.atomic
def revoke_key(*, member: Member) -> None:
    """Take the key of `member` away, and all addresses with it."""
    require(member, Act.EDIT_PROFILE, member)
    FeedKey.objects.filter(member=member).delete()
