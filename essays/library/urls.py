"""The shelf of texts. The texts themselves are read with their margins: see essays/margin/urls.py."""

from django.urls import include, path

from essays.library import views

urlpatterns = [
    path("", views.essays, name="essays"),
    path("import/", include("essays.library.importing.urls")),
]
