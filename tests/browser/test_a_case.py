"""A whole case: flagged by keys, numbered with a click, judged by seven, appealed. One person of each role has a
browser; what all others do alike is done by code."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from forum.circles.models import Circle
from forum.debate.actions import open_thread
from forum.moderation.deadlines import move_on
from forum.moderation.flagging import flag
from forum.moderation.models import Case, Flag, Panel
from forum.moderation.seating import take_seat
from forum.moderation.voting import vote
from forum.record.models import Entry
from tests.conftest import make_member
from tests.forum.moderation.conftest import settle_in

pytestmark = pytest.mark.django_db(transaction=True)

RUDE = "Whoever drinks tea with milk has never tasted either. People like that should keep quiet."
PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}


@pytest.fixture
def amara(live):
    return make_member("amara")


@pytest.fixture
def many(amara):
    """Thirty who have long been in the Commons."""
    members = [make_member(f"s{number}", is_active=True) for number in range(30)]
    settle_in(members, Circle.objects.commons(), now=timezone.now())
    return members


def all_others_vote(panel: Panel, choice: str, without=()) -> None:
    for seat in panel.seats.taken().exclude(pk__in=[one.pk for one in without]).order_by("number"):
        vote(member=seat.member, seat=seat, choice=choice, reason=f"So says seat {seat.number}.")


def take_the_seats(case: Case) -> Panel:
    move_on(timezone.now())
    panel = Panel.objects.filter(case=case).latest("pk")
    for seat in panel.seats.live().filter(accepted_at=None)[1:]:
        take_seat(member=seat.member, seat=seat)
    return panel


def test_a_case_from_the_first_flag_to_the_end_of_its_appeal(amara, many, browse, axe):
    commons = Circle.objects.commons()
    rude = open_thread(member=amara, circle=commons, title="Tea", source=RUDE).opening
    flag(member=many[0], post=rude, guideline=commons.guideline_list[2], reason="It mocks people.")

    # The second who flags has no mouse.
    flagger = browse(many[1])
    flagger.goto(rude.thread.get_absolute_url())
    link = flagger.locator(f"#post-{rude.pk}").get_by_role("link", name="Flag")
    link.focus()
    flagger.keyboard.press("Enter")
    form = flagger.get_by_role("form", name="Flag this post")
    expect(form).to_be_visible()
    axe(flagger)
    form.get_by_role("radio", name="It goes against a guideline").focus()
    flagger.keyboard.press("Tab")
    flagger.keyboard.press("ArrowDown")
    flagger.keyboard.press("Tab")
    flagger.keyboard.type("People like that should keep quiet.")
    flagger.keyboard.press("Tab")
    flagger.keyboard.type("It says who may speak.")
    flagger.keyboard.press("Tab")
    flagger.keyboard.press("Enter")
    flagger.wait_for_url(re.compile(r"/cases/\d+/"))
    axe(flagger)
    case = Case.objects.get()
    mine = Flag.objects.get(member=many[1])
    assert (case.stage, mine.passage) == ("nonce", "People like that should keep quiet.")
    here = case.get_absolute_url()

    # Its author gives a number with one click, on a phone.
    author = browse(amara, **PHONE)
    author.goto(reverse("front_door"))
    author.get_by_role("link", name="A case about you").click()
    axe(author)
    author.get_by_role("button", name="Give my number").click()
    expect(author.get_by_text("Your receipt:")).to_be_visible()
    assert re.fullmatch("[0-9a-f]{64}", Entry.objects.get(type="nonce").read("nonce"))
    axe(author)

    # One of the seven takes the seat, votes, reads the reasons, votes again.
    panel = take_the_seats(case)
    seat = panel.seats.get(accepted_at=None, ended_at=None)
    judge = browse(seat.member)
    judge.goto(here)
    axe(judge)
    judge.get_by_role("button", name="Take the seat").click()
    expect(judge.get_by_role("heading", name="Vote, each alone")).to_be_visible()
    expect(judge.get_by_text("It says who may speak.")).to_be_visible()
    axe(judge)
    judge.get_by_role("radio", name=re.compile("^Fold")).check()
    judge.get_by_label("Your reason").fill("The last sentence is about people.")
    judge.get_by_role("button", name="Vote", exact=True).click()
    expect(judge.get_by_text("Your vote is given.")).to_be_visible()
    all_others_vote(panel, "fold", without=[seat])
    judge.goto(here)
    expect(judge.get_by_role("heading", name="Vote for the last time")).to_be_visible()
    expect(judge.get_by_text("So says seat").first).to_be_visible()
    axe(judge)
    all_others_vote(panel, "fold", without=[seat])
    judge.get_by_role("button", name="Vote so").click()
    expect(judge.get_by_role("heading", name="Fold: one click to read it").first).to_be_visible()

    # A visitor reads it, without a script.
    visitor = browse(java_script_enabled=False)
    visitor.goto(here)
    expect(visitor.get_by_text("The last sentence is about people.").first).to_be_visible()

    # The author appeals; the fresh panel does not affirm.
    author.goto(here)
    axe(author)
    author.get_by_label("Why should it not stand?").fill("I spoke of tea.")
    author.get_by_role("button", name="Appeal").click()
    expect(author.get_by_text("You have appealed.", exact=False).first).to_be_visible()
    author.get_by_role("button", name="Give my number").click()
    expect(author.get_by_text("Your receipt:")).to_be_visible()
    fresh = take_the_seats(case)
    last = fresh.seats.get(accepted_at=None, ended_at=None)
    take_seat(member=last.member, seat=last)
    for _round in range(2):
        all_others_vote(fresh, "lapse")
    case.refresh_from_db()
    assert (case.stage, case.closing) == ("closed", "lapsed")
    bystander = browse(color_scheme="dark")
    bystander.goto(here)
    expect(bystander.get_by_text("It did not affirm the ruling")).to_be_visible()
    axe(bystander)
    for one in (author, bystander):
        one.goto(here)
        assert not re.search(r"\b[sS][01]\b", one.get_by_role("main").inner_html())


def test_a_practice_case_is_begun_and_looks_like_nothing_else(live, browse, axe):
    page = browse(make_member("bashir"), **PHONE)
    commons = Circle.objects.commons()
    page.goto(f"{reverse('circle_cases', args=[commons.slug])}?show=practice")
    axe(page)
    page.get_by_role("link", name="Practise with a made-up post").click()
    axe(page)
    page.get_by_label("A made-up post").fill("Milk first.")
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("It counts for nothing").first).to_be_visible()
    axe(page)
    page.goto(reverse("introduction"))
    axe(page)
