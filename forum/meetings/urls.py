from django.urls import path

from forum.meetings.views import calling, dates, planning, reading

urlpatterns = [
    path("circles/<slug:slug>/meetings/", reading.show_meetings, name="meetings"),
    path("circles/<slug:slug>/meetings/new/", calling.call, name="call_meeting"),
    path("meetings/<int:pk>/", reading.show_meeting, name="meeting"),
    path("meetings/<int:pk>/change/", calling.change, name="change_meeting"),
    path("meetings/<int:pk>/cancel/", calling.cancel, name="cancel_meeting"),
    path("meetings/<int:pk>/put-off/", dates.look_again, name="put_off_meeting"),
    path("meetings/<int:pk>/answer/", calling.say_whether, name="answer_meeting"),
    path("meetings/<int:pk>/open/", calling.begin, name="open_meeting"),
    path("meetings/<int:pk>/close/", calling.end, name="close_meeting"),
    path("meetings/<int:pk>/dates/", dates.say, name="say_when"),
    path("meetings/<int:pk>/dates/new/", dates.propose, name="propose_date"),
    path("meetings/<int:pk>/dates/fix/", dates.fix, name="fix_date"),
    path("meetings/<int:pk>/dates/take-back/", dates.take_back, name="take_back_date"),
    path("meetings/<int:pk>/agenda/new/", planning.add, name="add_to_agenda"),
    path("agenda/<int:pk>/", planning.change, name="change_agenda_item"),
    path("agenda/<int:pk>/move/", planning.move, name="move_agenda_item"),
    path("agenda/<int:pk>/take-off/", planning.take, name="take_off_agenda"),
]
