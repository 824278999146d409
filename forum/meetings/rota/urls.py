from django.urls import path

from forum.meetings.rota import views

urlpatterns = [
    path("circles/<slug:slug>/roles/", views.choose, name="choose_roles"),
    path("meetings/<int:pk>/roles/", views.show_rota, name="rota"),
    path("meetings/<int:pk>/roles/take/", views.take, name="take_up_turn"),
    path("turns/<int:pk>/hand-on/", views.hand_on, name="hand_on_turn"),
    path("turns/<int:pk>/keep/", views.keep_it, name="keep_turn"),
    path("turns/<int:pk>/decline/", views.decline_it, name="decline_turn"),
]
