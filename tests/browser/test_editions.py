"""A new edition from the first changed word to the last note, and old links that lead on."""

import pytest
from playwright.sync_api import expect

from essays.editions import actions
from essays.editions.models import Reattachment
from essays.library.rearranging import with_section
from essays.library.rewording import reworded, wording_of
from tests.browser.conftest import follow
from tests.browser.margin_page import ASK, TABLE, MarginPage, note, put_up


@pytest.fixture
def walk(amara, commons):
    essay = put_up(commons)
    type(essay).objects.update(put_up_by=amara)
    essay.refresh_from_db()
    return essay


@pytest.fixture
def publish(amara, walk):
    """Publish an edition of the walk with some words changed."""

    def change(old: str, new: str) -> None:
        walk.refresh_from_db()
        begun = actions.begin_edition(member=amara, essay=walk)

        def how(outline):
            section = outline.sections[0]
            return with_section(outline, 0, reworded(section, wording_of(section).replace(old, new)))

        begun = actions.compare(
            member=amara, edition=actions.change(member=amara, edition=begun, seen=begun.revision, how=how)
        )
        actions.publish(member=amara, edition=actions.propose(member=amara, edition=begun, why="Shorter."))

    return change


def test_words_are_edited_compared_published_and_a_gone_note_is_attached_again(
    browse, amara, bashir, walk, axe
):
    changed = note(bashir, walk, "A round table has no head, but somebody", "critique", "Nobody does.")
    gone = note(bashir, walk, "Then wait longer than is comfortable", "question", "How long?")
    page = browse(amara)
    page.goto(f"/essays/{walk.slug}/")
    follow(page.get_by_role("link", name="Propose a new edition"))
    axe(page)
    follow(page.get_by_role("button", name="Begin a draft"))
    follow(page.get_by_role("link", name="On walking together"))
    axe(page)
    words = page.get_by_label("The words")
    text = words.input_value()
    text = text.replace("has no head, but", "has no head; still,").replace(
        "Then wait longer than is comfortable.", "Be patient."
    )
    words.fill(text)
    follow(page.get_by_role("button", name="Save and finish"))
    follow(page.get_by_role("button", name="Compare with the text"))
    expect(page.locator(".fate-table")).to_contain_text("their words change")
    expect(page.locator(".changes ins").first).to_contain_text("still")
    axe(page)
    page.get_by_label("What changes, and why").fill("Kinder.")
    page.get_by_label("Critique, Bashir").check()
    follow(page.get_by_role("button", name="Publish it"))
    expect(page.get_by_text("This is edition 2")).to_be_visible()
    axe(page)

    margin = MarginPage(page, walk).open()
    expect(page.locator(f"#note-{changed.pk} .placed")).to_have_text("edited since")
    page.goto(changed.get_absolute_url())
    expect(page.locator(".reworded ins")).to_contain_text("still")
    axe(page)

    page.goto(f"/essays/{walk.slug}/gone/")
    axe(page)
    follow(page.get_by_role("link", name="Attach it to other words"))
    axe(page)
    follow(page.get_by_role("link", name="On walking together"))
    axe(page)
    margin.select("Be patient")
    follow(margin.toolbar.get_by_role("button", name="Attach the note here"))
    expect(page.get_by_role("heading", name="Attach the note here?")).to_be_visible()
    axe(page)
    follow(page.get_by_role("button", name="Attach it here"))
    expect(page.get_by_text("put here by Amara")).to_be_visible()
    axe(page)
    assert Reattachment.objects.get().placement.passage.annotation == gone
    follow(page.get_by_role("button", name="Take that back"))
    expect(page.get_by_text("Amara took that back")).to_be_visible()


def test_the_author_is_asked_whether_it_answers(browse, amara, bashir, walk, axe):
    critique = note(bashir, walk, "somebody still decides", "critique", "Nobody does.")
    begun = actions.begin_edition(member=amara, essay=walk)

    def how(outline):
        section = outline.sections[0]
        return with_section(
            outline, 0, reworded(section, wording_of(section).replace("somebody", "everybody"))
        )

    begun = actions.change(member=amara, edition=begun, seen=1, how=how)
    begun = actions.compare(member=amara, edition=begun)
    begun = actions.propose(member=amara, edition=begun, why="True.", answers=[critique])
    actions.publish(member=amara, edition=begun)
    page = browse(bashir)
    page.goto("/")
    axe(page)
    follow(page.get_by_role("link", name="says it answers your note"))
    axe(page)
    page.get_by_label("Yes, it does").check()
    follow(page.get_by_role("button", name="Say so"))
    expect(page.get_by_text("its author agrees")).to_be_visible()


def test_an_old_link_leads_to_the_paragraph_as_it_is_now(browse, walk, publish):
    publish(TABLE, f"Sit down.\n\n{TABLE}")
    page = browse()
    margin = MarginPage(page, walk).open("#p3")
    page.wait_for_url("**/walking/#p4.2")
    margin.expect_painted("flash", [TABLE])
    publish(ASK, "Ask nobody.")
    page.goto("about:blank")
    page.goto(f"{margin.address}#p4")
    page.wait_for_url("**/editions/1/walking/#p4")
    expect(page.locator("#p4")).to_contain_text(ASK)
    page.goto("about:blank")
    page.goto(f"{margin.address}#p999")
    expect(page.get_by_text("Nothing here")).to_be_visible()


def test_an_old_edition_is_read_and_answered_in_the_current_one(browse, bashir, walk, publish, axe):
    written = note(bashir, walk, "no head", "critique", "It has two.")
    publish("Whoever walks in front", "She who walks in front")
    page = browse(bashir)
    page.goto(f"/essays/{walk.slug}/editions/1/walking/#note-{written.pk}")
    margin = MarginPage(page, walk)
    margin.expect_painted("critique", ["no head"])
    axe(page)
    margin.select("Ask the one")
    follow(margin.toolbar.get_by_role("button", name="Question", exact=True))
    expect(page.get_by_role("heading", name="Write a note")).to_be_visible()
    expect(page.locator("blockquote.passage")).to_have_text("Ask the one")
    expect(page.get_by_label("Question")).to_be_checked()


def test_without_scripts_all_of_it_works(browse, amara, bashir, walk):
    note(bashir, walk, "Then wait longer than is comfortable", "question", "How long?")
    page = browse(amara, java_script_enabled=False)
    page.goto(f"/essays/{walk.slug}/editions/new/")
    follow(page.get_by_role("button", name="Begin a draft"))
    follow(page.get_by_role("link", name="On walking together"))
    words = page.get_by_label("The words")
    words.fill(words.input_value().replace("Then wait longer than is comfortable.", "Be patient."))
    follow(page.get_by_role("button", name="Save and finish"))
    follow(page.get_by_role("button", name="Compare with the text"))
    page.get_by_label("What changes, and why").fill("Kinder.")
    follow(page.get_by_role("button", name="Publish it"))
    page.goto(f"/essays/{walk.slug}/gone/")
    follow(page.get_by_role("link", name="Attach it to other words"))
    page.get_by_role("textbox", name="The words").fill("Be patient")
    follow(page.get_by_role("button", name="Attach it here"))
    expect(page.get_by_text("put here by Amara")).to_be_visible()


def test_its_pages_fit_a_small_screen(browse, amara, bashir, walk, publish, axe):
    note(bashir, walk, "Then wait longer than is comfortable", "question", "How long?")
    publish("Then wait longer than is comfortable.", "Be patient.")
    begun = actions.begin_edition(member=amara, essay=walk)
    page = browse(amara, viewport={"width": 320, "height": 700})
    base = f"/essays/{walk.slug}"
    for address in (
        f"{base}/editions/",
        f"{base}/editions/1/",
        f"{base}/editions/1/walking/",
        f"{base}/editions/1/to/2/",
        f"{base}/editions/new/",
        f"{base}/gone/",
        begun.get_absolute_url(),
        f"{begun.get_absolute_url()}1/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        axe(page)
