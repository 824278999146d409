from django.urls import path

from forum.debate.referring import views

urlpatterns = [path("glimpse/", views.glimpse, name="glimpse")]
