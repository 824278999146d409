"""A decision's story: proposed, blocked, amended twice, and adopted in the second round; with three people."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from forum.circles.actions import join, open_circle
from forum.decisions.clock import move_all
from forum.decisions.models import Proposal
from tests.browser.conftest import PHONE


def let_time_pass() -> None:
    """Have the present stage end now."""
    Proposal.objects.open().update(ends_at=timezone.now())
    move_all(timezone.now())


def test_a_blocked_proposal_passes_in_its_second_round(browse, amara, bashir, chiara, axe):
    circle = open_circle(member=amara, slug="table", name="Table", purpose="Bread for everyone.")
    for member in (bashir, chiara):
        join(member=member, circle=circle, at=timezone.now() - timedelta(days=1))

    hers = browse(amara)
    hers.goto("/circles/table/")
    hers.get_by_role("link", name="Decisions", exact=True).click()
    axe(hers)
    hers.get_by_role("link", name="Propose something").click()
    axe(hers)
    hers.get_by_role("link", name="Something we do").click()
    hers.get_by_label("Title").fill("Tuesdays")
    hers.get_by_label("What would be decided").fill("We meet on Tuesdays.")
    hers.get_by_label("Why").fill("Mondays are full.")
    axe(hers)
    hers.get_by_role("button", name="Keep the draft").click()
    hers.get_by_role("button", name="Put it before the circle").click()
    expect(hers.get_by_role("heading", name="Questions")).to_be_visible()
    axe(hers)
    here = hers.url

    his = browse(bashir, **PHONE)
    his.goto(here)
    his.get_by_role("link", name="Ask or answer").click()
    expect(his.get_by_text("Mondays are full.")).to_be_visible()
    axe(his)
    let_time_pass()

    his.goto("/")
    his.get_by_role("link", name="Say where you stand to “Tuesdays” in Table").click()
    his.get_by_role("link", name="Say where you stand").click()
    his.get_by_role("radio", name="Block").check()
    his.get_by_label("Why").fill("Chiara could never come.")
    axe(his)
    his.get_by_role("button", name="Say it").click()
    expect(his.get_by_text("Say what would lift your block.")).to_be_visible()
    expect(his.get_by_role("textbox", name="Why")).to_have_value("Chiara could never come.")
    his.get_by_label("what would be harmed").select_option("The purpose: Bread for everyone.")
    his.get_by_label("what would lift it").fill("A day on which she can.")
    his.get_by_role("button", name="Say it").click()
    expect(his.get_by_role("heading", name="Blocks")).to_be_visible()
    axe(his)
    let_time_pass()

    for round, day in enumerate(("Wednesdays", "Saturdays"), start=1):
        hers.goto(here)
        hers.get_by_role("link", name="Amend it").click()
        hers.get_by_label("What would be decided").fill(f"We meet on {day}.")
        hers.get_by_label("What does the change answer?").fill("That Chiara can come.")
        hers.get_by_role("button", name="Change its words").click()
        expect(hers.get_by_text(f"round {round} of at most 2")).to_be_visible()
        axe(hers)
        if day == "Wednesdays":
            let_time_pass()  # the block holds

    theirs = browse(chiara, color_scheme="dark")
    for page, name in ((his, "Change your position"), (theirs, "Say where you stand")):
        page.goto(here)
        page.get_by_role("link", name=name).click()
        page.get_by_role("radio", name="Consent").check()
        page.get_by_label("Why").fill("Now she can.")
        page.get_by_role("button", name="Say it").click()
        expect(page.get_by_role("table", name="How many stand where")).to_be_visible()
        axe(page)
    let_time_pass()

    theirs.goto(here)
    expect(theirs.get_by_role("heading", name="Adopted")).to_be_visible()
    expect(theirs.get_by_text("By consent: no block stood.")).to_be_visible()
    expect(theirs.get_by_text("We meet on Saturdays.").first).to_be_visible()
    axe(theirs)
    theirs.goto("/circles/table/decisions/?show=decided")
    expect(theirs.get_by_role("link", name="Tuesdays")).to_be_visible()
    axe(theirs)
