"""Their list stands higher up: it tells where texts lean on them."""

from django.urls import path

from forum.sources import addresses, changing, views

addresses.register()

urlpatterns = [
    path("suggest/", views.suggest_sources, name="suggest_sources"),
    path("add/", changing.add, name="add_source"),
    path("paste/", changing.paste, name="paste_sources"),
    path("export/", views.export_sources, name="export_sources"),
    path("<int:pk>.<reference_format:extension>", views.export_source, name="export_source"),
    path("<int:pk>/edit/", changing.edit, name="edit_source"),
    path("<int:pk>/duplicates/", changing.show_duplicates, name="source_duplicates"),
    path("<int:pk>/merge/", changing.merge, name="merge_source"),
    path("<int:pk>/lead/", changing.lead_with, name="lead_with_source"),
    path("mergings/<int:pk>/undo/", changing.undo_merging, name="undo_merging"),
]
