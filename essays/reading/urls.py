from django.urls import path

from essays.reading.views import asking, planning, reading

urlpatterns = [
    path("circles/<slug:slug>/plans/", reading.show_plans, name="plans"),
    path("circles/<slug:slug>/plans/new/", planning.plan_reading, name="new_plan"),
    path("plans/<int:pk>/", reading.show_plan, name="plan"),
    path("plans/<int:pk>/ahead/", planning.plan_ahead, name="plan_ahead"),
    path("plans/<int:pk>/end/", planning.end, name="end_plan"),
    path("plans/<int:pk>/so-far/", reading.join_here, name="join_here"),
    path("plans/<int:pk>/<int:position>/ask/", asking.ask_for_stage, name="ask_for_stage"),
    path("prompts/<int:pk>/", asking.show_prompt, name="prompt"),
    path("essays/<slug:slug>/read-to-here/", reading.read_to_here, name="read_to_here"),
    path("essays/<slug:slug>/veil/", reading.lift_veil, name="lift_veil"),
    path("annotations/<int:pk>/pin/", reading.pin_note, name="pin_note"),
]
