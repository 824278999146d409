"""Pages about one note tell which words it is about, and stand among the texts."""

import pytest
from django.urls import reverse

from forum.debate.actions import reply
from tests.essays.welcome.conftest import note, put_up

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["reply", "edit_post", "post_history", "withdraw_post"])
def test_a_page_about_a_note_or_an_answer_to_it_quotes_the_passage_and_leads_to_it(
    as_member, bashir, commons, name
):
    annotation = note(bashir, put_up(bashir, commons))
    opening = annotation.thread.opening
    below = reply(member=bashir, answers=opening, source="And the valley?")
    for post in (opening, below):
        page = as_member(bashir).get(reverse(name, args=[post.pk])).content.decode()
        assert "<q>waited for the timetable</q>" in page
        assert f'#note-{annotation.pk}">Bridge or barrier' in page
        assert 'href="/essays/" aria-current="page"' in page
        assert ("In reply to" in page) is (post == below)
