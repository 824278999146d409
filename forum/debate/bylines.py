"""Whose words a post's are: its author's, or those of somebody elsewhere, which a member has brought in."""

from django.utils.translation import gettext as _


def byline(member: str, elsewhere: str) -> str:
    """The name of the member who wrote a post; where it comes from `elsewhere`, of whoever wrote it there as well."""
    if not elsewhere:
        return member
    return _("%(author)s, from elsewhere (brought by %(member)s)") % {"author": elsewhere, "member": member}
