from django.urls import path

from forum.feeds import views

urlpatterns = [
    path("circles/<slug:slug>/feed/", views.circle_feed, name="circle_feed"),
    path("threads/<int:pk>/feed/", views.thread_feed, name="thread_feed"),
    path("feeds/<slug:pass_>/<path:of>", views.secret_feed, name="secret_feed"),
    path("settings/feeds/", views.feed_addresses, name="feed_addresses"),
]
