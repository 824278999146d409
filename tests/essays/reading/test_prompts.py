"""What members ask for a stage: a thread of their circle, with all that one can do with words."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from essays.library.publishing import publish
from essays.reading.asking import ask
from essays.reading.models import Prompt
from essays.reading.planning import make_plan
from forum.circles.actions import join, open_circle
from forum.circles.models import Circle
from forum.debate.actions import edit_post, reply, withdraw_post
from forum.debate.addressing import address_of
from forum.debate.lists import thread_lines
from forum.debate.restraining.actions import restrain
from forum.record.writing import append
from forum.search.models import Document
from tests.essays.reading.conftest import outline_of, wanted_for

pytestmark = pytest.mark.django_db


def stage_of(plan, position):
    return plan.stages.select_related("plan__circle", "meeting").get(position=position)


@pytest.fixture
def prompt(bashir, under_way) -> Prompt:
    """Of Bashir, for the meeting to come."""
    return ask(member=bashir, stage=stage_of(under_way, 3), source="Who built **it**?")


def test_any_member_asks_and_the_plan_and_the_meeting_show_it(as_member, bashir, chiara, under_way):
    his, url = as_member(bashir), f"/plans/{under_way.pk}/3/ask/"
    assert his.post(url, {"words": ""}).status_code == 422
    assert his.post(url, {"words": "Who built <b>it</b>?"})["Location"].endswith("#stage-3")
    prompt = Prompt.objects.get()
    meeting = stage_of(under_way, 3).meeting
    for page in (under_way.get_absolute_url(), meeting.get_absolute_url()):
        html = his.get(page).content.decode()
        assert "Who built &lt;b&gt;it&lt;/b&gt;?" in html
        assert f'href="/prompts/{prompt.pk}/"' in html
        assert reverse("edit_post", args=[prompt.opening.pk]) in html
    assert as_member(chiara).get(url).status_code == 403
    with pytest.raises(PermissionDenied):
        ask(member=chiara, stage=stage_of(under_way, 3), source="And I?")


def test_only_whoever_asked_is_offered_to_change_it(as_member, amara, prompt, under_way):
    html = as_member(amara).get(under_way.get_absolute_url()).content.decode()
    assert "Who built it?" in html
    assert reverse("edit_post", args=[prompt.opening.pk]) not in html


def test_it_is_a_question_that_is_answered_flagged_and_found(client, as_member, amara, prompt):
    thread = prompt.thread
    assert (thread.circle, thread.opening.kind) == (prompt.stage.plan.circle, "question")
    assert address_of(thread) == f"/prompts/{prompt.pk}/"
    assert client.get(thread.get_absolute_url())["Location"] == f"/prompts/{prompt.pk}/"
    [line] = thread_lines([thread])
    assert (line.title, line.place) == ("Who built it?", "Reading plan of Table")
    hers = as_member(amara)
    reply(member=amara, answers=thread.opening, source="Nobody knows.")
    html = hers.get(f"/prompts/{prompt.pk}/").content.decode()
    assert "Nobody knows." in html
    assert reverse("flag_post", args=[prompt.opening.pk]) in html
    assert "1 reply" in hers.get(prompt.stage.plan.get_absolute_url()).content.decode()
    assert f"/posts/{prompt.opening.pk}/" in hers.get("/search/?q=built").content.decode()
    assert (
        Document.objects.get(what="post", object_id=prompt.opening.pk).beside
        == prompt.stage.plan.essay.circle
    )


def test_it_is_edited_and_taken_back_like_all_words(client, amara, bashir, prompt, under_way):
    page = under_way.get_absolute_url()
    edit_post(member=bashir, post=prompt.opening, source="Who *owns* it?", kind="question")
    assert "Who owns it?" in client.get(page).content.decode()
    answer = reply(member=amara, answers=prompt.opening, source="Nobody.")
    withdraw_post(member=bashir, post=prompt.opening)
    html = client.get(page).content.decode()
    assert "Who owns it?" not in html
    assert "Whoever asked this has taken it back." in html
    assert f'href="/prompts/{prompt.pk}/"' in html
    assert answer.pk


def test_what_is_taken_back_before_anybody_answered_is_gone(client, bashir, prompt, under_way):
    withdraw_post(member=bashir, post=prompt.opening)
    assert f"/prompts/{prompt.pk}/" not in client.get(under_way.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("how", "said"), [("fold", "Folded: one click to read"), ("hide", "Hidden")])
def test_what_a_ruling_withholds_is_withheld_on_the_plan_too(
    client, as_member, bashir, prompt, under_way, how, said
):
    restrain(post=prompt.opening, how=how, entry=append("ruling", {"case": "1"}))
    meeting = stage_of(under_way, 3).meeting.get_absolute_url()
    for browser in (client, as_member(bashir)):
        for page in (under_way.get_absolute_url(), meeting):
            html = browser.get(page).content.decode()
            assert said in html
            assert "Who built" not in html


def test_of_a_closed_circle_nobody_else_reads_it(client, as_member, amara, bashir, chiara, first_day):
    closed = open_circle(member=amara, slug="cellar", name="Cellar", access=Circle.Access.CLOSED)
    join(member=bashir, circle=closed)
    text = publish(member=amara, circle=closed, outline=outline_of(title="The Cellar"))
    plan = make_plan(member=amara, circle=closed, essay=text, wanted=wanted_for(text, first=first_day))
    prompt = ask(member=amara, stage=stage_of(plan, 1), source="Who has the key?")
    url = f"/prompts/{prompt.pk}/"
    assert client.get(url).status_code == 404
    assert as_member(chiara).get(url).status_code == 404
    assert as_member(bashir).get(url).status_code == 200


def test_where_the_plan_is_laid_out_anew_without_its_stage_the_thread_is_read_by_itself(client, prompt):
    thread = prompt.thread
    prompt.delete()
    assert client.get(thread.get_absolute_url()).status_code == 200
