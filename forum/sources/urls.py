from django.urls import path

from forum.sources import views

urlpatterns = [
    path("", views.show_sources, name="sources"),
    path("suggest/", views.suggest_sources, name="suggest_sources"),
]
