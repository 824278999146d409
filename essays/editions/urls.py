"""Editions of a text, past and to come. Included before the margin's addresses, which would take some of these."""

from django.urls import path, register_converter

from essays.editions.views import answering, drafting, proposing, reading, reattaching
from essays.margin.converters import BlockAnchor

register_converter(BlockAnchor, "anchor")

OF_TEXT = "essays/<slug:slug>"
OF_SECTION = f"{OF_TEXT}/editions/<int:number>/<slug:section>"

urlpatterns = [
    path(f"{OF_TEXT}/editions/", reading.editions, name="editions"),
    path(f"{OF_TEXT}/editions/compare/", reading.compare, name="compare_editions"),
    path(f"{OF_TEXT}/editions/new/", drafting.begin, name="propose_edition"),
    path(f"{OF_TEXT}/editions/new/upload/", drafting.upload, name="upload_edition"),
    path(f"{OF_TEXT}/editions/<int:number>/", reading.edition, name="edition"),
    path(f"{OF_TEXT}/editions/<int:old>/to/<int:new>/", reading.changes, name="edition_changes"),
    path(f"{OF_SECTION}/", reading.section, name="edition_section"),
    path(f"{OF_SECTION}/margin.json", reading.margin_index, name="edition_margin_index"),
    path(f"{OF_SECTION}/notes/", reading.notes, name="edition_notes"),
    path(f"{OF_SECTION}/annotate/", reading.annotate, name="edition_annotate"),
    path(f"{OF_SECTION}/<anchor:anchor>/", reading.block, name="edition_block"),
    path(f"{OF_TEXT}/gone/", reattaching.gone, name="gone"),
    path("editions/next/<int:pk>/", proposing.next_edition, name="next_edition"),
    path("editions/next/<int:pk>/changes/", proposing.next_changes, name="next_changes"),
    path("editions/next/<int:pk>/notes/", proposing.next_notes, name="next_notes"),
    path("editions/next/<int:pk>/<int:number>/", drafting.next_section, name="next_section"),
    path("editions/next/from/<int:pk>/", drafting.from_import, name="edition_from_import"),
    path("annotations/<int:pk>/reattach/", reattaching.reattach, name="reattach"),
    path("annotations/<int:pk>/reattach/<int:section>/", reattaching.reattach_here, name="reattach_here"),
    path("reattachments/<int:pk>/undo/", reattaching.undo, name="undo_reattachment"),
    path("answers/<int:pk>/", answering.answer, name="answer_edition"),
]
