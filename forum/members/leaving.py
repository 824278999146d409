"""Closing one's account: the row stays, since what was written and decided hangs on it, with nobody in it any more."""

import secrets

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from forum.members.models import FORMER, Block, Member
from forum.members.signals import account_closed
from forum.permissions import Act, require


@transaction.atomic
def close_account(*, member: Member, withdraws: bool = False) -> Member:
    """Empty the account of `member` for good, and end their sessions; where they wish it, their posts are withdrawn.

    Rooms above put away what is theirs (memberships, subscriptions, drafts, private notes, salts) when they hear
    `account_closed`. What others read of them stands under "a former member" from then on. Once closed, twice closed
    changes nothing.
    """
    require(member, Act.EDIT_PROFILE, member)
    member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if member.has_left:
        return member
    EmailAddress.objects.filter(user=member).delete()
    Block.objects.filter(Q(blocker=member) | Q(blocked=member)).delete()
    member.user_permissions.clear()
    member.groups.clear()
    member.handle = f"{FORMER}{secrets.token_hex(8)}"
    # Kept as words, since names are read by the database: in the language of whoever closes it.
    member.display_name = _("a former member")
    member.email = f"{member.handle}@invalid"
    member.about, member.time_zone = "", "UTC"
    member.last_login = member.last_seen_at = member.last_visit_ended_at = None
    member.unread_notices = 0
    member.is_active = member.is_staff = member.is_superuser = False
    member.set_unusable_password()  # also ends every session: they are bound to it
    member.save()
    account_closed.send(sender=Member, member=member, withdraws=withdraws)
    return member
