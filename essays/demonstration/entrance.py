"""Shows the cast on the sign-in page, while nobody from elsewhere can read it."""

import ipaddress

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext as _

from essays.demonstration.cast import PASSWORD, cast
from essays.demonstration.models import Demonstration
from forum.members.entrance import Guest, Hint, register_hint

FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def register() -> None:
    register_hint(introduce_the_cast)


def introduce_the_cast(request: HttpRequest) -> Hint | None:
    """The cast and its password, where the demonstration is open and the request was made on this machine itself."""
    if not comes_from_this_machine(request) or not Demonstration.objects.filter(is_open=True).exists():
        return None
    return Hint(
        reason=_(
            "This is a demonstration on your own machine. Sign in as one of its people and look around."
        ),
        guests=[Guest(handle=person.handle, name=person.display_name) for person in cast()],
        password=PASSWORD,
    )


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
