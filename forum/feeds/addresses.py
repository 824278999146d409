"""Secret addresses of feeds: what they begin with opens one place to one member, and no other.

A feed reader cannot sign in, so whoever has the address reads the feed. It is made of the member's secret and the path
of the feed, so that one that gets into other hands tells nothing of the others.
"""

import base64
import hashlib
import hmac

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from forum.feeds.models import FeedKey
from forum.members.blocking import read_blocked
from forum.members.models import Block

LENGTH = 32  # characters, each of 5 bits


def address_of(key: FeedKey, path: str) -> str:
    """The secret address of the feed at `path`."""
    return reverse("secret_feed", args=[f"{key.pk}-{_token(key, path)}", path.lstrip("/")])


def key_for(pass_: str, path: str) -> FeedKey | None:
    """The key that the pass of a secret address was made of for this path, if it stands and its member does, who then
    comes with whom they have blocked, as whoever signs in; one query, and one more for whoever blocks somebody."""
    number, _, token = pass_.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    keys = FeedKey.objects.select_related("member").filter(pk=int(number), member__is_active=True)
    key = keys.annotate(blocks=Exists(Block.objects.filter(blocker=OuterRef("member")))).first()
    if key is None or not constant_time_compare(token, _token(key, path)):
        return None
    if key.blocks:
        key.member.blocked = read_blocked(key.member)  # type: ignore[attr-defined]  # see blocking.blocked_by
    return key


def _token(key: FeedKey, path: str) -> str:
    digest = hmac.digest(key.secret.encode(), path.encode(), hashlib.sha256)
    return base64.b32encode(digest).decode().lower()[:LENGTH]
