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


def test_a_source_that_is_known_is_not_added_again(ledger, chiara):
    again = find_or_add(
        member=chiara,
        author="okafor, ngozi",
        title="The ledger of the baths",
        year="1931",
        publisher="Harbour press",
        address="https://example.org/ledger",
    )

    assert again == ledger
    assert again.added_by == ledger.added_by
    assert Source.objects.count() == 1


def test_whoever_cites_a_doi_first_does_not_say_what_others_cite(bashir, chiara):
    first = find_or_add(member=bashir, author="Nobody", title="A hoax", address="10.1000/182")
    second = find_or_add(member=chiara, author="Okafor", title="The Ledger", address="doi:10.1000/182")

    assert second != first
    assert (second.author, second.title) == ("Okafor", "The Ledger")


def test_what_was_left_empty_is_not_filled_in_by_another(ledger, chiara):
    own = find_or_add(member=chiara, author="Okafor, Ngozi", title="The Ledger of the Baths", year="1931")

    assert "URL" not in own.csl


def test_visitors_add_no_sources(db):
    from django.contrib.auth.models import AnonymousUser

    with pytest.raises(PermissionDenied):
        find_or_add(member=AnonymousUser(), author="", title="Anything")


@pytest.mark.parametrize("words", ["ledg", "OKAFOR ledger", "1931", "ngozi 193"])
def test_a_source_is_suggested_while_its_author_title_or_year_is_typed(ledger, bashir, words):
    assert suggest(words, bashir) == [ledger]


@pytest.mark.parametrize("words", ["", " ,;", "okafor hymns", "%", "_"])
def test_nothing_is_suggested_for_nothing(ledger, bashir, words):
    assert suggest(words, bashir) == []


def test_few_sources_are_suggested(bashir):
    for number in range(12):
        find_or_add(member=bashir, author="", title=f"Volume {number}")

    assert len(suggest("volume", bashir)) == 8


def test_a_suggestion_fills_in_the_form(as_member, chiara, ledger, commons):
    bring(ledger, member=chiara, circle=commons)
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
                "chosen": ledger.pk,
            },
        }
    ]


def test_suggestions_are_for_members(client, ledger):
    assert client.get(reverse("suggest_sources"), {"q": "ledger"}).status_code == 302


def test_a_source_says_what_is_known_of_it_and_which_posts_bring_it(client, ledger, amara, commons):
    post = bring(ledger, member=amara, circle=commons)

    page = client.get(ledger.get_absolute_url()).content.decode()

    assert "<h1>The Ledger of the Baths</h1>" in page
    assert "Okafor, Ngozi. 1931. <cite>The Ledger of the Baths</cite>. Harbour Press." in page
    assert '<a href="https://example.org/ledger" rel="nofollow noopener ugc">' in page
    assert f'href="{post.get_absolute_url()}"' in page
    assert "The minutes were burnt." in page


@pytest.mark.parametrize("place", ["private", "closed"])
def test_a_source_brought_only_where_one_may_not_see_does_not_exist(
    client, as_member, ledger, amara, chiara, kitchen, place
):
    bring(ledger, member=amara, circle=kitchen if place == "closed" else None)
    asked = reverse("suggest_sources") + "?q=ledger"

    assert client.get(ledger.get_absolute_url()).status_code == 404
    assert "The Ledger" not in client.get(reverse("sources")).content.decode()
    client = as_member(chiara)
    assert client.get(ledger.get_absolute_url()).status_code == 404
    assert "The Ledger" not in client.get(reverse("sources")).content.decode()
    assert client.get(asked).json() == {"sources": []}
    client = as_member(amara)
    assert client.get(ledger.get_absolute_url()).status_code == 200
    assert "The Ledger" in client.get(reverse("sources")).content.decode()
    assert client.get(asked).json()["sources"]


def test_whoever_added_a_source_sees_it(as_member, bashir, ledger):
    assert as_member(bashir).get(ledger.get_absolute_url()).status_code == 200


def test_posts_a_reader_may_not_see_are_not_named(client, as_member, ledger, amara, bashir, commons, kitchen):
    bring(ledger, member=amara, circle=commons)
    bring(ledger, member=amara, circle=kitchen, says="Said at the kitchen table.")
    bring(ledger, member=amara, circle=None, says="Said to oneself.")

    for reader in (client, as_member(bashir)):
        page = reader.get(ledger.get_absolute_url()).content.decode()
        assert "kitchen table" not in page
        assert "to oneself" not in page
    assert "to oneself" in as_member(amara).get(ledger.get_absolute_url()).content.decode()


def test_a_withdrawn_post_brings_nothing_any_more(client, as_member, ledger, amara, bashir, commons):
    withdraw_post(member=amara, post=bring(ledger, member=amara, circle=commons))

    assert client.get(ledger.get_absolute_url()).status_code == 404
    assert "The minutes were burnt." not in as_member(bashir).get(ledger.get_absolute_url()).content.decode()


def test_a_sources_page_takes_the_same_statements_however_often_it_is_brought(
    django_assert_num_queries, client, ledger, amara, bashir, commons
):
    post = bring(ledger, member=amara, circle=commons)
    for _ in range(2):
        with django_assert_num_queries(5):
            client.get(ledger.get_absolute_url())
        for _ in range(8):
            reply(
                member=bashir,
                answers=post,
                source="Again.",
                evidence=[EvidenceGiven(ledger, "", "So.", "for")],
            )


def test_what_is_shown_of_a_source_is_escaped(client, bashir, commons):
    source = find_or_add(
        member=bashir, author="<script>a", title="<img src=x>", publisher="<b>", address="javascript:alert(1)"
    )

    bring(source, member=bashir, circle=commons)

    page = client.get(source.get_absolute_url()).content.decode() + client.get("/sources/").content.decode()

    assert "<script>a" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "javascript:" not in page
