"""How a post can be restrained. Knows nothing of rows."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class How(TextChoices):
    """From the mildest to the strongest; of two at once, the stronger one is seen."""

    NOTE = "note", _("with a note")
    FOLD = "fold", _("folded")
    HIDE = "hide", _("hidden")
    HELD = "held", _("on legal hold")


class Category(TextChoices):
    """On which sort of ground the law has a post withheld. The value stands in the record."""

    COURT = "court-order", _("an order of a court or an authority")
    PERSONAL = "personal-data", _("somebody’s personal data")
    COPYRIGHT = "copyright", _("copyright")
    DEFAMATION = "defamation", _("defamation")
    CRIME = "crime", _("words that are a crime where the server stands")
    OTHER = "other", _("another ground")


# What leaves a post's words where all read them; all others withhold them (see models.Withheld).
WITH_WORDS = ("", How.NOTE.value)
# What a panel can find; a legal hold is the operator's, and is laid upon a post whatever its wording.
RULED = (How.NOTE.value, How.FOLD.value, How.HIDE.value)
# Who may open a withheld post by one click: everybody, or only its author and those who judge it.
OPENED_BY_ALL = How.FOLD.value


def strength(how: str) -> int:
    return How.values.index(how)


# Where a line has no room for more, or leads to the post, where the rest is said.
IN_SHORT: Mapping[str, str | Promise] = {
    How.FOLD: _("Folded: one click to read"),
    How.HIDE: _("Hidden"),
    How.HELD: _("Withheld: on legal hold"),
}


def in_short(restraint: str) -> str:
    """What a list says of a post whose words it would show, by its `restraint`; "" where they are not withheld."""
    return str(IN_SHORT.get(restraint, ""))
