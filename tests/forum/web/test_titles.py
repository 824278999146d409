"""A page's title is said once, to the browser and to whoever links to the page."""

import re
from html import unescape

import pytest
from django.template import Context, Template

from tests.security import addresses
from tests.world import World, build_world


@pytest.fixture
def world(amara, bashir) -> World:
    return build_world(amara, bashir)


def titles_of(page: str) -> tuple[str, str]:
    """The title without the house's name, and the one that links show."""
    title = re.search(r"<title>(.+?) · Wide Margin</title>", page)
    shown = re.search(r'<meta property="og:title" content="(.+?)">', page)
    assert title, page[:900]
    assert shown, page[:900]
    return unescape(title[1]), unescape(shown[1])


def test_every_page_has_a_title_and_links_show_the_same(as_member, world):
    client, seen = as_member(world.author), 0
    urls = (
        addresses.of_nobody_in_particular(world)
        | addresses.of_place(world.open)
        | addresses.of_draft(world)
        | addresses.of_edited(world.edited)
    )
    for name, url in urls.items():
        answer = client.get(url)
        if answer.status_code != 200 or answer.streaming or not answer.content.startswith(b"<!doctype html>"):
            continue
        title, shown = titles_of(answer.content.decode())
        assert title == shown.strip() != "", name
        seen += 1
    assert seen > 20


def test_a_title_is_shown_as_it_was_written():
    template = Template("{% load house %}{% titles %}{{ title }} &amp; more{% endtitles %}")

    page = template.render(Context({"title": '"Keys" & <b>tiles</b>'}))

    assert titles_of(page) == ('"Keys" & <b>tiles</b> & more',) * 2
    assert "<b>" not in page
