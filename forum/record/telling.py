"""What the record says of the entries that belong to no room above it."""

from django.utils.translation import gettext_lazy as _

from forum.record.checkpoints import CHECKPOINT
from forum.record.explaining import register


def register_types() -> None:
    register(
        CHECKPOINT,
        label=_("Checkpoint"),
        sentence=_(
            "One number for all {count} posts as they stood. A change made behind the program’s back no longer fits it."
        ),
    )
    register(
        "account",
        label=_("Account"),
        sentence=_("{act} Nobody’s words change by it."),
        words={
            "act": {
                "open": _("The operator let a member sign in again."),
                "close": _("The operator keeps a member from signing in."),
            }
        },
    )
