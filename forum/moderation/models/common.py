"""What the rows of cases share: the words for what can be found, and members who may be gone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def a_member(related_name: str) -> models.ForeignKey:
    """A member who may delete their account: the row stays, and says nothing of them any more."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name=related_name, null=True
    )


class Grounds(models.TextChoices):
    """Why somebody flags a post."""

    GUIDELINE = "guideline", _("It goes against a guideline")
    HARASSMENT = "harassment", _("It harasses me")
    SPAM = "spam", _("It is only here to sell, or to be in the way")


class Outcome(models.TextChoices):
    """What a panel can find, and what its members can vote for. Mildest first within each question."""

    KEEP = "keep", _("Keep")
    NOTE = "note", _("Note: a line under the post")
    FOLD = "fold", _("Fold: one click to read it")
    HIDE = "hide", _("Hide: its author and the panel still read it")
    SLOW = "slow", _("Slow: at most five posts a day for a while")
    PAUSE = "pause", _("Pause: no posts for a while")
    LAPSE = (
        "lapse",
        _("Do not affirm: it lapses"),
    )  # of an appeal; of a legal hold, that its ground does not fit
    AFFIRM = "affirm", _("Affirm: it stands")
