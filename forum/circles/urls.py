from django.urls import path

from forum.circles.views import circles, coming, inviting

urlpatterns = [
    path("circles/", circles.show_circles, name="circles"),
    path("circles/new/", circles.start, name="new_circle"),
    path("circles/<slug:slug>/members/", circles.show_members, name="circle_members"),
    path("circles/<slug:slug>/join/", coming.join, name="join_circle"),
    path("circles/<slug:slug>/ask/", coming.ask_to_join, name="ask_to_join"),
    path("circles/<slug:slug>/askings/", coming.show_askings, name="askings"),
    path("circles/<slug:slug>/leave/", coming.leave_circle, name="leave_circle"),
    path("circles/<slug:slug>/invite/", inviting.invite_by_link, name="invite"),
    path("circles/<slug:slug>/invite/mail/", inviting.invite_by_e_mail, name="invite_by_mail"),
    path("askings/<int:pk>/answer/", coming.answer_asking, name="answer_asking"),
    path("askings/<int:pk>/withdraw/", coming.withdraw, name="withdraw_asking"),
    path("invitations/<int:pk>/revoke/", inviting.revoke_invitation, name="revoke_invitation"),
    path("invitations/<str:token>/", inviting.show_invitation, name="invitation"),
]
