"""What the fields of account forms are called here, and what is said where one is left empty."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Words:
    """Of one field: its label, what is said where it is left empty, and its help, if it needs any."""

    label: "StrOrPromise"
    empty: "StrOrPromise"
    help: "StrOrPromise" = ""


WORDS = {
    "login": Words(_("Handle or e-mail address"), _("Enter your handle or your e-mail address.")),
    "username": Words(
        _("Handle"),
        _("Choose a handle."),
        _("Lower-case letters, digits, hyphens and underscores. It is part of your page’s address."),
    ),
    "email": Words(_("E-mail address"), _("Enter your e-mail address.")),
    "password": Words(_("Password"), _("Enter your password.")),
    "oldpassword": Words(_("Current password"), _("Enter your current password.")),
    "password1": Words(
        _("New password"),
        _("Choose a password."),
        _("Ten characters or more. A few unrelated words make a good one."),
    ),
    "password2": Words(_("New password, again"), _("Enter the new password a second time.")),
    "code": Words(_("Code"), _("Enter the code.")),
}


class InOurWords(forms.BaseForm):
    """Mixed into a form of allauth's: its fields keep what they do, and say it in the words above."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in WORDS.items():
            if field := self.fields.get(name):
                field.label, field.help_text = words.label, words.help
                field.error_messages["required"] = words.empty
                # The label stays while one types; a second one in the field would not.
                field.widget.attrs.pop("placeholder", None)
        if email := self.fields.get("email"):
            email.error_messages["invalid"] = _("Enter an e-mail address, such as amara@example.org.")
