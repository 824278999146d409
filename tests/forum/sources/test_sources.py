"""Adding, finding and reading sources."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from forum.debate.actions import EvidenceGiven, open_thread, reply, withdraw_post
from forum.members.models import Member
from forum.sources.actions import find_or_add
from forum.sources.models import Source
from forum.sources.pages import suggest


@pytest.fixture
def ledger(bashir) -> Source:
    return find_or_add(
        member=bashir,
        author="Okafor, Ngozi",
        title="The Ledger of the Baths",
        year="1931",
        publisher="Harbour Press",
        address="https://example.org/ledger",
    )


def bring(source: Source, *, member: Member, circle, says: str = "The minutes were burnt."):
    evidence = [EvidenceGiven(source=source, locator="p. 112", says=says, stance="against")]
    return open_thread(member=member, circle=circle, source="See the ledger.", evidence=evidence).opening


def test_a_work_that_is_known_is_not_added_again(ledger, chiara):
    again = find_or_add(member=chiara, author="okafor, ngozi", title="The ledger of the baths", year="1931")

    assert again == ledger
    assert again.added_by == ledger.added_by
    assert Source.objects.count() == 1


def test_visitors_add_no_sources(db):
    from django.contrib.auth.models import AnonymousUser

    with pytest.raises(PermissionDenied):
        find_or_add(member=AnonymousUser(), author="", title="Anything")


@pytest.mark.parametrize("words", ["ledg", "OKAFOR ledger", "1931", "ngozi 193"])
def test_a_source_is_suggested_while_its_author_title_or_year_is_typed(ledger, words):
    assert suggest(words) == [ledger]


@pytest.mark.parametrize("words", ["", " ,;", "okafor hymns", "%", "_"])
def test_nothing_is_suggested_for_nothing(ledger, words):
    assert suggest(words) == []


def test_few_sources_are_suggested(bashir):
    for number in range(12):
        find_or_add(member=bashir, author="", title=f"Volume {number}")

    assert len(suggest("volume")) == 8


def test_a_suggestion_fills_in_the_form(as_member, chiara, ledger):
    found = as_member(chiara).get(reverse("suggest_sources"), {"q": "ledger"}).json()

    assert found["sources"] == [
        {
            "label": "Okafor, Ngozi, The Ledger of the Baths, 1931",
            "fields": {
                "author": "Okafor, Ngozi",
                "title": "The Ledger of the Baths",
                "year": "1931",
                "publisher": "Harbour Press",
                "address": "https://example.org/ledger",
            },
        }
    ]


def test_suggestions_are_for_members(client, ledger):
    assert client.get(reverse("suggest_sources"), {"q": "ledger"}).status_code == 302


def test_the_list_of_sources_is_searched_and_comes_in_pages(client, bashir, ledger):
    for number in range(25):
        find_or_add(member=bashir, author="", title=f"Volume {number}")

    first = client.get(reverse("sources"), {"q": "volume"}).content.decode()
    assert first.count("<cite>") == 20
    assert "Ledger" not in first
    key = first.split("?before=")[1].split("&")[0]
    assert (
        client.get(reverse("sources"), {"q": "volume", "before": key}).content.decode().count("<cite>") == 5
    )


def test_a_source_says_what_is_known_of_it_and_which_posts_bring_it(client, ledger, amara, commons):
    post = bring(ledger, member=amara, circle=commons)

    page = client.get(ledger.get_absolute_url()).content.decode()

    assert "<h1>The Ledger of the Baths</h1>" in page
    assert "Okafor, Ngozi (1931). Harbour Press" in page
    assert '<a href="https://example.org/ledger" rel="nofollow noopener ugc">' in page
    assert f'href="{post.get_absolute_url()}"' in page
    assert "The minutes were burnt." in page


def test_posts_a_reader_may_not_see_are_not_named(client, as_member, ledger, amara, bashir, kitchen):
    bring(ledger, member=amara, circle=kitchen, says="Said at the kitchen table.")
    bring(ledger, member=amara, circle=None, says="Said to oneself.")

    for reader in (client, as_member(bashir)):
        page = reader.get(ledger.get_absolute_url()).content.decode()
        assert "kitchen table" not in page
        assert "to oneself" not in page
    assert "to oneself" in as_member(amara).get(ledger.get_absolute_url()).content.decode()


def test_a_withdrawn_post_brings_nothing_any_more(client, ledger, amara, commons):
    withdraw_post(member=amara, post=bring(ledger, member=amara, circle=commons))

    assert "The minutes were burnt." not in client.get(ledger.get_absolute_url()).content.decode()


def test_a_sources_page_takes_the_same_statements_however_often_it_is_brought(
    django_assert_num_queries, client, ledger, amara, bashir, commons
):
    post = bring(ledger, member=amara, circle=commons)
    for _ in range(2):
        with django_assert_num_queries(2):
            client.get(ledger.get_absolute_url())
        for _ in range(8):
            reply(
                member=bashir,
                answers=post,
                source="Again.",
                evidence=[EvidenceGiven(ledger, "", "So.", "for")],
            )


def test_what_is_shown_of_a_source_is_escaped(client, bashir):
    source = find_or_add(
        member=bashir, author="<script>a", title="<img src=x>", publisher="<b>", address="javascript:alert(1)"
    )

    page = client.get(source.get_absolute_url()).content.decode() + client.get("/sources/").content.decode()

    assert "<script>a" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "javascript:" not in page
