import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils.safestring import SafeString

from forum.text import render

REL = ' rel="nofollow ugc noopener"'


def test_paragraphs_emphasis_and_struck_out_words():
    html = render("A *calm*, **firm** and ~~loud~~ answer with `code`.\n\nAnd a second thought.")
    assert html == (
        "<p>A <em>calm</em>, <strong>firm</strong> and <del>loud</del> answer with <code>code</code>.</p>\n"
        "<p>And a second thought.</p>\n"
    )
    assert isinstance(html, SafeString)


def test_nothing_in_gives_nothing_out():
    assert render("") == ""


@pytest.mark.parametrize(
    ("typed", "tag"), [("#", "h3"), ("##", "h4"), ("###", "h5"), ("####", "h6"), ("######", "h6")]
)
def test_headings_stand_below_those_of_the_page(typed, tag):
    assert render(f"{typed} What the book says") == f"<{tag}>What the book says</{tag}>\n"


def test_a_table_keeps_its_alignment_as_classes():
    html = render("work | year | page\n:--- | ---: | :--:\nLetters | 1904 | 12\n")
    assert '<th class="align-left">work</th>' in html
    assert '<td class="align-right">1904</td>' in html
    assert '<td class="align-center">12</td>' in html
    assert "style" not in html


def test_a_table_without_alignment_has_no_classes():
    assert "class" not in render("a | b\n- | -\n1 | 2\n")


def test_quotations_stand_inside_one_another():
    html = render("> > What Ana said.\n>\n> What Ben answered.")
    assert re.sub(r"\s", "", html) == (
        "<blockquote><blockquote><p>WhatAnasaid.</p></blockquote><p>WhatBenanswered.</p></blockquote>"
    )


def test_an_ordered_list_may_begin_where_it_likes():
    assert render("3. third\n4. fourth").startswith('<ol start="3">')


def test_a_code_block_keeps_its_text_and_forgets_its_language():
    assert render("```python\nif a < b:\n    pass\n```") == (
        "<pre><code>if a &lt; b:\n    pass\n</code></pre>\n"
    )


@pytest.mark.parametrize(
    ("typed", "address", "words"),
    [
        ("[the letter](https://example.org/letter)", "https://example.org/letter", "the letter"),
        ("https://example.org/a_b_c", "https://example.org/a_b_c", "https://example.org/a_b_c"),
        ("<https://example.org/>", "https://example.org/", "https://example.org/"),
        ("www.example.org/a?b=1", "https://www.example.org/a?b=1", "www.example.org/a?b=1"),
        ("[here](www.example.org)", "https://www.example.org", "here"),
        ("ana@example.org", "mailto:ana@example.org", "ana@example.org"),
        ("[here](/essays/)", "/essays/", "here"),
        ("[](/essays/)", "/essays/", "/essays/"),
        ("[here][1]\n\n[1]: https://example.org", "https://example.org", "here"),
    ],
)
def test_links_lead_where_they_say(typed, address, words):
    assert render(typed) == f'<p><a href="{address}"{REL}>{words}</a></p>\n'


@pytest.mark.parametrize(
    "words",
    [
        "It ended the movement.It was over.",
        "See margin.py and README.md.",
        "//example.org",
        "ftp://example.org/",
    ],
)
def test_what_only_looks_like_an_address_is_left_alone(words):
    assert render(words) == f"<p>{words}</p>\n"


@pytest.mark.parametrize(
    "words", ["www.a://", "www.a.b://x", "xwww.a://", "WWW.A://b www.c://", "http://", "www.", "mailto://a"]
)
def test_half_an_address_does_no_harm(words):
    assert render(words) == f"<p>{words}</p>\n"


def test_a_link_that_leads_nowhere_good_is_shown_as_it_was_typed():
    assert render("[x](javascript:alert(1))") == "<p>[x](javascript:alert(1))</p>\n"


def test_an_image_becomes_a_link_to_it():
    html = render('![A map of *the* hall](https://example.org/map.png "the map")')
    assert (
        html == f'<p><a href="https://example.org/map.png" title="the map"{REL}>A map of the hall</a></p>\n'
    )


def test_an_image_without_a_description_shows_its_address():
    assert ">https://example.org/map.png</a>" in render("![](https://example.org/map.png)")


def test_an_image_inside_a_link_becomes_the_words_of_the_link():
    html = render("[![A map](https://example.org/map.png)](https://example.org/)")
    assert html == f'<p><a href="https://example.org/"{REL}>A map</a></p>\n'


def test_footnotes_lead_there_and_back():
    html = render("A claim.[^page] And again.[^page]\n\n[^page]: *Letters*, p. 12.")
    links = dict(re.findall(r'<a href="#([^"]+)"(?: id="([^"]+)")?', html))
    note = re.search(r'<li id="([^"]+)">', html)[1]
    assert '<section class="footnotes">' in html
    assert html.count(f'href="#{note}"') == 2
    assert all(f'id="{target}"' in html for target in links)
    assert len(re.findall(r' id="', html)) == len(set(re.findall(r' id="([^"]+)"', html))) == 3


def test_footnotes_of_different_texts_do_not_collide_on_one_page():
    first, second = (
        set(re.findall(r' id="([^"]+)"', render(f"{word}[^1]\n\n[^1]: x"))) for word in ("one", "two")
    )
    assert first
    assert not first & second


def test_the_same_source_gives_the_same_html():
    source = "A claim.[^1]\n\n[^1]: *Letters*"
    assert render(source) == render(source)


def test_line_endings_of_every_kind_are_the_same():
    assert render("a\r\n\r\nb\rc") == render("a\n\nb\nc")


def test_half_of_a_surrogate_pair_is_replaced():
    assert render("a\ud83db") == "<p>a?b</p>\n"


def test_texts_rendered_at_the_same_time_do_not_mix():
    sources = [f"# {n}\n\nwww.example.org/{n} *{n}*[^1]\n\n[^1]: {n}" for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(render, sources)) == [render(source) for source in sources]
