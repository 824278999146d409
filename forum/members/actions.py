"""What members change about themselves."""

from allauth.account.models import EmailAddress
from django.db import transaction

from forum.members.models import Member
from forum.permissions import Act, require


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
