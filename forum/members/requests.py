"""Who sent a request."""

from typing import cast

from django.http import HttpRequest

from forum.members.models import Member


def member_of(request: HttpRequest) -> Member:
    """The member who sent `request`. Only for views that visitors do not reach."""
    return cast(Member, request.user)
