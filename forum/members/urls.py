from django.urls import path

from forum.members import views

urlpatterns = [
    path("settings/", views.change_settings, name="settings"),
    path("accounts/login/", views.SignIn.as_view(), name="account_login"),
]
