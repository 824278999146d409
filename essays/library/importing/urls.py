"""Putting a text up; all of it for members."""

from django.urls import path

from essays.library.importing import views

urlpatterns = [
    path("", views.begin, name="import_essay"),
    path("<int:pk>/", views.draft, name="import_draft"),
    path("<int:pk>/<int:number>/", views.section, name="import_section"),
    path("<int:pk>/discard/", views.discard, name="discard_draft"),
]
