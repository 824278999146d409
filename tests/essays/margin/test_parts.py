"""The whole text of a book is read, and printed, in parts."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from essays.library.models import Section
from essays.margin.pages import parts
from tests.essays.library.test_reading import elements, page


@given(st.lists(st.integers(0, 2 * parts.MOST_WORDS), min_size=1, max_size=30))
def test_parts_have_every_section_once_and_are_as_long_as_they_may_be(lengths):
    sections = [Section(pk=number, word_count=words) for number, words in enumerate(lengths)]
    found = parts.parts_of(sections)
    assert [section for part in found for section in part] == sections
    counts = [sum(section.word_count for section in part) for part in found]
    assert all(words <= parts.MOST_WORDS or len(part) == 1 for words, part in zip(counts, found, strict=True))
    for words, after in zip(counts, found[1:], strict=False):
        assert words + after[0].word_count > parts.MOST_WORDS


@pytest.fixture
def book(essay, monkeypatch):
    """The text about the bath house, of which two sections are too much for a page."""
    monkeypatch.setattr(parts, "MOST_WORDS", 20)
    return essay


def links(tree) -> list[str]:
    return [link.get("href") for link in elements(tree, "a")]


def test_a_book_is_read_in_parts_that_lead_to_one_another(client, book):
    first, second = (
        page(client, "whole", book.slug),
        page(client, "whole", book.slug, **{"from": "b-of-tiles"}),
    )
    for tree, here in ((first, "p2"), (second, "p6")):
        assert len(elements(tree, "h1")) == 1
        assert [block.get("id") for block in elements(tree, class_="block")].count(here) == 1
    further = f"{reverse('whole', args=[book.slug])}?from=b-of-tiles"
    assert {further, f"{further}#section-b-of-tiles", "#section-a-of-steam"} <= set(links(first))
    assert f"{reverse('whole', args=[book.slug])}?from=a-of-steam" in links(second)
    assert "p6" not in [block.get("id") for block in elements(first, class_="block")]


def test_parts_keep_what_is_asked_of_the_margin(client, book):
    tree = page(client, "whole", book.slug, kind="critique")
    assert f"{reverse('whole', args=[book.slug])}?from=b-of-tiles&kind=critique" in links(tree)


def test_a_part_that_is_none_is_the_first(client, book):
    assert (
        elements(page(client, "whole", book.slug, **{"from": "nowhere\0"}), class_="block")[0].get("id")
        == "p1"
    )


def test_a_short_text_stands_on_one_page(client, essay):
    tree = page(client, "whole", essay.slug)
    assert len(elements(tree, class_="block")) == 7
    assert not [link for link in links(tree) if "from=" in (link or "")]
