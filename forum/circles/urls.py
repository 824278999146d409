from django.urls import path

from forum.circles import views

urlpatterns = [
    path("circles/", views.show_circles, name="circles"),
]
