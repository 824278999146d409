from django.urls import path

from forum.debate.bookmarks import views

urlpatterns = [
    path("bookmarks/", views.show_bookmarks, name="bookmarks"),
    path("posts/<int:pk>/bookmark/", views.set_bookmark, name="set_bookmark"),
    path("posts/<int:pk>/bookmark/remove/", views.remove, name="remove_bookmark"),
]
