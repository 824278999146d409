"""A text is read with its margin, so its pages stand here; the shelf they stand on is the library's."""

from django.urls import path, register_converter

from essays.margin import feeds, views
from essays.margin.converters import BlockAnchor

register_converter(BlockAnchor, "block")

urlpatterns = [
    path("essays/<slug:slug>/", views.essay, name="essay"),
    path("essays/<slug:slug>/whole/", views.whole, name="whole"),
    path("essays/<slug:slug>/lead/", views.lead, name="lead"),
    path("essays/<slug:slug>/heat/", views.heat, name="heat"),
    path("essays/<slug:slug>/feed/", feeds.essay_feed, name="essay_feed"),
    path("essays/<slug:slug>/<slug:section>/feed/", feeds.section_feed, name="section_feed"),
    path("essays/<slug:slug>/<slug:section>/", views.section, name="section"),
    path("essays/<slug:slug>/<slug:section>/margin.json", views.margin_index, name="margin_index"),
    path("essays/<slug:slug>/<slug:section>/annotate/", views.annotate, name="annotate"),
    path("essays/<slug:slug>/<slug:section>/notes/", views.notes, name="notes"),
    path("essays/<slug:slug>/<slug:section>/<block:anchor>/", views.block, name="block"),
    path("annotations/<int:pk>/", views.annotation, name="annotation"),
]
