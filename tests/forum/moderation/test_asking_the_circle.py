"""Where too few could be drawn the page of a case leads to a proposal about it."""

import pytest
from django.urls import reverse

from forum.debate.actions import open_thread
from forum.debate.restraining.holding import hold
from forum.moderation.models import Case
from tests.forum.moderation.conftest import NOW, RUDE, opened


@pytest.fixture
def rude_at_the_table(kitchen, amara):
    return open_thread(member=amara, circle=kitchen, title="Peas", source=RUDE, at=NOW).opening


def test_a_member_is_led_to_a_proposal_that_begins_with_the_case(
    settle, kitchen, rude_at_the_table, as_member
):
    own = settle(2, kitchen)
    case = opened(rude_at_the_table, own[0], grounds="harassment")
    client = as_member(own[1])
    html = client.get(case.get_absolute_url()).content.decode()
    href = reverse("write_proposal", args=[kitchen.slug, "plain"])
    assert f'href="{href}?title=' in html

    query = html.split(f'href="{href}?')[1].split('"')[0].replace("&amp;", "&")
    form = client.get(f"{href}?{query}").content.decode()
    assert f"What becomes of case {case.pk}" in form
    assert case.get_absolute_url() in form


def test_of_a_hold_that_nobody_can_judge_it_says_so(kitchen, rude_at_the_table, as_member, amara):
    hold(post=rude_at_the_table, category="other", ground="It names a neighbour.")
    case = Case.objects.get(kind=Case.Kind.HOLD)
    assert case.closing == Case.Closing.PROPOSAL
    html = as_member(amara).get(case.get_absolute_url()).content.decode()
    assert "no panel says whether the ground fits" in html
    assert "Propose something about it" in html


def test_a_case_that_a_panel_decides_leads_to_none(settle, rude, as_member):
    many = settle(12)
    case = opened(rude, *many[:2])
    html = as_member(many[3]).get(case.get_absolute_url()).content.decode()
    assert "Propose something about it" not in html
