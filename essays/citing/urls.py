from django.urls import path

from essays.citing import views
from forum.sources import addresses

addresses.register()

urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("essays/<slug:slug>/sources/", views.essay_sources, name="essay_sources"),
    path(
        "essays/<slug:slug>/sources.<reference_format:extension>",
        views.export_essay_sources,
        name="export_essay_sources",
    ),
    path("citations/<int:pk>/", views.citation, name="citation"),
    path("citations/<int:pk>/check/", views.check, name="check_citation"),
    path("citations/<int:pk>/mend/", views.mend, name="mend_citation"),
    path("citations/<int:pk>/history/", views.history, name="citation_history"),
    path("citations/mendings/<int:pk>/take-back/", views.take_back, name="take_back_mending"),
    path("citations/checks/<int:pk>/photo/", views.photo, name="check_photo"),
]
