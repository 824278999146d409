from django.urls import path

from forum.debate.marks import views

urlpatterns = [
    path("threads/<int:pk>/new/", views.first_new, name="first_new"),
    path("threads/<int:pk>/read/", views.mark_thread, name="mark_thread_read"),
    path("circles/<slug:slug>/read/", views.mark_circle, name="mark_circle_read"),
    path("threads/read/", views.mark_everything, name="mark_everything_read"),
]
