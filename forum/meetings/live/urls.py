from django.urls import path

from forum.meetings.live import views

urlpatterns = [
    path("meetings/<int:pk>/live/", views.show_live, name="live"),
    path("meetings/<int:pk>/live/now/", views.poll, name="live_now"),
    path("meetings/<int:pk>/live/passage/", views.show_passage, name="live_passage"),
    path("meetings/<int:pk>/live/say/", views.say, name="live_say"),
    path("circles/<slug:slug>/speaking-time/", views.speaking_time, name="speaking_time"),
]
