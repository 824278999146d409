"""Texts are found at the paragraph, in the edition that is read now; notes with the passage they are about."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from essays.library.publishing import publish
from essays.margin.actions import annotate
from essays.margin.bringing import take_back_notes
from forum.search.models import Document
from forum.search.pages import search_page
from tests.essays.conftest import selected
from tests.essays.editions.conftest import draft, proposal, publish_with  # noqa: F401

pytestmark = pytest.mark.django_db

VISITOR = AnonymousUser()


def hrefs(said: str, reader=VISITOR) -> list[str]:
    return [hit.href for hit in search_page(reader, said).hits]


def test_a_passage_is_found_at_its_paragraph(essay):
    [hit] = search_page(VISITOR, '"the water was warm"').hits
    assert hit.href == f"/essays/{essay.slug}/a-of-steam/#p2"
    assert (hit.title, hit.place) == ("a) Of steam", "The Warm Water")
    assert "<mark>the water was warm</mark>" in hit.words
    assert "&lt;led&gt;" in hit.words


def test_a_text_is_found_by_title_and_author(essay):
    assert hrefs("what:texts lindqvist warm water bathing") == [essay.get_absolute_url()]


def test_a_text_narrows_a_search(essay, note_on, amara):
    note = note_on(amara, "Steam rose", source="I doubt it.")
    assert hrefs(f"in:{essay.slug} doubt") == [note.opening.get_absolute_url()]
    assert hrefs("in:elsewhere doubt") == []


def test_a_note_is_found_by_the_passage_it_is_about(essay, note_on, amara):
    note = note_on(amara, "nobody <led> it")
    assert hrefs('what:posts "nobody led it"') == [note.opening.get_absolute_url()]


def test_a_new_edition_takes_the_place_of_the_one_before(essay, publish_with):  # noqa: F811
    publish_with(("laid by everyone", "brought by everyone"))
    assert hrefs('"laid by everyone"') == []
    assert hrefs('"brought by everyone"') == [f"/essays/{essay.slug}/b-of-tiles/#p6.2"]
    assert hrefs('"water was warm"') == [f"/essays/{essay.slug}/a-of-steam/#p2.2"]


def test_a_text_whose_publishing_fails_leaves_no_trace(amara, commons, outline):
    with transaction.atomic():
        publish(member=amara, circle=commons, outline=outline)
        assert hrefs("steam")
        transaction.set_rollback(True)
    assert hrefs("steam") == []
    assert not Document.objects.filter(what__in=["section", "essay"]).exists()


def test_texts_of_a_closed_circle_and_notes_beside_them_are_found_by_its_members_only(
    amara, bashir, kitchen, outline
):
    text = publish(member=amara, circle=kitchen, outline=outline)
    section = text.edition.sections.get(slug="a-of-steam")
    annotate(
        member=amara,
        selections=[selected(section, "Steam rose")],
        kind="comment",
        source="Steam!",
        private=True,
    )
    assert len(hrefs("steam", amara)) == 2
    assert hrefs("steam", bashir) == hrefs("steam") == []
    amara.memberships.filter(circle=kitchen).update(left_at="2026-01-01T00:00Z")
    assert hrefs("steam", amara) == []


def test_sources_that_a_text_cites_are_found(essay):
    assert search_page(VISITOR, "what:sources ledger baths okafor").count == 1


def test_notes_that_are_taken_back_are_found_no_more(essay, note_on, amara):
    note = note_on(amara, "Steam rose", source="I doubt it.")
    note.opening.thread.posts.update(elsewhere="Somebody")
    take_back_notes(member=amara, threads=[note.thread_id])
    assert hrefs("doubt") == []
    assert not Document.objects.filter(what="post").exists()
