"""Signing in, and one's own settings."""

from typing import Any

from allauth.account.views import LoginView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum.members.actions import change_profile
from forum.members.entrance import credentials_of, hints_for
from forum.members.forms import SettingsForm, SignInForm
from forum.members.leaving import close_account
from forum.members.leaving_form import LeavingForm
from forum.members.requests import member_of
from forum.web.access import member_required
from forum.web.sending import sent_in


class SignIn(LoginView):
    """allauth's, with what the rooms above have to say to whoever stands at the entrance."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """What was sent; or, where a guest's button was pressed, what that guest would have typed."""
        kwargs = super().get_form_kwargs()
        if credentials := credentials_of(self.request.POST.get("as", ""), self.request):
            kwargs["data"] = credentials
        return kwargs

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        response = super().form_invalid(form)
        if form.is_limited:
            response.status_code = 429
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"hints": hints_for(self.request)}


@member_required
def change_settings(request: HttpRequest) -> HttpResponse:
    """One's own profile, and the ways to one's password and address."""
    if request.method != "POST":
        return _settings_page(request, SettingsForm.of(member_of(request)))
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _settings_page(request, form, status=422)
    change_profile(member=member_of(request), **form.cleaned_data)
    messages.success(request, _("Your settings have been saved."))
    return redirect("settings")


@member_required
def leave(request: HttpRequest) -> HttpResponse:
    """Close one's account, after reading what that does."""
    member = member_of(request)
    form = LeavingForm(sent_in(request), member=member)
    if form.is_bound and form.is_valid():
        close_account(member=member, withdraws=form.cleaned_data["words"] == LeavingForm.WITHDRAWN)
        logout(request)
        messages.success(request, _("Your account is closed. Thank you for having been here."))
        return redirect("front_door")
    status = 422 if form.is_bound else 200
    return render(request, "forum/members/leave.html", {"form": form}, status=status)


def _settings_page(request: HttpRequest, form: SettingsForm, status: int = 200) -> HttpResponse:
    return render(request, "forum/members/settings.html", {"form": form}, status=status)
