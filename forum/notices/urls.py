from django.urls import path

from forum.notices import unsubscribing, views

urlpatterns = [
    path("notices/", views.show_notices, name="notices"),
    path("notices/read/", views.read_notices, name="read_notices"),
    path("notices/<int:pk>/", views.follow_notice, name="notice"),
    path("notices/meetings/<int:pk>/", views.follow_meeting_notice, name="meeting_notice"),
    path("notices/parts/<int:pk>/", views.follow_part_notice, name="part_notice"),
    path("subscriptions/", views.show_subscriptions, name="subscriptions"),
    path("subscriptions/<slug:kind>/<int:number>/", views.choose_level, name="subscription"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("settings/notices/", views.change_settings, name="notice_settings"),
]
