"""Reading an address of this site."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.urls import Resolver404, resolve, reverse

from forum.web.asked import LARGEST

_POST = re.compile(r"post-([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the name of a page, what it is asked with, and the place on it ("" for its top)."""

    href: str  # without the host
    name: str
    arguments: Mapping[str, Any]
    place: str = ""


def asked_by(address: str) -> Asked | None:
    """What an address asks for, from "/" on or with one of our hosts; None where it is not of this site.

    The place of a post on any page is that post.
    """
    try:
        parts = urlsplit(address)
        if parts.netloc and not _is_ours(parts):
            return None
        if post := _POST.fullmatch(parts.fragment):
            number = int(post[1])
            return Asked(reverse("post", args=[number]), "post", {"pk": number})
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    if any(isinstance(value, int) and value > LARGEST for value in found.kwargs.values()):
        return None
    href = parts._replace(scheme="", netloc="").geturl()
    return Asked(href, found.url_name or "", found.kwargs, parts.fragment)


def _is_ours(parts: SplitResult) -> bool:
    """Whether it is the web, at a host this installation is known by. Where it takes any, none is known."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    return parts.scheme in ("http", "https") and validate_host(parts.hostname or "", hosts)
