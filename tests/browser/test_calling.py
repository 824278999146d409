"""A meeting's story: two look for a date and fix it, plan it, and hand a role on; on a phone and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from forum.circles.actions import join, open_circle
from forum.debate.actions import open_thread
from forum.meetings.actions import call_meeting
from forum.meetings.models import Meeting
from forum.meetings.rota.drawing import draw_roles
from forum.meetings.rota.turns import turn_of
from tests import met
from tests.browser.conftest import PHONE, follow
from tests.world import build_world

SAYS = {"yes": "Yes", "maybe": "Maybe", "no": "No"}


@pytest.fixture
def table(amara, bashir, chiara):
    circle = open_circle(member=amara, slug="table", name="Table", purpose="Bread for everyone.")
    for member in (bashir, chiara):
        join(member=member, circle=circle)
    return circle


def say(page: Page, *says: str) -> None:
    """Say of each date, in their order, whether one could."""
    for nth, one in enumerate(says):
        page.locator("fieldset").nth(nth).get_by_role("radio", name=SAYS[one]).check()
    follow(page.get_by_role("button", name="Keep my answers"))


def sticks_out(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_two_find_a_date_and_one_fixes_it(browse, amara, bashir, table, axe):
    day = timezone.now().date() + timedelta(days=9)
    hers = browse(amara)
    hers.goto("/circles/table/")
    follow(hers.get_by_role("link", name="Meetings"))
    axe(hers)
    follow(hers.get_by_role("link", name="Call a meeting"))
    hers.get_by_label("What do you meet for?").fill("Section d")
    hers.get_by_text("Or find a date").click()
    for nth in (0, 1):
        hers.get_by_label("Day").nth(nth).fill(f"{day + timedelta(days=nth):%Y-%m-%d}")
        hers.get_by_label("Begins at").nth(nth).fill("18:00")
    axe(hers)
    follow(hers.get_by_role("button", name="Call it"))
    expect(hers.get_by_role("heading", name="Which dates suit you?")).to_be_visible()
    say(hers, "yes", "maybe")
    axe(hers)

    his = browse(bashir, **PHONE)
    his.goto("/")
    follow(his.get_by_role("link", name="Say when you could come to “Section d”"))
    expect(his.locator("fieldset").first).to_contain_text("23:00")  # in Karachi
    say(his, "no", "yes")
    assert not sticks_out(his)
    axe(his)
    his.get_by_text("Who can when").click()
    expect(his.get_by_role("row", name="Amara")).to_contain_text("maybe")
    assert not sticks_out(his)
    follow(his.get_by_role("button", name="Fix this date").nth(1))
    expect(his.get_by_text("The date is fixed.")).to_be_visible()
    assert not sticks_out(his)

    hers.goto("/")
    block = hers.get_by_role("region", name="Next meeting")
    expect(block).to_contain_text("18:00–19:30")
    expect(block.get_by_role("button", name="Maybe", pressed=True)).to_be_visible()
    follow(block.get_by_role("button", name="I come"))
    expect(block.get_by_role("button", name="I come", pressed=True)).to_be_visible()
    axe(hers)


def test_without_scripts_an_agenda_is_planned_and_a_role_handed_on(browse, amara, table, live):
    thread = open_thread(member=amara, circle=table, title="Rye or wheat?", source="Rye.")
    at = timezone.now() + timedelta(hours=20)
    meeting = call_meeting(
        member=amara, circle=table, title="Section d", starts_at=at, length=60, time_zone="Europe/Rome"
    )
    draw_roles(meeting.pk)
    turn = turn_of(meeting, "facilitator")
    theirs = browse(turn.member, java_script_enabled=False)
    theirs.goto(meeting.get_absolute_url())
    follow(theirs.get_by_role("link", name="Put something on the agenda"))
    theirs.get_by_label("What shall we talk about?").fill("A round")
    theirs.get_by_label("For how many minutes?").fill("10")
    follow(theirs.get_by_role("button", name="Put it on the agenda"))
    follow(theirs.get_by_role("link", name="Put something on the agenda"))
    theirs.get_by_label("Address of a thread or a note").fill(f"{live.url}{thread.get_absolute_url()}")
    follow(theirs.get_by_role("button", name="Put it on the agenda"))
    agenda = theirs.get_by_role("region", name="Agenda")
    expect(agenda.get_by_role("heading", level=3)).to_have_text(["A round", "Rye or wheat?"])
    follow(agenda.get_by_role("button", name="Move “Rye or wheat?” up"))
    expect(agenda.get_by_role("heading", level=3)).to_have_text(["Rye or wheat?", "A round"])

    follow(theirs.get_by_role("link", name=re.compile("Swap it or hand it on.*Facilitator")))
    follow(theirs.get_by_role("button", name="Offer it to all"))
    expect(theirs.get_by_text("Offered to whoever takes it.")).to_be_visible()

    other = turn_of(meeting, "time-keeper").member
    others = browse(other, java_script_enabled=False)
    others.goto(meeting.get_absolute_url())
    follow(others.get_by_role("button", name=re.compile("I’ll take it.*Facilitator")))
    roles = others.get_by_role("region", name="Roles")
    expect(roles).to_contain_text(re.compile("Facilitator\\s+You"))
    follow(roles.get_by_role("link", name="How they were drawn"))
    expect(others.get_by_role("heading", name="How this draw was made")).to_be_visible()
    assert Meeting.objects.get().turns.filter(until=None).count() == 3


def test_every_page_about_meetings_is_read_by_everybody_and_fits_a_phone(browse, amara, bashir, live, axe):
    world = build_world(amara, bashir)
    urls = met.addresses_of(world.open.met)
    page = browse(amara, **PHONE)
    for name in (
        "meetings", "call_meeting", "choose_roles", "meeting", "change_meeting", "cancel_meeting", "propose_date",
        "add_to_agenda", "change_agenda_item", "rota", "hand_on_turn",
    ):  # fmt: skip
        page.goto(urls[name])
        axe(page)
        assert not sticks_out(page), name
        assert page.locator("h1").count() == 1


def test_from_signing_up_to_an_invitation_with_a_meeting(browse, live):
    """What it takes somebody who has never been here: counted, so that it grows no longer unseen."""
    clicks = fields = 0
    page = browse()

    def click(way) -> None:
        nonlocal clicks
        clicks += 1
        follow(way)

    def fill(label: str, words: str) -> None:
        nonlocal fields
        fields += 1
        page.get_by_label(label).first.fill(words)

    page.goto("/")
    click(page.get_by_role("link", name="Join the reading"))
    fill("Handle", "esi")
    fill("E-mail address", "esi@example.org")
    fill("Password", "seven green umbrellas")
    click(page.get_by_role("main").get_by_role("button", name="Join"))
    click(page.get_by_role("link", name="Talk", exact=True))
    click(page.get_by_role("link", name="All circles"))
    click(page.get_by_role("link", name="Start a circle"))
    fill("Name", "Path walkers")
    fill("Purpose", "To read the Long Path to its end.")
    click(page.get_by_role("button", name="Start the circle"))
    click(page.get_by_role("link", name="Meetings"))
    click(page.get_by_role("link", name="Call a meeting"))
    fill("What do you meet for?", "The first bend")
    fill("Day", f"{timezone.now() + timedelta(days=9):%Y-%m-%d}")
    fill("Begins at", "18:00")
    click(page.get_by_role("button", name="Call it"))
    click(page.get_by_role("link", name="Invite others"))
    click(page.get_by_role("button", name="Make the link"))
    expect(page.get_by_role("textbox", name="Link")).to_be_visible()
    assert Meeting.objects.get().circle.name == "Path walkers"
    assert (clicks, fields) == (11, 8)
