"""Why something about a plan cannot be done, in a sentence for whoever tried."""

from django.utils.translation import gettext as _


class CannotPlan(Exception):
    """The text cannot be planned so, or not here."""

    @classmethod
    def not_for_all(cls) -> "CannotPlan":
        return cls(_("Not everybody in this circle may read that text. Put it up in this circle, too."))

    @classmethod
    def another_edition(cls) -> "CannotPlan":
        return cls(_("The text has other sections by now. Here is a schedule for them; please look again."))

    @classmethod
    def read_already(cls) -> "CannotPlan":
        return cls(_("This circle reads that text already. Re-plan what lies ahead, or end that plan first."))


class ChangedMeanwhile(Exception):
    """Somebody else has changed the plan, or a meeting has begun, since it was looked at."""

    def __init__(self) -> None:
        super().__init__(
            _("The plan has changed meanwhile. Here is what would change now; please look again.")
        )
