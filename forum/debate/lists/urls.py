from django.urls import path

from forum.debate.lists import views

urlpatterns = [
    path("threads/", views.show_threads, name="threads"),
    path("threads/start/", views.choose_circle, name="start_thread"),
    path("circles/<slug:slug>/threads/", views.show_circle_threads, name="circle_threads"),
]
