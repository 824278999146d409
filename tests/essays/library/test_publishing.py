"""Putting a text up."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import html5lib
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from essays.library.models import Citation, Essay
from essays.library.outline import LEFT_OUT, Block, Outline, Section
from essays.library.outline import Citation as CitationRead
from essays.library.publishing import AlreadyHere, NothingLeft, publish, title_of
from forum.circles.models import Circle
from tests.conftest import make_member
from tests.essays.conftest import STEAM


def put_up(circle, *words: str, title: str = "", **details) -> Essay:
    """An essay of one section with those paragraphs."""
    blocks = tuple(Block("paragraph", text) for text in words)
    outline = Outline(title, details.pop("subtitle", ""), "", "", "en", (Section("", "", "opening", blocks),))
    return publish(member=None, circle=circle, outline=outline, **details)


def test_a_text_is_put_up_with_its_first_edition_and_all_its_words(essay, outline):
    edition = essay.edition
    assert (edition.number, edition.essay) == (1, essay)
    assert "\n".join(section.text for section in edition.sections.all()) == "\n".join(
        b.text for b in outline.blocks
    )
    assert edition.word_count == sum(len(block.text.split()) for block in outline.blocks)


def test_what_was_left_out_is_not_put_up(commons):
    blocks = (
        Block(LEFT_OUT, "Home · About · Log in", CitationRead("Home")),
        Block("paragraph", "The baths were heated by a mill."),
        Block(LEFT_OUT, "Proudly powered by steam"),
    )
    only_chrome = Section("2", "Comments", "comments", (Block(LEFT_OUT, "First!"),))
    outline = Outline("", "", "", "", "en", (Section("1", "", "opening", blocks), only_chrome))

    essay = publish(member=None, circle=commons, outline=outline)

    assert essay.title == "The baths were heated by a mill."
    assert [section.text for section in essay.edition.sections.all()] == ["The baths were heated by a mill."]
    assert not Citation.objects.exists()
    with pytest.raises(AlreadyHere):
        put_up(commons, "The baths were heated by a mill.")


def test_a_text_of_which_nothing_is_left_is_not_put_up(commons):
    section = Section("", "", "opening", (Block(LEFT_OUT, "First!"),))
    with pytest.raises(NothingLeft):
        publish(member=None, circle=commons, outline=Outline("", "", "", "", "en", (section,)))
    assert not Essay.objects.exists()


def test_blocks_are_numbered_through_the_edition_and_one_newline_apart(essay):
    rows = [(section.text, row) for section in essay.edition.sections.all() for row in section.blocks]
    assert [row["number"] for _, row in rows] == list(range(1, 8))
    for text, row in rows:
        assert row["start"] == 0 or text[row["start"] - 1] == "\n"
        assert row["end"] == len(text) or text[row["end"]] == "\n"


def test_the_html_of_a_block_says_exactly_its_text(essay):
    for section in essay.edition.sections.all():
        for row in section.blocks:
            shown = "".join(html5lib.parseFragment(row["html"]).itertext())
            assert shown == section.text[row["start"] : row["end"]]


def test_offsets_count_code_points(section):
    row = section.blocks[1]
    assert row["end"] - row["start"] == len(STEAM)
    assert section.text[row["start"] : row["end"]] == STEAM


def test_a_citation_is_set_apart_and_kept(section):
    row = section.blocks[2]
    start, end = row["citation"]
    assert section.text[start:end] == "(Okafor, The Ledger of the Baths, p. 112)"
    assert row["html"].endswith('<span class="cite">(Okafor, The Ledger of the Baths, p. 112)</span>')
    kept = Citation.objects.get(section=section)
    assert (kept.block, kept.author, kept.locator, kept.year) == (3, "Okafor", "p. 112", "")


def test_a_citation_that_the_text_does_not_say_is_kept_all_the_same(commons, outline):
    first, *others = outline.sections
    blocks = tuple(
        replace(block, text="“Whoever keeps the key”") if block.citation else block for block in first.blocks
    )
    essay = publish(
        member=None,
        circle=commons,
        outline=replace(outline, sections=(replace(first, blocks=blocks), *others)),
    )
    row = essay.edition.sections.first().blocks[2]
    assert "citation" not in row
    assert Citation.objects.get(section__edition=essay.edition).block == row["number"]


def test_the_letter_of_a_heading_is_set_apart_from_its_words(section):
    assert section.blocks[0]["html"] == '<span class="label">a)</span> Of steam'


def test_the_same_words_are_put_up_once_in_a_circle(essay, commons, kitchen, outline, bashir):
    retitled = replace(outline, title="Another name", sections=outline.sections)
    with pytest.raises(AlreadyHere) as refusal:
        publish(member=bashir, circle=commons, outline=retitled)
    assert refusal.value.essay == essay
    assert publish(member=None, circle=kitchen, outline=outline) != essay


@pytest.mark.parametrize(
    ("title", "subtitle", "words", "expected"),
    [
        ("Warm", "(Or cold?)", "One two", "Warm"),
        ("", "(Warm or cold?)", "One two", "Warm or cold?"),
        ("", "", "One two three four five six seven eight nine", "One two three four five six seven eight…"),
        ("", "", "One two", "One two"),
    ],
)
def test_a_text_without_a_title_is_called_by_its_subtitle_or_its_beginning(title, subtitle, words, expected):
    outline = Outline(title, subtitle, "", "", "en", (Section("", "", "x", (Block("paragraph", words),)),))
    assert title_of(outline) == expected


def test_a_subtitle_that_serves_as_title_is_not_said_twice(commons):
    essay = put_up(commons, "Some words.", subtitle="(Warm or cold?)")
    assert (essay.title, essay.subtitle) == ("Warm or cold?", "")


def test_texts_of_one_title_have_addresses_of_their_own(commons):
    slugs = [put_up(commons, f"Text number {n}.", title="Warm water").slug for n in range(3)]
    assert len(set(slugs)) == 3
    assert slugs[0] == "warm-water"


def test_no_text_takes_the_address_of_a_page(commons):
    assert put_up(commons, "Some words.", title="Import").slug != "import"
    assert put_up(commons, "Other words.", title="New").slug != "new"


def test_an_overlong_title_is_cut_and_what_no_database_keeps_gives_way(commons):
    essay = put_up(commons, "A bell \0 and a \ud83d half.\r\nA line.", title="w" * 300)
    assert len(essay.title) == 200
    assert essay.edition.sections.get().text == "A bell \ufffd and a \ufffd half.\n\nA line."


def test_blocks_and_sections_without_words_are_left_out(commons, outline):
    empty = Section("c", "", "c", (Block("paragraph", "  "),))
    essay = publish(
        member=None, circle=commons, outline=replace(outline, sections=(empty, *outline.sections))
    )
    assert [section.label for section in essay.edition.sections.all()] == ["a", "b"]


def test_only_members_of_a_circle_put_texts_up_in_it(kitchen, bashir, outline):
    with pytest.raises(PermissionDenied):
        publish(member=bashir, circle=kitchen, outline=outline)
    assert not Essay.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_texts_of_one_title_put_up_at_once_both_stand():
    circles = [Circle.objects.commons(), Circle.objects.create(slug="other", name="Other")]

    def put_up_in(circle):
        try:
            return put_up(circle, f"Words for {circle.slug}.", title="Warm water").slug
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        slugs = list(both.map(put_up_in, circles))
    assert len(set(slugs)) == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_text_put_up_twice_at_once_stands_once(outline):
    circle, member = Circle.objects.commons(), make_member("amara")

    def put_it_up(_):
        try:
            return publish(member=member, circle=circle, outline=outline)
        except AlreadyHere as already:
            return already.essay
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(put_it_up, range(2))
    assert first == second
