"""A circle's reading: planned over five meetings, adjusted, published, read along with, and laid out anew."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from essays.reading.models import Plan
from forum.circles.models import Circle, Invitation
from forum.meetings.models import Meeting
from tests.browser.conftest import PHONE, follow
from tests.essays.reading.conftest import *  # noqa: F403 (the text, the circle, and notes beside it)


def sticks_out(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def plan_over_five_meetings(page: Page) -> None:
    """As far as what is published: the default schedule, one section moved, one meeting an hour later."""
    page.goto("/circles/table/")
    follow(page.get_by_role("link", name="Reading plan").first)
    follow(page.get_by_role("link", name="Plan a reading"))
    expect(page.get_by_role("heading", name="“The Long Path” in 5 meetings")).to_be_visible()
    expect(page.get_by_role("heading", name="Sections c and d")).to_be_visible()
    follow(page.get_by_role("button", name="Last section later (meeting 3)"))
    expect(page.get_by_role("heading", name="Sections d and e")).to_be_visible()
    last = page.get_by_label("Meeting 5", exact=True)
    last.fill(f"{last.input_value()[:11]}20:00")
    follow(page.get_by_role("button", name="Publish the plan"))
    expect(page.get_by_role("heading", name="The Long Path", level=1)).to_be_visible()


@pytest.mark.parametrize("kind", ["desk", "phone", "without scripts"])
def test_a_text_is_planned_over_five_meetings_adjusted_and_published(browse, amara, path, axe, kind):
    how = {"desk": {}, "phone": PHONE, "without scripts": {"java_script_enabled": False}}[kind]
    page = browse(amara, **how)
    plan_over_five_meetings(page)
    stages = Plan.objects.get().stages.select_related("begins", "meeting")
    assert [stage.begins.label for stage in stages] == ["a", "b", "c", "d", "f"]
    assert [stage.meeting.starts_at.hour for stage in stages] == [19, 19, 19, 19, 20]
    if kind != "without scripts":
        here, circle = page.url, "/circles/table/plans/"
        of_it = ("", "ahead/", "ahead/?meetings=3", "so-far/", "1/ask/", "end/")
        for url in (*(here + one for one in of_it), circle, f"{circle}new/"):
            page.goto(url)
            axe(page)
            assert not sticks_out(page), url


def test_who_reads_along_marks_where_they_are_and_lifts_the_veil(
    browse, amara, bashir, plan, sections, note_on, axe
):
    words = "A draught comes through the wall."
    note_on(amara, sections["b"], source=words)
    his = browse(bashir)
    his.goto("/essays/the-long-path/b-house/")
    expect(his.get_by_text("Beside this section wait 1 critique.")).to_be_visible()
    expect(his.get_by_text(words)).to_have_count(0)
    axe(his)
    follow(his.get_by_role("button", name="I’ve read to here"))
    expect(his.get_by_text("You have read to here.")).to_be_visible()
    expect(his.get_by_text(words).first).to_be_visible()
    axe(his)
    follow(his.get_by_role("link", name="The reading plan"))
    expect(his.get_by_label("Read to the end of")).to_have_value(str(sections["b"].pk))

    follow(his.get_by_role("link", name="Ask something for it").first)
    his.get_by_label("What shall people think about?").fill("Who built it?")
    follow(his.get_by_role("button", name="Ask it"))
    expect(his.get_by_text("Who built it?")).to_be_visible()
    follow(his.get_by_role("link", name="Answer"))
    expect(his.get_by_role("heading", name="To think about")).to_be_visible()
    expect(his.get_by_text("Who built it?")).to_be_visible()
    axe(his)
    assert not sticks_out(his)


def test_a_veil_is_lifted_with_one_click_without_scripts(browse, amara, bashir, plan, sections, note_on):
    words = "A draught comes through the wall."
    note_on(amara, sections["b"], source=words)
    his = browse(bashir, java_script_enabled=False, **PHONE)
    his.goto("/essays/the-long-path/b-house/")
    expect(his.get_by_role("link", name="1 critique")).to_have_count(0)
    follow(his.get_by_role("button", name="Show them now"))
    follow(his.get_by_role("link", name="1 critique"))
    expect(his.get_by_text(words)).to_be_visible()


def test_a_slower_circle_lays_out_anew_what_lies_ahead_and_pins_a_note(
    browse, amara, bashir, under_way, sections, note_on, axe
):
    note = note_on(amara, sections["e"])
    his = browse(bashir)
    his.goto(f"/annotations/{note.pk}/")
    follow(his.get_by_role("button", name="Pin for the next meeting"))
    expect(his.get_by_text("Pinned for the next meeting of Table.")).to_be_visible()
    axe(his)

    his.goto(under_way.get_absolute_url())
    expect(his.get_by_role("heading", name="Pinned for the meeting")).to_be_visible()
    follow(his.get_by_role("link", name="Join here"))
    axe(his)
    his.go_back()
    follow(his.get_by_role("link", name="Re-plan what lies ahead"))
    follow(his.get_by_role("link", name="Slower: one meeting more"))
    expect(his.get_by_text("a new meeting")).to_be_visible()
    assert Meeting.objects.count() == 4
    follow(his.get_by_role("button", name="Change the plan"))
    expect(his.get_by_text("What lies ahead is laid out anew.")).to_be_visible()
    assert Meeting.objects.standing().count() == 5
    assert under_way.stages.filter(meeting__starts_at__lt=timezone.now()).count() == 2


def test_from_signing_up_to_an_invitation_with_a_planned_reading(browse, path):
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
        page.get_by_label(label).fill(words)

    page.goto("/")
    click(page.get_by_role("link", name="Join the reading"))
    fill("Handle", "esi")
    fill("E-mail address", "esi@example.org")
    fill("Password", "seven green umbrellas")
    click(page.get_by_role("main").get_by_role("button", name="Join"))
    click(page.get_by_role("link", name="Talk", exact=True))
    click(page.get_by_role("link", name="All circles"))
    click(page.get_by_role("link", name="Start a circle").first)
    fill("Name", "Path walkers")
    fill("Purpose", "To read the Long Path to its end.")
    click(page.get_by_role("button", name="Start the circle"))
    click(page.get_by_role("link", name="Reading plan").first)
    click(page.get_by_role("link", name="Plan a reading"))
    click(page.get_by_role("button", name="Publish the plan"))
    click(page.get_by_role("link", name="Invite others"))
    click(page.get_by_role("button", name="Make the link"))
    expect(page.get_by_role("textbox", name="Link")).to_be_visible()

    circle = Circle.objects.get(name="Path walkers")
    assert Plan.objects.get(circle=circle).stages.count() == 5
    assert Invitation.objects.filter(circle=circle).exists()
    in_a_week = timezone.now() + timedelta(days=7)
    first = Meeting.objects.filter(circle=circle).order_by("starts_at").first()
    assert abs(first.starts_at - in_a_week) < timedelta(days=1)
    assert (clicks, fields) == (11, 5)
