"""The links of invitations: an invitation's number, signed with the installation's secret.

No row holds what opens the door, so a copy of the database lets nobody in, and yet whoever gave an invitation can copy
its link again for as long as it holds. See docs/decisions/0013.
"""

from django.core.signing import BadSignature, Signer

from forum.web.asked import number_in


def token_of(pk: int) -> str:
    """What stands in the link of the invitation with this number."""
    return _signer().sign(str(pk))


def number_of(token: str) -> int | None:
    """The number of the invitation whose link says `token`; None where it was not signed here."""
    try:
        return number_in(_signer().unsign(token))
    except BadSignature:
        return None


def _signer() -> Signer:
    return Signer(salt="forum.circles.invitation", sep=".")
