from django.urls import path

from forum.meetings import views

urlpatterns = [
    path("meetings/<int:pk>/", views.show_meeting, name="meeting"),
]
