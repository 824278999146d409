"""What joining and signing in do here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.contrib import messages
from django.contrib.sites.shortcuts import get_current_site
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, get_supported_language_variant
from django.utils.translation import gettext_lazy as _

from forum.members.entrance import may_enter
from forum.members.models import Member
from forum.members.tasks import send_mail


class AccountAdapter(DefaultAccountAdapter):
    """allauth's rules, in this house's words and with its members."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_taken": _("Someone here already has this handle. Please choose another."),
        "email_taken": _(
            "There is already a member with this e-mail address. If that’s you, sign in instead."
        ),
        "duplicate_email": _("That is already your address."),
        "email_password_mismatch": _("That e-mail address and password don’t match."),
        "username_password_mismatch": _("That handle and password don’t match."),
        "too_many_login_attempts": _(
            "There have been too many attempts. Wait a few minutes, then try again."
        ),
        "incorrect_code": _("That isn’t the code we sent. Check it, or ask for a new one."),
        "incorrect_password": _("That isn’t your password."),
        "rate_limited": _("There have been too many attempts. Wait a few minutes, then try again."),
        "same_as_current": _("That is the one you have now."),
        "enter_current_password": _("That isn’t your current password."),
    }

    def save_user(self, request: HttpRequest, user: Member, form: BaseForm, commit: bool = True) -> Member:
        """Add what the form says of display name and time zone, and the language of the page it was sent from."""
        user.display_name = form.cleaned_data.get("display_name", "")
        user.time_zone = form.cleaned_data.get("time_zone", "UTC")
        user.language = get_supported_language_variant(get_language() or settings.LANGUAGE_CODE)
        return super().save_user(request, user, form, commit)

    def is_safe_url(self, url: str | None) -> bool:
        try:
            return super().is_safe_url(url)
        except ValueError:  # what cannot even be taken apart leads nowhere
            return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Member | None:
        """The member with these credentials; nobody, where a room above does not let that one in from there."""
        member = super().authenticate(request, **credentials)
        return member if member is not None and may_enter(member, request) else None

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return super().clean_username(username.lower(), shallow)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave the mail to the worker: a mail server that is away keeps nobody from joining.

        Where none is sent it is written at once, so that whoever asked for a code finds it.
        """
        known = {"request": self.request, "email": email, "current_site": get_current_site(self.request)}
        mail = self.render_mail(template_prefix, email, known | context)
        if settings.EMAIL_IS_SENT:
            send_mail.enqueue(mail.subject, mail.body, mail.to)
        else:
            mail.send()

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What failed sign-ins are counted by: the handle or address, and from where.

        By the handle alone anybody could lock its owner out, from anywhere, with a few wrong passwords.
        """
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"

    def respond_taken_meanwhile(self, request: HttpRequest) -> HttpResponse:
        """Lead whoever came second to the sign-in page: most often they sent one form twice."""
        messages.info(request, _("That handle or address has just been taken. If that was you, sign in."))
        return redirect("account_login")
