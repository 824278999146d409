"""A filtered margin: every page shows what its address asks for, counts it, and says so."""

from collections import defaultdict
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essays.margin.counting import counted_beside
from essays.margin.filtering import PRIVATE, Filter, filter_of
from essays.margin.models import Annotation, Placement
from essays.margin.pages.index import margin_index
from essays.margin.pages.reading import section_page
from essays.margin.understanding import Asked, asked_in
from forum.circles.actions import join
from forum.debate.actions import EvidenceGiven, reply, withdraw_post
from forum.debate.models import Kind
from forum.members.models import Member
from tests.essays.library.test_reading import elements, text_of
from tests.essays.margin.test_filtering import TERMS
from tests.essays.margin.test_pages import margin_of, notes_in, tree

VISITOR = AnonymousUser()
HTMX = {"HX-Request": "true"}


@pytest.fixture
def margin(amara, bashir, chiara, kitchen, note_on, ledger) -> dict[str, Annotation]:
    """A few of everything, by what it is."""
    join(member=chiara, circle=kitchen)
    against = [EvidenceGiven(ledger, "p. 112", "The water was cold.", "against")]
    notes = {
        "critique": note_on(bashir, "warm", kind="critique"),
        "answered": note_on(bashir, "warm", kind="critique"),
        "question": note_on(amara, "Steam", kind="question"),
        "evidence": note_on(amara, "A key", kind="counter-evidence", evidence=against),
        "kitchen": note_on(chiara, "warm", kind="support", circle=kitchen),
        "private": note_on(bashir, "warm", kind="critique", private=True),
        "withdrawn": note_on(bashir, "warm", kind="critique"),
    }
    reply(member=amara, answers=notes["answered"].thread.opening, source="Why?")
    reply(member=bashir, answers=notes["critique"].thread.opening, source="I mean it.")
    withdraw_post(member=bashir, post=notes["withdrawn"].thread.opening)
    return notes


def shown(client, url: str, query: str, margin: dict[str, Annotation]) -> set[str]:
    """Which of the notes stand on the page."""
    found = set(notes_in(client.get(f"{url}?{query}", follow=True)))
    return {name for name, note in margin.items() if note.pk in found}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=critique", {"critique", "answered"}),
        ("kind=critique&kind=question", {"critique", "answered", "question"}),
        ("by=bashir", {"critique", "answered"}),
        ("by=bashir&unanswered", {"critique"}),
        ("unanswered", {"critique", "question", "evidence"}),
        ("with-evidence", {"evidence"}),
        ("layer=commons&kind=question", {"question"}),
        ("kind=support", set()),
        ("by=amara&kind=critique", set()),
    ],
)
def test_a_visitor_is_shown_what_the_address_asks_for(client, at, margin, query, found):
    assert shown(client, at("section"), query, margin) == found
    index = client.get(f"{at('margin_index')}?{query}").json()["places"]
    assert {pk for _, _, pk, _ in index} == {margin[name].pk for name in found}


@pytest.mark.parametrize(
    ("reader", "query", "found"),
    [
        ("bashir", "layer=private", {"private"}),
        ("bashir", "layer=private&layer=commons&kind=critique", {"private", "critique", "answered"}),
        ("chiara", "layer=kitchen", {"kitchen"}),
        ("chiara", "layer=kitchen&layer=commons&kind=support&kind=question", {"kitchen", "question"}),
        ("chiara", "layer=private", set()),
        ("chiara", "by=bashir&layer=private", set()),
        ("bashir", "new", {"question", "evidence"}),
        ("amara", "new&kind=critique", {"critique", "answered"}),
    ],
)
def test_a_member_is_shown_what_they_may_see_of_it(request, as_member, at, margin, reader, query, found):
    member = request.getfixturevalue(reader)
    Member.objects.filter(pk=member.pk).update(joined_at="2026-01-01T00:00Z")
    assert shown(as_member(member), at("section"), query, margin) == found


def test_what_was_written_before_the_last_visit_is_not_new(as_member, chiara, at, margin):
    client = as_member(chiara)
    client.get(at("section"))
    Member.objects.filter(pk=chiara.pk).update(last_visit_ended_at=margin["question"].thread.opened_at)
    assert "question" not in shown(client, at("section"), "new", margin)
    assert "evidence" in shown(client, at("section"), "new", margin)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=TERMS, who=st.sampled_from(["visitor", "amara", "bashir", "chiara"]))
def test_what_is_found_is_what_a_reader_would_pick_out_by_hand(request, section, margin, terms, who):
    reader = VISITOR if who == "visitor" else request.getfixturevalue(who)
    wanted = filter_of(term for term in terms if term[1] != "zoo_1")
    picked = {note.pk for note in _all_that(reader) if _is_wanted(note, wanted, reader)}

    beside = counted_beside(reader, section.edition_id, Asked(wanted))
    if beside.asked.left_out:  # what a visitor cannot ask, or a circle that Amara’s friends do not see
        return
    assert {pk for _, _, pk, _ in margin_index(reader, section, wanted)["places"]} == picked
    standing = Placement.objects.filter(passage__annotation__in=picked)
    by_block: dict = defaultdict(lambda: defaultdict(int))
    for place in standing.select_related("passage__annotation__thread__opening"):
        thread = place.passage.annotation.thread
        by_block[place.block][PRIVATE if thread.private_to_id else thread.opening.kind] += 1
    assert beside.of_section(section.pk) == by_block


def _all_that(reader) -> list[Annotation]:
    notes = Annotation.objects.visible_to(reader).filter(thread__opening__withdrawn_at=None)
    return list(notes.select_related("thread__circle", "thread__opening__author"))


def _is_wanted(note: Annotation, wanted: Filter, reader) -> bool:
    thread, opening = note.thread, note.thread.opening
    layer = thread.circle.slug if thread.circle else PRIVATE
    answered = thread.posts.exclude(author=opening.author).filter(withdrawn_at=None).exists()
    return (
        (not wanted.layers or layer in wanted.layers)
        and (not wanted.kinds or opening.kind in wanted.kinds)
        and (not wanted.by or opening.author.handle == wanted.by)
        and not (wanted.unanswered and answered)
        and not (wanted.with_evidence and not opening.evidence.exists())
        and not (wanted.new and not _is_new(opening, reader))
    )


def _is_new(opening, reader) -> bool:
    return reader.is_authenticated and opening.written_at > reader.new_since and opening.author != reader


# Said and counted


def test_the_page_says_what_it_shows_and_offers_to_show_all(client, at, margin):
    response = client.get(f"{at('section')}?kind=critique&by=bashir&unanswered")
    [said] = elements(tree(response), class_="filtered")
    assert "Shown: critiques by Bashir, unanswered." in text_of(said)
    links = {text_of(link): link.get("href") for link in elements(said, "a")}
    assert links["Show all"] == at("section")
    without = {query.partition("?")[2] for query in links.values()}
    assert without == {"", "by=bashir&unanswered", "kind=critique&unanswered", "kind=critique&by=bashir"}


def test_the_counts_beside_blocks_and_in_the_contents_follow(client, essay, at, margin):
    query = "?by=bashir&unanswered"
    [summary] = elements(margin_of(client.get(at("section") + query), 2), "a", "block-summary")
    assert text_of(summary) == "1 critique"
    assert summary.get("href") == at("block", 2) + query
    [counted] = elements(margin_of(client.get(reverse("whole", args=[essay.slug]) + query), 2), "a")
    assert text_of(counted) == "1 critique"
    title = client.get(essay.get_absolute_url() + query).content.decode()
    assert "1 critique" in title
    assert "counter-evidence" not in title.split("</details>")[-1].casefold()


def test_the_ways_on_keep_the_filter(client, essay, at, margin):
    page = tree(client.get(at("section") + "?kind=critique"))
    [part] = elements(page, "section", "text-section")
    assert part.get("data-margin-url").endswith("/margin.json?kind=critique")
    assert part.get("data-notes-url").endswith("/notes/?kind=critique")
    [onwards] = [link for link in elements(page, "a") if link.get("rel") == "next"]
    assert onwards.get("href").endswith("/b-of-tiles/?kind=critique")
    [contents] = elements(page, class_="contents")
    sections = [link.get("href") for link in elements(contents, "a") if "tiles" in link.get("href")]
    assert [urlsplit(href).query for href in sections] == ["kind=critique"]


def test_the_lists_of_notes_follow_page_by_page(client, amara, bashir, at, fill_margin, section):
    fill_margin([amara, bashir], 90)
    at_block = f"{at('block', 2)}?by=bashir"
    seen = []
    while at_block:
        page = tree(client.get(at_block))
        seen += [text_of(author) for author in elements(page, class_="note-author")]
        further = [link.get("href") for link in elements(page, "a") if text_of(link) == "Further notes"]
        at_block = f"{at('block', 2)}{further[0]}" if further else ""
    assert set(seen) <= {"Bashir"}
    assert (
        len(seen)
        == Placement.objects.filter(block=2, passage__annotation__thread__opening__author=bashir).count()
    )
    row = section.blocks[1]
    found = client.get(f"{at('notes')}?at={row['start']}&by=nobody&kind=support", headers=HTMX)
    assert "None of the notes here" in found.content.decode()


def test_the_first_few_of_each_block_are_those_asked_for(client, amara, bashir, at, note_on):
    others = [note_on(amara, "warm", kind="support") for _ in range(5)]
    mine = [note_on(bashir, "warm", kind="critique") for _ in range(4)]
    response = client.get(at("section") + "?by=bashir")
    assert notes_in(response) == [note.pk for note in mine[:3]]
    assert "All notes" in text_of(margin_of(response, 2))
    assert notes_in(client.get(at("section"))) == [note.pk for note in others[:3]]


def test_a_section_without_any_of_those_asked_for_says_so(client, amara, at, note_on):
    note_on(amara, "warm")
    says = "None of the notes here are among those you filter for."
    assert says in client.get(at("section") + "?kind=question&by=amara").content.decode()
    assert says not in client.get(at("section")).content.decode()


def test_a_handle_may_be_typed_with_a_capital(client, amara, bashir, at, note_on):
    note_on(amara, "warm")
    mine = note_on(bashir, "warm")
    assert notes_in(client.get(at("section") + "?by=Bashir", follow=True)) == [mine.pk]


# What makes no sense


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("kind=rant", "“rant” is no kind of note"),
        ("by=nobody", "there is no member called “nobody”"),
        ("layer=nowhere", "you see no circle called “nowhere”"),
        ("layer=private", "private notes are seen by their authors"),
        ("new", "what is new since your last visit"),
        ("layer=%3Cb%3E", "you see no circle called “<b>”"),
    ],
)
def test_what_means_nothing_is_left_out_and_told_of(client, at, margin, query, reason):
    assert shown(client, at("section"), query, margin) == shown(client, at("section"), "", margin)
    page = text_of(tree(client.get(f"{at('section')}?{query}")))
    assert "A part of this address was left out" in page
    assert reason in page


def test_the_rest_of_such_an_address_is_followed(client, at, margin):
    assert shown(client, at("section"), "kind=question&by=nobody&layer=nowhere", margin) == {"question"}


def test_the_address_of_a_form_is_made_tidy(client, at, margin):
    sent = f"{at('section')}?kind=support&kind=critique&unanswered=&by=&note=7"
    response = client.get(sent)
    assert response.status_code == 302
    assert response.headers["Location"] == f"{at('section')}?kind=critique&kind=support&unanswered&note=7"
    assert client.get(response.headers["Location"]).status_code == 200
    assert client.get(f"{at('section')}?by=").headers["Location"] == at("section")


# Notes that the filter hides


def test_a_note_that_is_asked_for_by_name_is_shown_with_a_word_about_it(client, at, margin):
    hidden = margin["question"]
    response = client.get(f"{at('section')}?kind=critique&note={hidden.pk}")
    [note] = [one for one in elements(tree(response), "li", "note") if one.get("id") == f"note-{hidden.pk}"]
    assert "Your filter leaves this note out." in text_of(note)
    told = [
        text for text in map(text_of, elements(tree(response), "li", "note")) if "leaves this note" in text
    ]
    assert len(told) == 1


@pytest.mark.parametrize(("kind", "is_told"), [("support", True), ("critique", False)])
def test_a_note_just_written_is_shown_whatever_the_filter(
    as_member, bashir, section, at, margin, kind, is_told
):
    start = section.text.index("Steam")
    said = {"start": start, "end": start + 5, "exact": "Steam", "kind": kind, "source": "Mine."}
    here = {"HX-Current-URL": f"http://testserver{at('section')}?kind=critique"}
    answer = as_member(bashir).post(at("annotate"), said, headers=HTMX | here).content.decode()
    assert ("Your filter leaves this note out." in answer) is is_told
    assert "question" not in answer.casefold()
    assert f'href="{at("block", 2)}?kind=critique"' in answer


def test_what_is_asked_for_is_what_the_page_is_given(section, margin):
    page = section_page(VISITOR, section, asked=asked_in(QueryDict("kind=question")))
    assert dict(parse_qsl(page.bar.filter.query)) == {"kind": Kind.QUESTION}
    assert page.bar.suffix == "?kind=question"
