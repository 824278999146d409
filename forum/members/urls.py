"""allauth's addresses are its own; those that cost others something are kept to a limit here, before allauth's come."""

from allauth.account.views import password_reset, request_login_code, signup
from django.urls import path

from forum.limits import Limit, limited
from forum.members import views

sign_in = limited(Limit.SIGNING_IN)(views.SignIn.as_view())
ask_for_mail = limited(Limit.ASKING_FOR_MAIL)

urlpatterns = [
    path("settings/", views.change_settings, name="settings"),
    path("settings/leave/", limited(Limit.SIGNING_IN)(views.leave), name="leave"),
    path("accounts/login/", sign_in, name="account_login"),
    path("accounts/signup/", limited(Limit.SIGNING_UP)(signup), name="account_signup"),
    path("accounts/password/reset/", ask_for_mail(password_reset), name="account_reset_password"),
    path("accounts/login/code/", ask_for_mail(request_login_code), name="account_request_login_code"),
]
