from django.urls import path

from forum.meetings.minutes.views import consenting, items, reading, writing

urlpatterns = [
    path("meetings/<int:pk>/minutes/", reading.show_minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/write/", writing.write_minutes, name="write_minutes"),
    path("meetings/<int:pk>/minutes/save/", writing.save_minutes, name="save_minutes"),
    path("meetings/<int:pk>/minutes/present/", writing.say_present, name="say_present"),
    path("meetings/<int:pk>/minutes/history/", reading.show_history, name="minutes_history"),
    path("meetings/<int:pk>/minutes/offer/", consenting.offer_minutes, name="offer_minutes"),
    path("meetings/<int:pk>/minutes/object/", consenting.object_to_minutes, name="object_to_minutes"),
    path("objections/<int:pk>/take-back/", consenting.take_back_objection, name="take_back_objection"),
    path("meetings/<int:pk>/minutes.<str:form>", reading.export_minutes, name="export_minutes"),
    path("meetings/<int:pk>/action-items/", items.add, name="add_action_item"),
    path("circles/<slug:slug>/action-items/", items.show_items, name="action_items"),
    path("action-items/<int:pk>/", items.show_item, name="action_item"),
    path("action-items/<int:pk>/take/", items.take_it, name="take_action_item"),
    path("action-items/<int:pk>/refuse/", items.refuse_it, name="refuse_action_item"),
    path("action-items/<int:pk>/hand-on/", items.hand_it_on, name="hand_on_action_item"),
    path("action-items/<int:pk>/give-back/", items.give_it_back, name="give_back_action_item"),
    path("action-items/<int:pk>/done/", items.finish_it, name="finish_action_item"),
    path("action-items/<int:pk>/drop/", items.drop_it, name="drop_action_item"),
]
