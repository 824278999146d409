"""What joining and signing in do here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, get_supported_language_variant
from django.utils.translation import gettext_lazy as _

from forum.members.models import Member


class AccountAdapter(DefaultAccountAdapter):
    """allauth's rules, in this house's words and with its members."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_taken": _("Somebody here already has this handle. Please choose another."),
        "email_taken": _(
            "There is a member with this e-mail address already. If that is you, sign in instead."
        ),
        "duplicate_email": _("That is your address already."),
        "email_password_mismatch": _("That address and that password don’t belong together."),
        "username_password_mismatch": _("That handle and that password don’t belong together."),
        "too_many_login_attempts": _("That was tried too often. Wait a few minutes, then try again."),
        "incorrect_code": _("That is not the code we sent. Look again, or ask for a new one."),
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("That is not your present password."),
    }

    def save_user(self, request: HttpRequest, user: Member, form: BaseForm, commit: bool = True) -> Member:
        """Add what the form says of display name and time zone, and the language of the page it was sent from."""
        user.display_name = form.cleaned_data.get("display_name", "")
        user.time_zone = form.cleaned_data.get("time_zone", "UTC")
        user.language = get_supported_language_variant(get_language() or settings.LANGUAGE_CODE)
        return super().save_user(request, user, form, commit)

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return super().clean_username(username.lower(), shallow)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, context)
        if not settings.EMAIL_IS_SENT:
            messages.warning(
                self.request,
                _("No mail leaves this installation. Whoever runs it finds yours on its console."),
            )

    def respond_taken_meanwhile(self, request: HttpRequest) -> HttpResponse:
        """Lead whoever came second to the sign-in page: most often they sent one form twice."""
        messages.info(request, _("This handle or address has just been taken. If that was you, sign in."))
        return redirect("account_login")
