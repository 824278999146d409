"""A circle's story: started, invited into by a link, come into by somebody who was no member yet, and left again."""

import re

from playwright.sync_api import expect

from forum.circles.models import Circle, Membership
from tests.browser.conftest import PHONE, follow


def test_a_closed_circle_is_started_joined_by_a_link_and_left(browse, amara, axe):
    page = browse(amara, **PHONE)
    page.goto("/circles/")
    follow(page.get_by_role("link", name="Start a circle"))
    axe(page)
    page.get_by_label("Name").fill("Night kitchen")
    page.get_by_label("Purpose").fill("Soup, and what we read beside it.")
    page.get_by_role("radio", name=re.compile("Closed")).check()
    follow(page.get_by_role("button", name="Start the circle"))
    expect(page.get_by_role("heading", name="Night kitchen", level=1)).to_be_visible()
    axe(page)
    circle = Circle.objects.get(name="Night kitchen")

    follow(page.get_by_role("link", name="Invite others"))
    page.get_by_label("How many people may use it?").fill("1")
    page.get_by_label("A few words from you").fill("Bring a spoon.")
    follow(page.get_by_role("button", name="Make the link"))
    link = page.get_by_role("textbox", name="Link").input_value()
    axe(page)

    guest = browse()
    assert guest.goto(circle.get_absolute_url()).status == 404
    guest.goto(link)
    expect(guest.get_by_text("Bring a spoon.")).to_be_visible()
    axe(guest)
    follow(guest.get_by_role("link", name="Become a member"))
    guest.get_by_label("Handle").fill("esi")
    guest.get_by_label("E-mail address").fill("esi@example.org")
    guest.get_by_label("Password").fill("seven green umbrellas")
    follow(guest.get_by_role("main").get_by_role("button", name="Join"))
    follow(guest.get_by_role("button", name="Join the circle"))
    expect(guest.get_by_role("heading", name="Night kitchen", level=1)).to_be_visible()
    axe(guest)
    assert Membership.objects.get(circle=circle, member__handle="esi").invited_by == amara

    follow(guest.get_by_role("link", name="Leave"))
    axe(guest)
    follow(guest.get_by_role("button", name="Leave the circle"))
    expect(guest.get_by_text("You have left “Night kitchen”.")).to_be_visible()
    assert guest.goto(circle.get_absolute_url()).status == 404
    assert guest.goto(link).status == 410
