"""Notes that stand beside the text are read there; on a phone, where they do not, one is still told of them."""

from playwright.sync_api import expect

from forum.notices.actions import subscribe
from forum.notices.models import Level, Notice
from forum.notices.places import Place
from tests.browser.conftest import PHONE
from tests.browser.margin_page import note, put_up
from tests.forum.notices.conftest import everyone_is_told


def test_what_stands_in_the_margin_is_told_of_no_longer(browse, amara, bashir, commons):
    essay = put_up(commons)
    subscribe(member=amara, place=Place("essay", essay.pk), level=Level.EVERYTHING)
    note(bashir, essay, "round table", "comment", "I was there.")
    everyone_is_told()
    address = f"/essays/{essay.slug}/{essay.edition.sections.first().slug}/"

    phone = browse(amara, **PHONE)
    phone.goto(address)
    expect(phone.locator(".bell .count")).to_contain_text("1")
    phone.wait_for_load_state("networkidle")
    assert Notice.objects.unread().count() == 1

    desk = browse(amara)
    with desk.expect_response(lambda answer: "?beside" in answer.url):
        desk.goto(address)
    assert Notice.objects.unread().count() == 0
