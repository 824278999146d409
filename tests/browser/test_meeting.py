"""A meeting that is held, with three people in it: on a screen, on a telephone, and without scripts."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from forum.circles.actions import join, open_circle
from forum.debate.actions import open_thread, reply
from forum.lots.drawing import carry_out, open_draw
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.rota.models import Turn
from forum.record.models import Entry
from tests.browser.conftest import PHONE, follow


@pytest.fixture
def held(amara, bashir, chiara) -> Meeting:
    """Opened now; Amara facilitates."""
    circle = open_circle(member=amara, slug="table", name="Table")
    for member in (bashir, chiara):
        join(member=member, circle=circle)
    now = timezone.now()
    meeting = Meeting.objects.create(
        circle=circle, title="Of steam", starts_at=now, time_zone="UTC", called_by=amara, opened_at=now
    )
    thread = open_thread(member=amara, circle=circle, title="Who keeps the key?", source="Nobody **yet**.")
    reply(member=bashir, answers=thread.opening, source="The cat.")
    for place, (title, about) in enumerate((("Arriving", None), ("The key", thread))):
        AgendaItem.objects.create(meeting=meeting, place=place, title=title, thread=about, added_by=amara)
    people = [amara.pk, bashir.pk, chiara.pk]
    draw = open_draw(case=meeting.case, members=people, n=1, needs={}, commitment=bytes(32), circle=circle)
    carry_out(draw=draw)
    Turn.objects.create(meeting=meeting, role="facilitator", member=amara, came_by="drawn")
    return meeting


def enter(page: Page, meeting: Meeting) -> Page:
    page.goto(f"/meetings/{meeting.pk}/live/")
    return page


def speaking(page: Page) -> Locator:
    return page.get_by_role("region", name="Who speaks")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_a_whole_meeting_with_three_browsers(browse, held, amara, bashir, chiara, axe):
    hers, his, theirs = (
        enter(browse(amara), held),
        enter(browse(bashir, **PHONE), held),
        enter(browse(chiara), held),
    )
    for page in (hers, his, theirs):
        expect(page.get_by_role("heading", name="3 are here")).to_be_visible()
    expect(hers.get_by_role("heading", name="You facilitate")).to_be_visible()
    expect(his.get_by_role("heading", name="You facilitate")).to_have_count(0)
    for page in (hers, his):
        axe(page)

    button(hers, "Go to “The key”").click()
    for page in (his, theirs):
        expect(
            page.get_by_role("region", name="What we talk about").get_by_text("Who keeps the key?")
        ).to_be_visible()
        expect(page.get_by_text("The cat.")).to_be_visible()
    axe(theirs)

    button(his, "Raise my hand").click()
    expect(button(his, "Lower my hand")).to_be_visible()
    expect(his.get_by_text("You are next.").first).to_be_visible()
    button(hers, "Call Bashir").click()
    expect(speaking(theirs).get_by_text("Bashir speaks")).to_be_visible()
    button(theirs, "Direct reply").click()
    expect(hers.get_by_role("region", name="Next").get_by_text("direct reply")).to_be_visible()
    button(hers, "1 min").click()
    expect(his.get_by_role("timer")).to_be_visible()
    button(his, "I am done").click()
    button(hers, "Call Chiara").click()
    expect(speaking(his).get_by_text("Chiara speaks")).to_be_visible()
    expect(speaking(his).get_by_text("direct reply to Bashir")).to_be_visible()
    axe(his)

    button(hers, "Go-round").click()
    expect(button(hers, "End the go-round")).to_be_visible()
    button(theirs, "I am done").click()
    button(hers, "Pass").click()
    expect(speaking(hers).get_by_text("Bashir speaks")).to_be_visible()
    expect(button(hers, "Go-round")).to_be_visible()  # who speaks is the last of it

    button(theirs, "Ask how it sits with everyone").click()
    for page, warmth in ((hers, "Warm"), (his, "Warm"), (theirs, "Cold")):
        button(page, warmth).click()
    for page in (hers, his, theirs):
        expect(page.get_by_text("The last check: 3 answered.")).to_be_visible()
    axe(hers)

    his.get_by_text("Somebody else should facilitate").click()
    button(his, "Ask everyone").click()
    expect(theirs.get_by_text("Shall the next on the rota facilitate in place of Amara?")).to_be_visible()
    axe(theirs)
    button(theirs, "Yes, the next").click()
    expect(hers.get_by_role("heading", name="You facilitate")).to_have_count(0)
    follower = Turn.objects.current().get(meeting=held).member
    assert follower in (bashir, chiara)
    expect(
        (his if follower == bashir else theirs).get_by_role("heading", name="You facilitate")
    ).to_be_visible()
    assert Entry.objects.filter(type="recall").count() == 1

    Meeting.objects.filter(pk=held.pk).update(closed_at=timezone.now())
    for page in (hers, his, theirs):
        expect(page.get_by_text("The meeting is over.")).to_be_visible()


def test_minutes_are_written_beside_what_is_talked_about(browse, held, amara, bashir, axe):
    Turn.objects.create(meeting=held, role="minute-taker", member=bashir, came_by="drawn")
    hers, his = enter(browse(amara), held), enter(browse(bashir, **PHONE), held)
    sheets = [page.get_by_role("textbox", name="Minutes") for page in (hers, his)]
    expect(sheets[1]).to_be_visible()  # before whoever takes them
    expect(sheets[0]).to_have_count(0)
    hers.locator("summary", has_text="Minutes").click()
    sheets[0].press_sequentially("Steam is water.")
    expect(sheets[1]).to_have_value("Steam is water.")
    button(hers, "Go to “The key”").click()
    for page, sheet in zip((hers, his), sheets, strict=True):
        expect(page.get_by_text("The cat.")).to_be_visible()
        expect(sheet).to_have_value("Steam is water.")  # what comes in leaves it alone
        axe(page)
    assert his.evaluate("document.documentElement.scrollWidth") <= 360
    acts = his.get_by_role("region", name="What you do")
    expect(acts).to_have_css("position", "fixed")
    sheets[1].focus()  # where there is room for the keys of the telephone, and for what one writes
    expect(acts).to_have_css("position", "static")


def test_what_is_new_is_read_aloud_and_nothing_twice(browse, held, amara, bashir):
    hers, his = enter(browse(amara), held), enter(browse(bashir), held)
    said = his.locator("#announced")
    expect(said).to_have_text("Amara facilitates.")
    button(his, "Raise my hand").click()
    expect(said).to_have_text("You are next.")
    button(hers, "Ask how it sits with everyone").click()
    expect(said).to_have_text("There is a temperature check.")
    button(hers, "Go to “The key”").click()
    expect(said).to_have_text("We talk about this: The key")


def test_a_page_opened_early_becomes_the_meeting_and_then_leads_to_its_minutes(browse, held, amara):
    Meeting.objects.filter(pk=held.pk).update(opened_at=None)
    hers = enter(browse(amara), held)
    talk = hers.get_by_role("region", name="What we talk about")
    expect(talk).to_contain_text("once the meeting has been opened")
    Meeting.objects.filter(pk=held.pk).update(opened_at=timezone.now())
    expect(button(hers, "Raise my hand")).to_be_visible()
    expect(talk).to_contain_text("The agenda has not been begun")
    follow(hers.get_by_role("link", name="Is it over? Close the meeting"))
    follow(button(hers, "Close the meeting"))
    enter(hers, held)
    follow(hers.get_by_role("link", name="To the minutes"))
    expect(hers.get_by_role("heading", name="Minutes", level=1)).to_be_visible()


def test_what_is_open_and_what_is_held_stay_when_others_do_something(browse, held, amara, bashir):
    hers, his = enter(browse(amara), held), enter(browse(bashir), held)
    expect(his.get_by_role("heading", name="2 are here")).to_be_visible()
    his.get_by_text("Somebody else should facilitate").click()
    asking = button(his, "Ask everyone")
    asking.focus()
    button(hers, "Raise my hand").click()
    expect(his.get_by_role("region", name="Next").get_by_text("Amara")).to_be_visible()
    expect(asking).to_be_focused()
    expect(asking).to_be_visible()


def test_a_lost_connection_is_said_and_catches_up_by_itself(browse, held, amara, bashir):
    hers, his = enter(browse(amara), held), enter(browse(bashir), held)
    his.context.set_offline(True)
    expect(his.get_by_text("No connection.")).to_be_visible()
    button(hers, "Raise my hand").click()
    expect(button(hers, "Lower my hand")).to_be_visible()
    his.context.set_offline(False)
    expect(his.get_by_role("region", name="Next").get_by_text("Amara")).to_be_visible()
    expect(his.get_by_text("No connection.")).to_be_hidden()


def test_on_a_telephone_nothing_is_cut_off_and_the_hand_is_under_the_thumb(browse, held, bashir, axe):
    his = enter(browse(bashir, **PHONE), held)
    hand = button(his, "Raise my hand")
    expect(hand).to_be_in_viewport()
    assert hand.bounding_box()["height"] >= 48
    assert his.evaluate("document.documentElement.scrollWidth") <= 360
    hand.tap()
    expect(button(his, "Lower my hand")).to_be_in_viewport()
    axe(his)


def test_without_scripts_one_takes_part_by_loading_again(browse, held, amara, chiara):
    theirs = enter(browse(chiara, java_script_enabled=False), held)
    follow(button(theirs, "Raise my hand"))
    expect(button(theirs, "Lower my hand")).to_be_visible()
    hers = enter(browse(amara), held)
    button(hers, "Call Chiara").click()
    expect(speaking(hers).get_by_text("Chiara speaks")).to_be_visible()
    follow(theirs.get_by_role("link", name="Load it again"))
    expect(theirs.get_by_text("You speak", exact=True)).to_be_visible()
    follow(button(theirs, "I am done"))
    expect(theirs.get_by_text("Nobody speaks.")).to_be_visible()
    follow(theirs.get_by_role("link", name="Do so by itself every 20 seconds"))
    expect(theirs.get_by_role("link", name="Stop that")).to_be_visible()
