"""A text is read with its margin, so its pages stand here; the shelf they stand on is the library's."""

from django.urls import path

from essays.margin import views

urlpatterns = [
    path("essays/<slug:slug>/", views.essay, name="essay"),
    path("essays/<slug:slug>/whole/", views.whole, name="whole"),
    path("essays/<slug:slug>/<slug:section>/", views.section, name="section"),
    path("essays/<slug:slug>/<slug:section>/margin.json", views.margin_index, name="margin_index"),
    path("essays/<slug:slug>/<slug:section>/annotate/", views.annotate, name="annotate"),
    path("essays/<slug:slug>/<slug:section>/notes/", views.notes, name="notes"),
    path("essays/<slug:slug>/<slug:section>/<int:number>/", views.block, name="block"),
    path("annotations/<int:pk>/", views.annotation, name="annotation"),
]
