from django.urls import path

from forum.debate import views

urlpatterns = [
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
