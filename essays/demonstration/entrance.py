"""Shows the cast on the sign-in page, while nobody from elsewhere can read it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from essays.demonstration.cast import PASSWORD, cast
from essays.demonstration.models import Demonstration
from forum.members.entrance import Guest, Hint, register_guard, register_hint
from forum.members.models import Member
from forum.web.nearness import comes_from_this_machine


def register() -> None:
    register_hint(introduce_the_cast)
    register_guard(keep_the_cast_at_home)


def keep_the_cast_at_home(member: Member, request: HttpRequest) -> bool:
    """Everybody knows the cast's password, so it opens the door only on this machine itself."""
    is_cast = any(person.handle == member.handle for person in cast()) and Demonstration.objects.exists()
    return not is_cast or comes_from_this_machine(request)


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
