from django.urls import path

from forum.debate.tags import views

urlpatterns = [path("threads/<int:pk>/tags/", views.change_tags, name="change_tags")]
