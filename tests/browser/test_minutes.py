"""Minutes written by two at once, in two browsers; with a lost connection; on a phone; and without a script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from forum.circles.actions import join, open_circle
from forum.meetings.minutes.models import Minutes
from forum.meetings.models import Meeting
from forum.members.models import Member
from tests.browser.conftest import PHONE, follow
from tests.forum.meetings.minutes.conftest import BEGIN, meet, says


@pytest.fixture
def meeting(live, amara: Member, bashir: Member) -> Meeting:
    table = open_circle(member=amara, slug="table", name="Table", at=BEGIN)
    join(member=bashir, circle=table, at=BEGIN)
    return meet(amara, table)


def holding(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words))


def field_on(page: Page, meeting: Meeting) -> Locator:
    page.goto(f"/meetings/{meeting.pk}/minutes/write/")
    return page.get_by_role("textbox", name="Minutes")


def type_at_the_end(field: Locator, words: str) -> None:
    field.press("Control+End")
    field.press_sequentially(words)


def test_two_write_at_once_and_lose_no_line(browse, amara, bashir, meeting, axe):
    says(meeting, amara, "We met.\n", at=BEGIN)
    hers, his = browse(amara), browse(bashir)
    fields = [field_on(page, meeting) for page in (hers, his)]
    for number in range(3):
        for field, name in zip(fields, ("Amara", "Bashir"), strict=True):
            type_at_the_end(field, f"- {name} said {number}\n")
    lines = [f"- {name} said {number}" for name in ("Amara", "Bashir") for number in range(3)]
    for field in fields:
        for line in lines:
            expect(field).to_have_value(holding(line))
    expect(hers.get_by_role("region", name="As it reads").get_by_text("Bashir said 2")).to_be_visible()
    axe(hers)
    follow(hers.get_by_role("button", name="Save and read"))
    for line in lines:
        expect(hers.get_by_text(line.removeprefix("- "))).to_be_visible()
    kept = Minutes.objects.get().source.splitlines()
    assert sorted(line for line in kept if line) == sorted(["We met.", *lines])
    axe(hers)


def test_who_both_change_one_sentence_see_both_wordings(browse, amara, bashir, meeting, axe):
    says(meeting, amara, "We meet on Mondays.\n", at=BEGIN)
    hers, his = browse(amara), browse(bashir)
    her_field, his_field = (field_on(page, meeting) for page in (hers, his))
    his.context.set_offline(True)
    his_field.fill("We meet on Sundays.\n")
    expect(his.get_by_text("Not saved: there is no connection.")).to_be_visible()
    her_field.fill("We meet on Fridays.\n")
    expect(hers.get_by_text("Saved.", exact=True)).to_be_visible()
    his.context.set_offline(False)
    for wording in ("We meet on Fridays.", "We meet on Sundays."):
        expect(his_field).to_have_value(holding(wording))
    expect(his.get_by_text("Two wordings stand in one place")).to_be_visible()
    expect(her_field).to_have_value(holding("We meet on Sundays."))
    axe(his)
    his_field.fill("We meet at the weekend.\n")
    expect(his.get_by_text("Two wordings stand in one place")).to_be_hidden()


def test_what_others_write_moves_nobody_from_where_they_type(browse, amara, bashir, meeting):
    says(meeting, amara, "We met.\nSix came.\n", at=BEGIN)
    hers = browse(amara)
    field = field_on(hers, meeting)
    field.evaluate("(field) => { field.focus(); field.setSelectionRange(14, 14); }")  # within "came"
    says(meeting, bashir, "First, tea.\nWe met.\nSix came.\n", at=BEGIN)
    expect(field).to_have_value(holding("First, tea."))
    field.press_sequentially("x")
    expect(field).to_have_value("First, tea.\nWe met.\nSix caxme.\n")


def test_minutes_and_items_on_a_phone(browse, amara, meeting, axe):
    says(meeting, amara, f"We met.\n\n{'averylongword' * 12}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", at=BEGIN)
    phone = browse(amara, **PHONE)
    for path in ("", "write/", "history/"):
        phone.goto(f"/meetings/{meeting.pk}/minutes/{path}")
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        axe(phone)
    phone.goto(f"/meetings/{meeting.pk}/minutes/")
    phone.get_by_text("Add one").click()
    phone.get_by_label("What is to be done?").fill("Bring chairs")
    phone.get_by_label("Who?").fill("amara")
    follow(phone.get_by_role("button", name="Write it down"))
    follow(phone.get_by_role("link", name="Bring chairs"))
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    follow(phone.get_by_role("button", name="Done: Bring chairs"))
    expect(phone.get_by_role("heading", name="Done")).to_be_visible()


def test_minutes_without_a_script(browse, amara, bashir, meeting):
    page = browse(amara, java_script_enabled=False)
    field_on(page, meeting).fill("We **met**.")
    says(meeting, bashir, "Bashir was first.\n", base=0, at=BEGIN)
    follow(page.get_by_role("button", name="Save and read"))
    expect(page.get_by_text("Somebody else has written meanwhile.")).to_be_visible()
    expect(page.get_by_text("Bashir was first.")).to_be_visible()
    follow(page.get_by_role("button", name="Put them before the circle"))
    expect(page.get_by_text("The time to object ends")).to_be_visible()
