"""Forms about oneself: joining, signing in, one's address, one's profile."""

import unicodedata
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, LoginForm, SignupForm
from allauth.account.internal.flows.manage_email import email_already_exists
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from forum.members import zones
from forum.members.actions import change_address
from forum.members.models import Member

# Joiners that scripts such as Persian and Devanagari are written with.
JOINERS = {"\u200c", "\u200d"}


def plain_line(value: str) -> None:
    """Refuse what no name needs and what could turn round or hide its neighbours: control and format characters."""
    if any(unicodedata.category(character) in {"Cc", "Cf"} for character in set(value) - JOINERS):
        raise ValidationError(_("Please leave out invisible characters."))


class DisplayName(forms.CharField):
    """What others call one; a handle does where nothing is given."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Display name"),
            required=False,
            max_length=60,
            validators=[plain_line],
            widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
            **kwargs,
        )


class SignInForm(LoginForm):
    """Handle or e-mail address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Handle or e-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        # The way to a new password stands below the form, where the Tab key does not meet it between the fields.
        self.fields["password"].help_text = ""


class SignUpForm(SignupForm):
    """What joining takes: a handle, an e-mail address, a password. A display name may follow at any time.

    `time_zone` is filled in by the page's script; without it the member begins in UTC.
    """

    display_name = DisplayName(
        help_text=_("What others call you. Your handle will do; a pseudonym is welcome.")
    )
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-time-zone": True}))

    field_order = ("username", "email", "password1", "display_name", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handle, email, password = (self.fields[name] for name in ("username", "email", "password1"))
        handle.label = _("Handle")
        handle.help_text = _(
            "Small letters, digits, hyphens and underscores. It stands in the address of your page."
        )
        handle.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        email.label = _("E-mail address")
        email.help_text = _("Never shown. It lets you back in when you forget your password.")
        password.help_text = _(
            "Ten characters or more. A few words that don’t belong together make a good one."
        )

    def clean_time_zone(self) -> str:
        return zones.known(self.cleaned_data["time_zone"])

    def try_save(self, request: HttpRequest) -> tuple[Member | None, HttpResponse | None]:
        """Save the new member, or say what to answer instead.

        A second sending that overtakes the first finds handle and address taken only while saving.
        """
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            return None, get_adapter(request).respond_taken_meanwhile(request)


class ChangeAddressForm(AddEmailForm):
    """One's e-mail address. Where mail is sent, the new one counts once its code has been entered; else at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")

    def clean_email(self) -> str:
        email = super().clean_email()
        if not account_settings.EMAIL_VERIFICATION_BY_CODE_ENABLED:
            email_already_exists(email, user=self.user, always_raise=True)
        return email

    def save(self, request: HttpRequest) -> EmailAddress:
        if account_settings.EMAIL_VERIFICATION_BY_CODE_ENABLED:
            return super().save(request)
        return change_address(member=self.user, email=self.cleaned_data["email"])


class SettingsForm(forms.Form):
    """How one appears to others, and how pages speak to oneself."""

    display_name = DisplayName()
    about = forms.CharField(
        label=_("About you"),
        help_text=_("A sentence or two, shown on your page."),
        required=False,
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]

    @classmethod
    def of(cls, member: Member) -> "SettingsForm":
        """The form as it stands before anything is changed."""
        return cls(initial={name: getattr(member, name) for name in cls.base_fields})
