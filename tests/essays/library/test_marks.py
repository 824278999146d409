"""Inline HTML of blocks: whatever the marks, the words are all there and the tags nest."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.library.marks import CITE, inline_html
from essays.library.outline import MARK_KINDS, Mark

# What may stand in a stored text: no NUL, no lone surrogates, lines ended by "\n".
words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("<>&\"'\n \u0301\U0001f54a"),
    min_size=1,
    max_size=60,
)
addresses = st.sampled_from(
    ["https://example.org/a?b=c&d", "javascript:alert(1)", "http://x y", "mailto:n@example.org"]
)


@st.composite
def marked_texts(draw) -> tuple[str, list[Mark]]:
    text = draw(words)
    marks = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from([*MARK_KINDS, CITE]))
        marks.append(Mark(start, end, kind, draw(addresses) if kind == "link" else None))
    return text, marks


def parsed(html: str):
    parser = html5lib.HTMLParser(strict=True)
    return parser.parseFragment(html)


@given(marked_texts())
def test_the_text_content_is_exactly_the_text(given):
    text, marks = given
    assert "".join(html5lib.parseFragment(inline_html(text, marks)).itertext()) == text


@given(marked_texts())
def test_every_marked_character_stands_inside_its_element(given):
    text, marks = given
    emphasised = "".join(
        "".join(found.itertext()) for found in parsed(inline_html(text, marks)).iter(_named("em"))
    )
    covered = sorted({at for mark in marks if mark.kind == "emphasis" for at in range(mark.start, mark.end)})
    assert emphasised == "".join(text[at] for at in covered)


@given(marked_texts())
def test_no_link_leads_where_it_must_not(given):
    for link in parsed(inline_html(*given)).iter(_named("a")):
        assert link.get("href").startswith(("https://example.org/", "mailto:n@example.org"))
        assert not list(link.iter(_named("a")))[1:]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "a\u0301 < b"]
)
def test_what_looks_like_html_is_text(text):
    assert not list(parsed(inline_html(text)))


def test_overlapping_marks_are_closed_and_opened_again():
    html = inline_html("one two three", [Mark(0, 7, "emphasis"), Mark(4, 13, "strong")])
    assert html == "<em>one </em><strong><em>two</em> three</strong>"


def test_a_citation_stands_around_what_is_marked_in_it():
    html = inline_html("said (Book, p. 1)", [Mark(5, 17, CITE), Mark(0, 10, "emphasis")])
    assert html == '<em>said </em><span class="cite"><em>(Book</em>, p. 1)</span>'


def test_a_text_of_many_marks_takes_no_longer_for_each():
    text = "ab" * 20_000
    html = inline_html(text, [Mark(at, at + 1, "emphasis") for at in range(0, 40_000, 2)])
    assert html.count("<em>") == 20_000


def _named(element: str) -> str:
    return f"{{http://www.w3.org/1999/xhtml}}{element}"
