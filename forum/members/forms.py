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
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from forum.members import zones
from forum.members.actions import change_address
from forum.members.models import Member
from forum.members.wording import InOurWords

TOO_MANY = "too_many_login_attempts"  # allauth's code for it

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


class SignInForm(InOurWords, LoginForm):
    """Handle or e-mail address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def clean(self) -> dict[str, Any] | None:
        """Where it was sent too often to be looked at, name the other way in."""
        try:
            return super().clean()
        except ValidationError as refused:
            if refused.code != TOO_MANY:
                raise
            way = reverse("account_request_login_code")
            message = _(
                'There have been too many attempts. Wait a few minutes, or <a href="{}">sign in with a code</a> '
                "we e-mail you."
            )
            raise ValidationError(format_html(str(message), way), code=TOO_MANY) from None

    @property
    def is_limited(self) -> bool:
        """Whether it was sent too often to be looked at."""
        return self.has_error(NON_FIELD_ERRORS, TOO_MANY)


class SignUpForm(InOurWords, SignupForm):
    """What joining takes: a handle, an e-mail address, a password. A display name may follow at any time.

    `time_zone` is filled in by the page's script; without it the member begins in UTC.
    """

    display_name = DisplayName(
        help_text=_(
            "What others call you: a pseudonym is welcome. If you leave it empty, your handle is shown."
        )
    )
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-time-zone": True}))

    field_order = ("username", "email", "password1", "display_name", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["email"].help_text = _(
            "Never shown to others. You’ll need it if you forget your password."
        )
        self.fields["password1"].label = _("Password")

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


class ChangeAddressForm(InOurWords, AddEmailForm):
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
