from django.urls import path

from essays.welcome import views

urlpatterns = [path("", views.front_door, name="front_door")]
