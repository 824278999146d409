from django.urls import path

from forum.moderation.views import flagging, practising, reading, taking_part

urlpatterns = [
    path("how-we-look-after-ourselves/", reading.show_introduction, name="introduction"),
    path("cases/", reading.show_cases, name="cases"),
    path("circles/<slug:slug>/cases/", reading.show_cases, name="circle_cases"),
    path("circles/<slug:slug>/practice/", practising.begin_practice, name="begin_practice"),
    path("posts/<int:pk>/flag/", flagging.flag_post, name="flag_post"),
    path("memberships/<int:pk>/flag/", flagging.flag_how_somebody_takes_part, name="flag_conduct"),
    path("rulings/<int:number>/", reading.lead_to_ruling, name="ruling"),
    path("cases/<int:pk>/", reading.show_case, name="case"),
    path("cases/<int:pk>/flag/withdraw/", flagging.take_flag_back, name="withdraw_flag"),
    path("cases/<int:pk>/number/", taking_part.give_number, name="give_number"),
    path("cases/<int:pk>/redraw/", taking_part.draw_again, name="draw_again"),
    path("cases/<int:pk>/seat/take/", taking_part.take_offered_seat, name="take_seat"),
    path("cases/<int:pk>/seat/give-back/", taking_part.give_seat_back, name="give_seat_back"),
    path("cases/<int:pk>/seat/practise/", practising.sit_down, name="sit_in_practice"),
    path("cases/<int:pk>/vote/", taking_part.cast_vote, name="cast_vote"),
    path("cases/<int:pk>/appeal/", taking_part.appeal_ruling, name="appeal_ruling"),
]
