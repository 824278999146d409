"""Signing in, and one's own settings."""

from typing import Any

from allauth.account.views import LoginView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum.members.actions import change_profile
from forum.members.entrance import hints_for
from forum.members.forms import SettingsForm
from forum.members.requests import member_of


class SignIn(LoginView):
    """allauth's, with what the rooms above have to say to whoever stands at the entrance."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"hints": hints_for(self.request)}


@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """One's own profile, and the ways to one's password and address."""
    if request.method != "POST":
        return settings_page(request, SettingsForm.of(member_of(request)))
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return settings_page(request, form, status=422)
    change_profile(member=member_of(request), **form.cleaned_data)
    messages.success(request, _("Your settings are saved."))
    return redirect("settings")


def settings_page(request: HttpRequest, form: SettingsForm, status: int = 200) -> HttpResponse:
    return render(request, "forum/members/settings.html", {"form": form}, status=status)
