from django.urls import path

from forum.lots import views

urlpatterns = [path("record/draws/<str:case>/", views.show_draw, name="draw")]
