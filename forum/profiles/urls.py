from django.urls import path, register_converter

from forum.members.handles import HandleConverter
from forum.profiles import views

register_converter(HandleConverter, "handle")

urlpatterns = [
    path("members/<handle:handle>/", views.show_member, name="member"),
    path("members/<handle:handle>/block/", views.block_member, name="block_member"),
    path("members/<handle:handle>/unblock/", views.unblock_member, name="unblock_member"),
    path("settings/export/", views.export_oneself, name="export_oneself"),
]
