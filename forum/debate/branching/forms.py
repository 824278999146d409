"""What a branch is called once it is a thread of its own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.web.idempotency import OnceForm


class BranchForm(OnceForm):
    """The title of the new thread."""

    title = forms.CharField(
        label=_("Title of the new thread"),
        max_length=160,
        help_text=_("What these replies are about."),
        error_messages={"required": _("Give the new thread a title.")},
    )
