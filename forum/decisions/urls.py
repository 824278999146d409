from django.urls import path

from forum.decisions.views import deciding, proposing, reading

urlpatterns = [
    path("circles/<slug:slug>/decisions/", reading.show_decisions, name="decisions"),
    path("circles/<slug:slug>/decisions/new/", proposing.choose_kind, name="new_proposal"),
    path("circles/<slug:slug>/decisions/new/<str:kind>/", proposing.write, name="write_proposal"),
    path("decisions/<int:pk>/", reading.show_proposal, name="proposal"),
    path("decisions/<int:pk>/discussion/", reading.show_discussion, name="proposal_discussion"),
    path("decisions/<int:pk>/positions/", reading.show_positions, name="positions"),
    path("decisions/<int:pk>/words/", proposing.change_words, name="change_proposal"),
    path("decisions/<int:pk>/open/", proposing.open_to_all, name="open_proposal"),
    path("decisions/<int:pk>/withdraw/", proposing.take_back, name="withdraw_proposal"),
    path("decisions/<int:pk>/put-to-vote/", proposing.amend_no_further, name="put_to_vote"),
    path("decisions/<int:pk>/position/", deciding.say_where_one_stands, name="take_position"),
    path("decisions/<int:pk>/vote/", deciding.vote_on, name="vote_on_proposal"),
    path("decisions/<int:pk>/answer/", deciding.answer_it, name="answer_proposal"),
    path("decisions/<int:pk>/review/", deciding.review, name="review_decision"),
    path("positions/<int:pk>/second/", deciding.second_block, name="second_block"),
]
