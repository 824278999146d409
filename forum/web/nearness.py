"""Whether whoever asks sits at the machine that answers."""

import ipaddress

from django.http import HttpRequest
from django.http.request import split_domain_port

FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def comes_from_this_machine(request: HttpRequest) -> bool:
    """Whether host and sender are both loopback, and no proxy says that it speaks for somebody else."""
    host, _port = split_domain_port(request.get_host())
    return (
        (host == "localhost" or is_loopback(host.strip("[]")))
        and is_loopback(request.META.get("REMOTE_ADDR", ""))
        and not any(name.startswith(FORWARDED) for name in request.META)
    )


def is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
