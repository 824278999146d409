"""Pages saved from the web are read without what the site puts around their text."""

import pytest

from essays.library.outline import Outline
from essays.library.readers import read

WAITING = "Nobody who waited for the boat that night had brought anything to read, so they talked."
TALKING = "By the morning they had founded a society, and by noon it had two factions."
SPEAKING = f"<p>{WAITING}</p><h2>The society</h2><p>{TALKING}</p>"
LISTENING = f"<p>{WAITING}</p><p>{TALKING}</p>"


def page(body: str, *, title: str = "", head: str = "") -> Outline:
    return read(
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode(),
        "a.html",
    )


def texts(outline: Outline) -> list[str]:
    return [block.text for block in outline.blocks]


def test_the_article_is_the_text_and_its_first_heading_the_title():
    outline = page(
        "<header><h1>Mud and Boots</h1></header><nav><a href='/'>Home</a></nav>"
        f"<main><article><h1>The Waiting</h1>{SPEAKING}</article></main>"
        "<aside><h2>Recent</h2><ul><li>On mud</li></ul></aside><footer>Powered by mud</footer>",
        title="The Waiting – Mud and Boots",
    )
    assert outline.title == "The Waiting"
    assert texts(outline) == ["The Waiting", WAITING, "The society", TALKING]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>Menu</nav>{}",
        "<header>Mud and Boots</header>{}",
        "{}<footer>Powered by mud</footer>",
        "{}<aside>Recent: on mud</aside>",
        "{}<form><p>Leave a reply</p><textarea>Say it</textarea></form>",
        "{}<button>Share</button><select><option>Share by raven</option></select>",
        "<div role='navigation'>Menu</div>{}<div role='contentinfo'>Powered by mud</div>",
        "<section><nav>Menu</nav></section>{}",
    ],
)
def test_what_stands_around_the_text_is_left_where_it_was(around):
    assert texts(page(around.format(LISTENING))) == [WAITING, TALKING]


def test_menus_longer_than_the_text_are_menus_still():
    menu = "<li>On mud, and what comes of it</li>" * 80
    assert texts(page(f"<nav><ul>{menu}</ul></nav><article>{LISTENING}</article>")) == [WAITING, TALKING]


def test_comments_below_an_article_are_not_of_it():
    comments = "<article><p>First!</p></article><article><p>I disagree.</p></article>"
    outline = page(f"<main><article>{LISTENING}</article><section>{comments}</section></main>")
    assert texts(outline) == [WAITING, TALKING]


def test_a_page_of_many_articles_is_all_of_them():
    outline = page(f"<article><p>{WAITING}</p></article><article><p>{TALKING}</p></article>")
    assert texts(outline) == [WAITING, TALKING]


def test_header_and_footer_of_an_article_are_its_own():
    outline = page(
        f"<article><header><h1>The Waiting</h1><p>By Ida Fenn</p></header>{LISTENING}"
        "<footer><p>[1] So it is said.</p></footer></article>"
    )
    assert (outline.title, outline.author) == ("The Waiting", "Ida Fenn")
    assert texts(outline)[-1] == "[1] So it is said."


def test_where_all_of_a_page_is_one_form_the_form_is_no_less_than_the_text():
    assert texts(page(f"<form><div>{LISTENING}</div></form>")) == [WAITING, TALKING]


def test_a_page_of_nothing_else_is_taken_whole():
    outline = page("<header><p>The river rose.</p></header><footer><p>The river fell.</p></footer>")
    assert texts(outline) == ["The river rose.", "The river fell."]


@pytest.mark.parametrize(
    ("called", "title"),
    [
        ("The Waiting | Mud and Boots", "The Waiting"),
        ("The Waiting — Mud and Boots", "The Waiting"),
        ("Mud and Boots – The Waiting", "The Waiting"),
        ("Waiting – A History", "Waiting – A History"),
        ("The Waiting", "The Waiting"),
    ],
)
def test_without_a_heading_the_title_is_the_pages_without_the_name_of_the_site(called, title):
    site = '<meta property="og:site_name" content="Mud and Boots">'
    assert page(LISTENING, title=called, head=site).title == title


def test_a_title_that_stands_outside_of_the_article_is_its_title_all_the_same():
    outline = page(
        f"<header><h1>The Waiting</h1></header><article>{SPEAKING}</article>",
        title="The Waiting | Mud and Boots",
    )
    assert outline.title == "The Waiting"
    assert texts(outline)[0] == "The Waiting"


def test_regions_nested_beyond_measure_are_read_in_no_time():
    deep = 20_000
    assert texts(page("<article><p>x</p>" * deep + f"{LISTENING}" + "</article>" * deep))[-1] == TALKING
