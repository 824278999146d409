from django.urls import path

from forum.flatness import views

urlpatterns = [
    path("circles/<slug:slug>/flat/", views.show_flatness, name="flatness"),
    path("circles/<slug:slug>/flat.csv", views.export_flatness, name="export_flatness"),
]
