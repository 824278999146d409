from django.urls import path

from forum.rules import views

urlpatterns = [path("rules/", views.show_rules, name="rules")]
