"""A text's margin on its way out and in. Stands before the margin's own addresses: no section is called like these."""

from django.urls import path

from essays.exchange import views

urlpatterns = [
    path("essays/<slug:slug>/export/", views.export, name="export"),
    path("essays/<slug:slug>/export/<slug:form>/", views.export_as, name="export_as"),
    path("essays/<slug:slug>/annotations/", views.annotation_collection, name="annotation_collection"),
    path("essays/<slug:slug>/annotations/page/", views.annotation_page, name="annotation_page"),
    path("essays/<slug:slug>/bring/", views.bring, name="bring_notes"),
    path("brought/<int:pk>/", views.bringing, name="bringing"),
    path("brought/<int:pk>/discard/", views.discard, name="discard_bringing"),
    path("brought/<int:pk>/take-back/", views.take_back, name="take_back_bringing"),
]
