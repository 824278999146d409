from django.urls import include, path

from forum.debate import views

urlpatterns = [
    path("", include("forum.debate.marks.urls")),
    path("", include("forum.debate.lists.urls")),
    path("", include("forum.debate.tags.urls")),
    path("", include("forum.debate.overview.urls")),
    path("", include("forum.debate.bookmarks.urls")),
    path("", include("forum.debate.drafts.urls")),
    path("", include("forum.debate.mentioning.urls")),
    path("", include("forum.debate.referring.urls")),
    path("circles/<slug:slug>/", views.show_circle, name="circle"),
    path("circles/<slug:slug>/new/", views.start_thread, name="new_thread"),
    path("threads/<int:pk>/", views.show_thread, name="thread"),
    path("posts/<int:pk>/", views.show_post, name="post"),
    path("posts/<int:pk>/reply/", views.answer, name="reply"),
    path("posts/<int:pk>/edit/", views.edit, name="edit_post"),
    path("posts/<int:pk>/withdraw/", views.withdraw, name="withdraw_post"),
    path("posts/<int:pk>/history/", views.show_history, name="post_history"),
    path("sources/<int:pk>/", views.show_source, name="source"),
    path("preview/", views.preview, name="preview"),
]
