from django.urls import path

from forum.profiles import views

urlpatterns = [path("members/<str:handle>/", views.member, name="member")]
