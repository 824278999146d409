from django.urls import path

from forum.debate.mentioning import views

urlpatterns = [path("circles/<slug:slug>/suggest/", views.suggest_members, name="suggest_members")]
