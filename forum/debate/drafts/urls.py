from django.urls import path

from forum.debate.drafts import views

urlpatterns = [
    path("drafts/", views.show_drafts, name="drafts"),
    path("drafts/save/", views.save, name="save_draft"),
    path("drafts/discard/", views.discard, name="discard_typed"),
]
