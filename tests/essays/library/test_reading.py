"""Reading: the shelf, the title page, a section, the whole text."""

import html5lib
import pytest
from django.urls import reverse

from essays.library.outline import Block, Outline, Section
from essays.library.publishing import publish
from forum.circles.models import Circle

XHTML = "{http://www.w3.org/1999/xhtml}"


def page(client, name: str, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return html5lib.parse(response.content, transport_encoding="utf-8")


def elements(tree, element: str = "*", class_: str = "") -> list:
    found = tree.iter(f"{XHTML}{element}" if element != "*" else None)
    return [
        one for one in found if isinstance(one.tag, str) and class_ in ["", *one.get("class", "").split()]
    ]


def text_of(element) -> str:
    return "".join(element.itertext())


def test_the_shelf_shows_the_texts_a_reader_may_see(client, as_member, amara, essay, kitchen, outline):
    hidden = publish(member=amara, circle=kitchen, outline=outline, slug="hidden")
    shelf = reverse("essays")
    assert essay.title in client.get(shelf).content.decode()
    assert hidden.get_absolute_url() not in client.get(shelf).content.decode()
    assert hidden.get_absolute_url() in as_member(amara).get(shelf).content.decode()


def test_an_empty_shelf_says_what_to_do(client, as_member, amara):
    visited = client.get(reverse("essays")).content.decode()
    assert "Any member may bring the first one" in visited
    assert reverse("account_signup") in visited
    assert f'href="{reverse("import_essay")}"' not in visited
    assert as_member(amara).get(reverse("essays")).content.decode().count("Put a text up") == 1


def test_the_shelf_goes_on_in_pages(client, commons, outline):
    for n in range(21):
        words = Section("", "", "opening", (Block("paragraph", f"Text number {n}."),))
        publish(member=None, circle=commons, outline=Outline(f"Text {n}", "", "", "", "en", (words,)))
    first = client.get(reverse("essays"))
    assert first.content.decode().count('class="card"') == 20
    [further] = [
        link for link in elements(html5lib.parse(first.content), "a") if "before=" in link.get("href")
    ]
    assert "Text 0" in client.get(reverse("essays") + further.get("href")).content.decode()


def test_the_title_page_says_what_the_text_is_and_leads_into_it(client, essay):
    shown = text_of(page(client, "essay", essay.slug))
    for said in (
        "The Warm Water",
        "On bathing together",
        "N. Lindqvist",
        "May 1999",
        "Amara",
        "a) Of steam",
        "b) Of tiles",
    ):
        assert said in shown
    links = [link.get("href") for link in elements(page(client, "essay", essay.slug), "a")]
    assert reverse("section", args=[essay.slug, "a-of-steam"]) in links
    assert reverse("whole", args=[essay.slug]) in links


def test_the_title_page_tells_what_the_margin_of_each_section_holds(client, bashir, essay, note_on):
    note_on(bashir, "warm", kind="critique")
    note_on(bashir, "A key", kind="critique")
    note_on(bashir, "nobody", kind="question", private=True)
    shown = text_of(page(client, "essay", essay.slug))
    assert "2 critiques" in shown
    assert "question" not in shown


@pytest.mark.parametrize("name", ["section", "whole"])
def test_every_block_says_exactly_the_text_at_its_offsets(client, essay, name):
    arguments = [essay.slug, "a-of-steam"] if name == "section" else [essay.slug]
    sections = {str(section.pk): section for section in essay.edition.sections.all()}
    for part in elements(page(client, name, *arguments), class_="text-section"):
        section = sections[part.get("data-section")]
        blocks = elements(part, class_="block-text")
        assert len(blocks) == len(section.blocks)
        for block in blocks:
            assert text_of(block) == section.text[int(block.get("data-start")) : int(block.get("data-end"))]


def test_blocks_carry_their_numbers_as_permalinks_alike_on_both_pages(client, essay, section):
    alone = [
        block.get("id")
        for block in elements(page(client, "section", essay.slug, section.slug), class_="block")
    ]
    in_whole = [block.get("id") for block in elements(page(client, "whole", essay.slug), class_="block")]
    assert alone == ["p1", "p2", "p3", "p4"]
    assert in_whole == [f"p{number}" for number in range(1, 8)]


@pytest.mark.parametrize("name", ["essays", "essay", "whole", "section", "block"])
def test_every_page_has_one_heading_of_the_first_level(client, essay, name):
    arguments = {"essays": [], "essay": [essay.slug], "whole": [essay.slug]}.get(
        name, [essay.slug, "a-of-steam"]
    )
    assert len(elements(page(client, name, *arguments, *([2] if name == "block" else [])), "h1")) == 1


@pytest.mark.parametrize(
    "kinds", [["paragraph"], ["title", "heading"], ["heading", "heading"], ["title", "title"]]
)
def test_so_it_has_whatever_headings_the_text_brings(client, commons, kinds):
    blocks = tuple(Block(kind, f"Words {n}") for n, kind in enumerate([*kinds, "paragraph"]))
    parts = (Section("", "", "one", blocks), Section("", "", "two", blocks))
    essay = publish(member=None, circle=commons, outline=Outline("A title", "", "", "", "en", parts))
    for tree in (
        page(client, "whole", essay.slug),
        page(client, "section", essay.slug, "one"),
        page(client, "section", essay.slug, "two"),
    ):
        assert len(elements(tree, "h1")) == 1


@pytest.mark.parametrize(
    ("words", "is_quiet"),
    [("(Warm water)", True), ("WARM WATER", True), ("Warm", False), ("Warm water is warm", False)],
)
def test_a_title_said_again_in_the_text_stands_there_quietly(client, commons, words, is_quiet):
    blocks = (Block("subtitle", words), Block("heading", "A beginning"), Block("paragraph", "Of steam."))
    parts = (Section("", "A beginning", "one", blocks),)
    essay = publish(member=None, circle=commons, outline=Outline("Warm water", "", "", "", "en", parts))
    for tree in (page(client, "whole", essay.slug), page(client, "section", essay.slug, "one")):
        assert [text_of(again).split()[2:] for again in elements(tree, class_="block-again")] == (
            [[*words.split(), "annotate", "paragraph", "1"]] if is_quiet else []
        )


def test_the_article_is_in_the_language_of_the_text(client, commons):
    words = Section("", "", "eins", (Block("paragraph", "Warmes Wasser."),))
    essay = publish(member=None, circle=commons, outline=Outline("Wasser", "", "", "", "de", (words,)))
    tree = page(client, "section", essay.slug, "eins")
    [article] = elements(tree, "article", "text")
    [margin] = elements(tree, class_="block-margin")
    assert article.get("lang") == "de"
    assert margin.get("lang") == tree.get("lang")


def test_a_section_says_where_in_the_text_it_is_and_leads_on(client, essay):
    first = page(client, "section", essay.slug, "a-of-steam")
    last = page(client, "section", essay.slug, "b-of-tiles")
    assert "1 of 2" in text_of(first)
    assert "2 of 2" in text_of(last)
    assert [link.get("rel") for link in elements(first, "a") if link.get("rel") in ("prev", "next")] == [
        "next"
    ]
    assert [link.get("rel") for link in elements(last, "a") if link.get("rel") in ("prev", "next")] == [
        "prev"
    ]


@pytest.mark.parametrize("name", ["essay", "whole"])
def test_a_text_of_a_closed_circle_is_not_there_for_others(
    client, as_member, amara, bashir, kitchen, outline, name
):
    hidden = publish(member=amara, circle=kitchen, outline=outline)
    address = reverse(name, args=[hidden.slug])
    assert client.get(address).status_code == 404
    assert as_member(bashir).get(address).status_code == 404
    assert as_member(amara).get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/essays/nowhere/", "/essays/nowhere/a/", "/essays/the-warm-water/nowhere/"]
)
def test_what_is_not_there_answers_404(client, essay, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("name", "visitor", "member"), [("essays", 1, 4), ("essay", 4, 8), ("whole", 4, 7)])
def test_reading_takes_few_queries(
    client, as_member, bashir, essay, name, visitor, member, django_assert_max_num_queries
):
    address = reverse(name, args=[] if name == "essays" else [essay.slug])
    with django_assert_max_num_queries(visitor):
        client.get(address)
    as_member(bashir).get(address)
    with django_assert_max_num_queries(member):
        client.get(address)


def test_a_text_put_up_in_an_open_circle_is_read_by_everyone(client, db, outline):
    circle = Circle.objects.create(slug="open-house", name="Open house")
    essay = publish(member=None, circle=circle, outline=outline)
    assert "Open house" in text_of(page(client, "essay", essay.slug))
