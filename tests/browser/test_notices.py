"""A notice's story: mentioned, counted at the bell, followed to the place, and counted no more."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from forum.debate.actions import open_thread, reply
from forum.limits.models import Allowance
from forum.limits.table import Limit
from tests.browser.conftest import PHONE, follow
from tests.forum.notices.conftest import everyone_is_told


def test_who_is_mentioned_is_led_by_the_bell_to_the_place(browse, amara, bashir, commons, axe):
    thread = open_thread(member=bashir, circle=commons, title="Who keeps the keys?", source="I kept them.")
    post = reply(member=bashir, answers=thread.opening, source="Now @amara does.")
    everyone_is_told()

    page = browse(amara, **PHONE)
    page.goto("/circles/")
    bell = page.get_by_role("banner").get_by_role("link", name=re.compile("notice", re.I))
    expect(bell).to_contain_text("1")
    follow(bell)
    expect(page.get_by_role("heading", level=1, name="Notices")).to_be_visible()
    axe(page)
    follow(page.get_by_role("main").get_by_role("link", name=re.compile("Bashir mentions you")))

    expect(page).to_have_url(re.compile(rf"/threads/{thread.pk}/.*#post-{post.pk}$"))
    expect(page.locator(f"#post-{post.pk}")).to_be_in_viewport()
    expect(bell).not_to_contain_text("1")
    page.goto("/notices/?new")
    expect(page.get_by_role("link", name=re.compile("Bashir mentions you"))).to_have_count(0)
    axe(page)


def test_whoever_is_too_fast_is_told_so_where_they_are(browse, amara, bashir, commons):
    thread = open_thread(member=bashir, circle=commons, title="Who keeps the keys?", source="I kept them.")
    an_hour_on = int((timezone.now() + timedelta(hours=1)).timestamp() * 1_000_000)
    settled = an_hour_on + Limit.TAKING_NOTE.value.rate.most
    Allowance.objects.create(key=f"taking_note {amara.pk}", settled=settled)

    page = browse(amara)
    page.goto(f"/threads/{thread.pk}/")
    page.get_by_role("main").get_by_text("Notices").click()
    page.get_by_role("button", name="Everything").click()
    expect(page.get_by_role("alert")).to_contain_text("You are faster than this place allows.")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Bookmark").click()
    page.get_by_role("button", name="Bookmark").click()
    expect(page.locator(".bookmark-form").get_by_role("alert")).to_contain_text("You can go on in")
