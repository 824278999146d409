"""Where one writes in a debate: a reply, another wording, a new thread."""

import re
from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.circles.models import Circle
from forum.debate.drafts import places
from forum.debate.drafts.places import Place
from forum.debate.referring.registry import found_at
from forum.members.models import Member


def register() -> None:
    places.register(r"reply-to-([0-9]{1,18})", replies)
    places.register(r"edit-([0-9]{1,18})-[0-9]{1,9}", edits)
    places.register(r"thread-in-([0-9]{1,18})", new_threads)


def replies(member: Member, matches: Mapping[str, re.Match[str]]) -> Mapping[str, Place]:
    titles = _posts(member, matches)
    return {
        name: Place(_("Reply to %(post)s") % {"post": titles[name]}, reverse("reply", args=[match[1]]))
        for name, match in matches.items()
        if name in titles
    }


def edits(member: Member, matches: Mapping[str, re.Match[str]]) -> Mapping[str, Place]:
    titles = _posts(member, matches)
    return {
        name: Place(
            _("Another wording of %(post)s") % {"post": titles[name]}, reverse("edit_post", args=[match[1]])
        )
        for name, match in matches.items()
        if name in titles
    }


def new_threads(member: Member, matches: Mapping[str, re.Match[str]]) -> Mapping[str, Place]:
    circles = Circle.objects.visible_to(member).in_bulk([int(match[1]) for match in matches.values()])
    return {
        name: Place(
            _("New thread in %(circle)s") % {"circle": circle.name}, reverse("new_thread", args=[circle.slug])
        )
        for name, match in matches.items()
        if (circle := circles.get(int(match[1])))
    }


def _posts(member: Member, matches: Mapping[str, re.Match[str]]) -> dict[str, str]:
    """What the posts are called, by the names of the places."""
    addresses = {name: reverse("post", args=[int(match[1])]) for name, match in matches.items()}
    found = found_at(set(addresses.values()), member)
    return {name: found[address].title for name, address in addresses.items() if address in found}
