"""An edition becomes an outline again, and the outline the same edition."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essays.library.editing import marks_in, outline_of_edition
from essays.library.marks import inline_html
from essays.library.models import Citation
from essays.library.outline import MARK_KINDS, Mark
from essays.library.publishing import publish
from essays.library.readers import read
from essays.library.rearranging import (
    with_section_after,
    with_section_moved,
    with_sections_joined,
    without_section,
)
from tests.essays.library import samples
from tests.world import TEXT


def contents(essay) -> list:
    columns = ("position", "label", "heading", "slug", "text", "blocks", "word_count")
    return list(essay.edition.sections.order_by("position").values(*columns))


def cited(essay) -> list:
    rows = Citation.objects.filter(section__edition=essay.edition)
    return list(rows.values("section__slug", "block", "raw", "author", "work", "locator", "year"))


@pytest.fixture
def another(kitchen):
    return lambda outline: publish(member=None, circle=kitchen, outline=outline)


def test_published_again_it_is_the_same(essay, another):
    again = another(outline_of_edition(essay.edition))
    assert contents(again) == contents(essay)
    assert cited(again) == cited(essay)


@pytest.mark.parametrize(
    ("text", "name"),
    [(samples.LETTERED, "x.txt"), (TEXT.format(title="The Tap", cited="The Ledger"), "x.md")],
)
def test_so_is_a_text_that_was_read_from_a_file(commons, another, text, name):
    essay = publish(member=None, circle=commons, outline=read(text.encode(), name))
    again = another(outline_of_edition(essay.edition))
    assert contents(again) == contents(essay)
    assert cited(again) == cited(essay)


TEXT_OF_A_BLOCK = "Steam \U0001f54a rose & <led> nobody."
marks = st.builds(
    lambda ends, kind: Mark(
        min(ends), max(ends), kind, "https://example.org/?a=1&b" if kind == "link" else None
    ),
    st.tuples(st.integers(0, 28), st.integers(0, 28)).filter(lambda ends: ends[0] != ends[1]),
    st.sampled_from(MARK_KINDS),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(marks, max_size=6))
def test_marks_read_back_give_the_same_html(found):
    html = inline_html(TEXT_OF_A_BLOCK, found)
    assert inline_html(TEXT_OF_A_BLOCK, marks_in(html)) == html


def test_sections_keep_their_addresses_wherever_they_go(essay):
    outline = outline_of_edition(essay.edition)
    slugs = [section.slug for section in outline.sections]
    assert [section.slug for section in with_section_moved(outline, 0, 1).sections] == slugs[::-1]
    assert [section.slug for section in with_section_moved(outline, 0, -1).sections] == slugs
    assert [section.slug for section in without_section(outline, 0).sections] == slugs[1:]
    added = with_section_after(outline, 0)
    assert [section.slug for section in added.sections] == [slugs[0], "opening", slugs[1]]
    joined = with_sections_joined(outline, 1)
    assert [section.slug for section in joined.sections] == slugs[:1]
    assert [block.text for section in joined.sections for block in section.blocks] == [
        block.text for section in outline.sections for block in section.blocks
    ]
    with pytest.raises(IndexError):
        without_section(without_section(outline, 0), 0)
