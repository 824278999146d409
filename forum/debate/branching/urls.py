from django.urls import path

from forum.debate.branching import views

urlpatterns = [
    path("posts/<int:pk>/branch/", views.branch_off, name="branch_off"),
    path("branchings/<int:pk>/back/", views.move_back, name="move_back"),
]
