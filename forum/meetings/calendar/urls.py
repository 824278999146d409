from django.urls import path

from forum.meetings.calendar import views

urlpatterns = [
    path("calendars/<slug:pass_>.ics", views.secret_calendar, name="calendar"),
    path("meetings/<int:pk>/meeting.ics", views.meeting_file, name="meeting_file"),
    path("settings/calendars/", views.calendar_addresses, name="calendar_addresses"),
]
