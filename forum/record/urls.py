from django.urls import path

from forum.record import views

urlpatterns = [
    path("record/", views.show_record, name="record"),
    path("record/<int:number>/", views.show_entry, name="entry"),
    path("record/head", views.send_head, name="record_head"),
    path("record/verify.py", views.send_checker, name="record_checker"),
    path("record.jsonl", views.send_lines, name="record_lines"),
]
