"""Who asks, as limits count them."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

NETWORK = 64  # bits of an IPv6 address that name a household; it gives itself the others as it likes


def key_of(request: HttpRequest) -> str:
    """A member's number; for a visitor a hash of the address they come from, another one each day.

    No address is kept, and who came on two days is not known to be the same.
    """
    if request.user.is_authenticated:
        return str(request.user.pk)
    day = timezone.now().date().isoformat()
    return salted_hmac(f"forum.limits {day}", network_of(request), algorithm="sha256").hexdigest()[:32]


def network_of(request: HttpRequest) -> str:
    """Where a request comes from, behind as many proxies as are trusted: an IPv4 address or an IPv6 network."""
    said = get_adapter().get_client_ip(request)
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return said
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((address, NETWORK), strict=False))
    return said
