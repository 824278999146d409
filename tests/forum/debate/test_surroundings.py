"""Pages about one post tell what it answers."""

import pytest
from django.urls import reverse

from forum.debate.actions import withdraw_post

PAGES = ["reply", "edit_post", "post_history", "withdraw_post"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_about_an_answer_tells_what_it_answers(as_member, bashir, opening, answer, name):
    page = as_member(bashir).get(reverse(name, args=[answer.pk])).content.decode()

    assert f'In reply to <a href="{opening.get_absolute_url()}">Amara</a>: <q>I kept them twice.</q>' in page
    assert "Who keeps the minutes?" in page
    assert 'href="/threads/" aria-current="page"' in page


def test_an_opening_post_answers_nobody(as_member, amara, opening):
    assert "In reply to" not in as_member(amara).get(reverse("edit_post", args=[opening.pk])).content.decode()


def test_what_was_withdrawn_is_not_told_below_it(as_member, amara, bashir, opening, answer):
    withdraw_post(member=amara, post=opening)

    page = as_member(bashir).get(reverse("edit_post", args=[answer.pk])).content.decode()

    assert "In reply to" in page
    assert "twice" not in page
