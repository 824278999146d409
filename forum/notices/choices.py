"""How the choice of what one is told of a place is shown: by what it is called, and what that means."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.notices.models import Level


@dataclass(frozen=True)
class Choice:
    """One of the levels, or "" for what is usual."""

    level: str
    name: str | Promise
    means: str | Promise
    icon: str


CHOICES = (
    Choice("", _("As usual"), _("What your settings say."), "bell"),
    Choice(Level.EVERYTHING, Level.EVERYTHING.label, _("Every new post here."), "bell-ringing"),
    Choice(
        Level.ADDRESSED,
        Level.ADDRESSED.label,
        _("Answers to you, and posts that mention you."),
        "bell",
    ),
    Choice(Level.NOTHING, Level.NOTHING.label, _("Not even when you’re addressed."), "bell-off"),
)
BY_LEVEL = {choice.level: choice for choice in CHOICES}
