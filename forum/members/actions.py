"""What members change about themselves."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from forum.members.models import Member
from forum.permissions import Act, require

UNCONFIRMED_FOR = timedelta(days=3)  # longer than any code we send is good for


@transaction.atomic
def change_profile(
    *, member: Member, display_name: str, about: str, time_zone: str, language: str | None = None
) -> Member:
    """Change how `member` appears to others and how pages speak to them (`language` None: as before)."""
    require(member, Act.EDIT_PROFILE, member)
    member.display_name = display_name
    member.about = about
    member.time_zone = time_zone
    member.language = language or member.language
    member.save(update_fields=["display_name", "about", "time_zone", "language"])
    return member


@transaction.atomic
def change_address(*, member: Member, email: str) -> EmailAddress:
    """Make `email` the one address of `member`, unverified: for installations that send no mail."""
    require(member, Act.EDIT_PROFILE, member)
    EmailAddress.objects.filter(user=member).delete()
    member.email = email
    member.save(update_fields=["email"])
    return EmailAddress.objects.create(user=member, email=email, primary=True)


@transaction.atomic
def forget_unconfirmed(now: datetime) -> None:
    """Let go, at `now`, whoever joined UNCONFIRMED_FOR ago with an address they never confirmed and never came in.

    The address may be somebody else's, who could not join with it meanwhile. Where no mail is sent nobody can confirm.
    """
    if not settings.EMAIL_IS_SENT:
        return
    confirmed = EmailAddress.objects.filter(verified=True).values("user_id")
    Member.objects.filter(
        last_login=None, joined_at__lt=now - UNCONFIRMED_FOR, emailaddress__verified=False
    ).exclude(pk__in=confirmed).delete()
