from django.urls import path

from forum.debate.overview import views

urlpatterns = [
    path("threads/<int:pk>/overview/", views.show_overview, name="overview"),
    path("threads/<int:pk>/jump/", views.jump, name="jump"),
]
