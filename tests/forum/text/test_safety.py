import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text import TextRefused, render, safety
from forum.text.safety import LINK_REL, TAGS, sanitise

from .harmless import ALLOWED, harm_in
from .payloads import PAYLOADS

MARKDOWN_SIGNS = st.text(
    alphabet=st.sampled_from(list("*_`~[]()!<>&\"'\\|-+#^:/.= \n\t1ax@\u200b\x00\r")), max_size=200
)
PIECES = st.lists(st.sampled_from(PAYLOADS) | MARKDOWN_SIGNS | st.text(max_size=20), max_size=6)
SCRAPS = st.lists(
    st.sampled_from(
        ["<", ">", "</", "'", '"', "=", " ", "<!--", "-->", "javascript:", "onclick", "href", "&#58;", "x"]
    )
    | st.sampled_from(
        ["a", "p", "table", "td", "svg", "math", "mtext", "style", "title", "noscript", "template"]
    ),
    max_size=30,
)


def wrapped(payload):
    return [
        payload,
        f"**{payload}**",
        f"> {payload}",
        f"- {payload}",
        f"# {payload}",
        f"[{payload}](/x)",
        f"![{payload}](/x)",
        f"[x](/x '{payload}')",
        f"[x](<{payload}>)",
        f"a | b\n- | -\n{payload} | 2",
        f"x[^1]\n\n[^1]: {payload}",
    ]


def test_the_corpus_holds_many_different_payloads():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


def test_the_second_opinion_sees_harm():
    for html in [
        "<script>1</script>",
        "<p onclick=x>",
        "<a href='javascript:123'>x</a>",
        "<svg></svg>",
        "<!-- x -->",
        "<li id=main>",
        "<td class=button>",
        "<a href='//evil.example'>x</a>",
    ]:
        assert harm_in(f"<table><tr><td>x</table>{html}") or harm_in(f"<table><tr>{html}</table>")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_survives_wherever_markdown_puts_it(payload):
    for source in wrapped(payload):
        assert harm_in(render(source)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_survives_as_raw_html_either(payload):
    payload = payload.encode(errors="replace").decode()
    assert harm_in(sanitise(payload)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_each_cleaner_would_do_without_the_other(payload, monkeypatch):
    payload = payload.encode(errors="replace").decode()
    with monkeypatch.context() as without_bleach:
        without_bleach.setattr(safety.bleach, "clean", lambda html, **_: html)
        assert harm_in(sanitise(payload)) == []
    with monkeypatch.context() as without_nh3:
        without_nh3.setattr(safety, "_last_word", Unchanged())
        assert harm_in(sanitise(payload)) == []


class Unchanged:
    """A cleaner that cleans nothing."""

    def clean(self, html):
        return html


def test_an_address_that_bleach_alone_lets_through_is_dropped():
    assert sanitise('<a href="javascript:123">x</a>') == f'<a rel="{LINK_REL}">x</a>'


def test_html_in_the_source_is_shown_as_it_was_typed():
    assert render("a <b>bold</b> claim & more") == "<p>a &lt;b&gt;bold&lt;/b&gt; claim &amp; more</p>\n"


def test_every_link_tells_search_engines_that_a_member_wrote_it():
    assert render("[x](https://example.org/)").count(f'rel="{LINK_REL}"') == 1


def test_the_allow_list_is_the_one_the_second_opinion_knows():
    assert set(ALLOWED) == TAGS


@given(PIECES)
def test_rendered_text_is_harmless_whatever_it_is_made_of(pieces):
    try:
        html = render("\n".join(pieces))
    except TextRefused:
        return
    assert harm_in(html) == []


@given(PIECES)
def test_a_second_cleaning_finds_nothing_to_clean(pieces):
    try:
        html = render(" ".join(pieces))
    except TextRefused:
        return
    allowed = {tag: names - {"rel"} for tag, names in ALLOWED.items()}
    assert nh3.clean(html, tags=TAGS, attributes=allowed, link_rel=LINK_REL) == html
    assert sanitise(html) == html


@given(SCRAPS)
def test_raw_html_is_harmless_after_cleaning_whatever_it_is_made_of(scraps):
    assert harm_in(sanitise("".join(scraps))) == []
