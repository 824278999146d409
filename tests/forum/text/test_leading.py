"""Mentions and bare addresses in a text, whoever knows what they lead to."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text import Page, TextRefused, escaped, render
from forum.text.leading import MAX_MENTIONS, MAX_REFERENCES, handle_in

from .harmless import harm_in
from .payloads import PAYLOADS


class Everything:
    """Knows everyone, and takes each address for a page of the title given; remembers what it was asked."""

    def __init__(self, title: str = "A page"):
        self.title, self.handles, self.addresses = title, set(), []

    def people(self, handles):
        self.handles |= set(handles)
        return {handle: f"/members/{handle}/" for handle in handles}

    def pages(self, addresses):
        self.addresses += addresses
        return {address: Page("/threads/1/", self.title) for address in addresses}


def mentioned_in(source: str) -> set[str]:
    leads = Everything()
    render(source, leads=leads)
    return leads.handles


def addresses_in(source: str) -> list[str]:
    leads = Everything()
    render(source, leads=leads)
    return leads.addresses


def links_in(html: str, kind: str) -> list[tuple[str, str]]:
    return re.findall(rf'<a href="([^"]*)" class="{kind}"[^>]*>([^<]*)</a>', html)


@pytest.mark.parametrize(
    "source",
    ["@amara", "Ask @amara.", "(@amara)", "*@amara*", "- @amara’s turn", "# @Amara", "| @AMARA |\n|-|",
     "x[^1]\n\n[^1]: @amara", "“@amara-”", "@amara, @amara and @amara"],
)  # fmt: skip
def test_a_handle_is_a_mention_wherever_one_writes_in_words_of_ones_own(source):
    assert mentioned_in(source) == {"amara"}


@pytest.mark.parametrize(
    "source",
    ["`@amara`", "    @amara", "```\n@amara\n```", "[@amara](/x)", "> @amara", "> - a list with @amara", "\\@amara",
     "me@amara.org", "amara@amara", "@amara@elsewhere.example", "@@amara", "/@amara", "@é", "@" + "a" * 31,
     "@ amara", "@-", "@_", "<https://elsewhere.example/@amara>",
     "https://elsewhere.example/@amara", "![@amara](/x.png)", "[](/@amara)"],
)  # fmt: skip
def test_what_is_code_quoted_escaped_or_an_address_mentions_nobody(source):
    assert mentioned_in(source) & {"amara"} == set()


def test_a_mention_shows_what_was_typed_and_leads_to_the_member():
    html = render("Ask @Amara, or @nobody-.", leads=Everything())

    assert links_in(html, "mention") == [("/members/amara/", "@Amara"), ("/members/nobody/", "@nobody")]


def test_without_anyone_who_knows_the_words_stay_words():
    assert render("@amara, see /threads/1/") == "<p>@amara, see /threads/1/</p>\n"


def test_so_many_people_are_mentioned_and_one_more_is_refused():
    people = [f"@m{number}" for number in range(MAX_MENTIONS)]
    assert len(links_in(render(" ".join(people * 2), leads=Everything()), "mention")) == 2 * MAX_MENTIONS

    with pytest.raises(TextRefused, match=f"mentions too many people: the limit is {MAX_MENTIONS}"):
        render(" ".join([*people, "@onemore"]), leads=Everything())


@pytest.mark.parametrize(
    ("source", "address"),
    [("See /threads/1/.", "/threads/1/"), ("(/threads/1/?at=5#post-5)", "/threads/1/?at=5#post-5"),
     ("https://here.example/threads/1/", "https://here.example/threads/1/"),
     ("<https://here.example/threads/1/>", "https://here.example/threads/1/"),
     ("“/essays/a/b/#p12”", "/essays/a/b/#p12")],
)  # fmt: skip
def test_a_bare_address_becomes_the_title_of_its_page(source, address):
    leads = Everything()
    html = render(source, leads=leads)

    assert leads.addresses == [address]
    assert links_in(html, "reference") == [("/threads/1/", "A page")]


@pytest.mark.parametrize(
    "source",
    ["[here](/threads/1/)", "`/threads/1/`", "> /threads/1/", "and/threads/1/", "\\/threads/1/", "1/2",
     "//threads/1/"],
)  # fmt: skip
def test_other_addresses_stay_as_they_are(source):
    assert addresses_in(source) == []


def test_only_so_many_addresses_are_looked_up():
    assert len(addresses_in(" ".join(f"/threads/{n}/" for n in range(MAX_REFERENCES + 10)))) == MAX_REFERENCES


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_title_is_words_whatever_it_holds(payload):
    payload = payload.encode(errors="replace").decode()
    for source in ("See /threads/1/ and https://here.example/threads/1/", f"@amara {payload} /threads/1/"):
        assert harm_in(render(source, leads=Everything(title=payload))) == []


WORDS = st.text(alphabet=st.sampled_from(list("@amr_-A.*`[]()>#/\\ \n:é1")), max_size=60)


@given(WORDS)
def test_mentions_change_nothing_of_what_a_text_says(source):
    """Whoever takes the links away has the text that nobody linked."""
    try:
        plain, linked = render(source), render(source, leads=Everything(title="/"))
    except TextRefused:
        return
    if not links_in(linked, "reference"):
        assert re.sub(r'<a href="[^"]*" class="mention"[^>]*>([^<]*)</a>', r"\1", linked) == plain


@given(WORDS)
def test_what_is_mentioned_is_a_handle_that_was_typed(source):
    try:
        handles = mentioned_in(source)
    except TextRefused:
        return
    for handle in handles:
        assert handle_in(handle) == handle
        assert f"@{handle}" in source.lower()


@given(st.from_regex(r"[a-z0-9]([a-z0-9_-]{0,28}[a-z0-9])?", fullmatch=True))
def test_every_handle_can_be_mentioned_and_escaped(handle):
    assert mentioned_in(f"Ask @{handle}, please.") == {handle}
    assert mentioned_in(escaped(f"Ask @{handle}, please.")) == set()


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), min_size=1, max_size=80)
)
def test_escaped_words_are_shown_to_the_letter(words):
    shown = [" ".join(line.split()) for line in words.splitlines()]
    try:
        html = render(escaped(words), leads=Everything())
    except TextRefused:
        return
    assert "<a " not in html
    said = "".join(re.sub(r"</?p>", "", html).split())
    assert said == "".join(
        " ".join(shown).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split()
    )
