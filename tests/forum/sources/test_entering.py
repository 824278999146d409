"""Entering a source in full, editing it, and pasting lists of them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from forum.debate.actions import EvidenceGiven, open_thread
from forum.sources.actions import KnownAlready, add_source, edit_source, find_or_add
from forum.sources.csl import cleaned
from forum.sources.merging import merge
from forum.sources.models import Source

CHAPTER = {
    "type": "chapter",
    "title": "On keys",
    "author": "Okafor, Ngozi; The Bath Committee",
    "issued": "May 1931",
    "container_title": "The Warm Water",
    "editor": "Berg, Ada",
    "page": "12--34",
    "publisher": "Harbour Press",
    "publisher_place": "Harbour",
    "isbn": "0198534531",
    "doi": "https://doi.org/10.1000/ABC",
    "url": "https://Example.org/keys",
    "accessed": "2025-03-01",
}
ITEM = {
    "type": "chapter",
    "author": [{"family": "Okafor", "given": "Ngozi"}, {"literal": "The Bath Committee"}],
    "editor": [{"family": "Berg", "given": "Ada"}],
    "title": "On keys",
    "container-title": "The Warm Water",
    "page": "12-34",
    "publisher": "Harbour Press",
    "publisher-place": "Harbour",
    "issued": {"date-parts": [[1931, 5]]},
    "accessed": {"date-parts": [[2025, 3, 1]]},
    "DOI": "10.1000/abc",
    "ISBN": "978-0-19-853453-2",
    "URL": "https://example.org/keys",
}
LIST = """
@book{one, title = {Ledger}, author = {Okafor, Ngozi}, year = 1931}
@book{broken, title={No end,
@book{two, title = {Diary}, abstract = {Long.}}
"""


def cite(source: Source, member, circle):
    evidence = [EvidenceGiven(source, "", "So.", "for")]
    return open_thread(member=member, circle=circle, source="See there.", evidence=evidence)


def test_a_source_is_entered_in_full(as_member, bashir):
    client = as_member(bashir)

    led_to = client.post(reverse("add_source"), CHAPTER)

    source = Source.objects.get()
    assert led_to.url == source.get_absolute_url()
    assert source.csl == ITEM
    assert (source.author, source.year) == ("Okafor, Ngozi; The Bath Committee", "1931")
    page = client.get(led_to.url).content.decode()
    assert (
        "On keys.” In <cite>The Warm Water</cite>, edited by Ada Berg, 12–34. Harbour: Harbour Press." in page
    )
    assert 'href="https://doi.org/10.1000/abc"' in page
    assert 'href="https://openlibrary.org/isbn/978-0-19-853453-2"' in page


@pytest.mark.parametrize(
    ("field", "said", "refusal"),
    [
        ("isbn", "978-0-19-853453-9", "This is no ISBN: its last digit does not fit the others."),
        ("issn", "1234-5678", "This is no ISSN"),
        ("doi", "doi.org/abc", "A DOI begins with 10."),
        ("url", "javascript:alert(1)", "A web address begins with https://."),
        ("issued", "long ago", "A date, such as 1917 or c. 1917."),
        ("title", " \u202e ", "Say what it is called."),
    ],
)
def test_what_cannot_be_right_is_said_where_it_was_typed_and_nothing_is_lost(
    as_member, bashir, field, said, refusal
):
    answer = as_member(bashir).post(reverse("add_source"), CHAPTER | {field: said})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert refusal in page
    assert 'value="The Warm Water"' in page
    assert not Source.objects.exists()


def test_a_form_that_is_sent_twice_adds_once(as_member, bashir):
    client = as_member(bashir)
    sent = CHAPTER | {"token": "0b2c6f6e-6d0f-4d49-9e0a-0d6a3f0f1c11"}

    assert client.post(reverse("add_source"), sent).url == client.post(reverse("add_source"), sent).url
    assert Source.objects.count() == 1


def test_who_enters_what_is_known_elsewhere_sees_what_they_entered(as_member, amara, bashir, kitchen):
    """And learns nothing: it stands there in secret, and every word of it is their own."""
    secret = add_source(member=amara, item=ITEM)
    cite(secret, amara, kitchen)
    client = as_member(bashir)
    assert client.get(secret.get_absolute_url()).status_code == 404

    led_to = client.post(reverse("add_source"), CHAPTER)

    assert led_to.url == secret.get_absolute_url()
    page = client.get(led_to.url)
    assert page.status_code == 200
    assert "So." not in page.content.decode()


def test_what_nobody_else_uses_is_edited_by_who_added_it(as_member, bashir, commons):
    source = add_source(member=bashir, item=ITEM)
    cite(source, bashir, commons)
    client = as_member(bashir)

    form = client.get(reverse("edit_source", args=[source.pk])).content.decode()
    assert 'value="Okafor, Ngozi; The Bath Committee"' in form
    assert 'value="1931-05"' in form
    client.post(reverse("edit_source", args=[source.pk]), CHAPTER | {"title": "Of keys", "issued": "1932"})

    source.refresh_from_db()
    assert (source.title, source.year, source.csl["page"]) == ("Of keys", "1932", "12-34")
    assert source.likeness == "okafor|of"


def test_what_others_rely_on_is_not_edited(amara, bashir, commons):
    def fresh(number: int) -> Source:
        return add_source(member=bashir, item=ITEM | {"note": f"Copy {number}"})

    cited, entered, merged, alone = (fresh(number) for number in range(4))
    cite(cited, amara, commons)
    add_source(member=amara, item=entered.csl)
    merge(member=bashir, source=alone, into=merged)
    for source in (cited, entered, merged, alone):
        with pytest.raises(PermissionDenied):
            edit_source(member=bashir, source=Source.objects.get(pk=source.pk), item=ITEM)


def test_an_edit_does_not_make_two_entries_that_say_the_same(as_member, bashir):
    source = add_source(member=bashir, item=ITEM)
    other = find_or_add(member=bashir, author="", title="Diary")

    with pytest.raises(KnownAlready):
        edit_source(member=bashir, source=other, item=ITEM)
    answer = as_member(bashir).post(reverse("edit_source", args=[other.pk]), CHAPTER)
    assert answer.status_code == 422
    assert "Another entry says just this." in answer.content.decode()
    assert Source.objects.get(pk=other.pk).title == "Diary"
    assert source.csl == ITEM


def test_a_list_is_shown_before_anything_is_added(as_member, bashir):
    find_or_add(member=bashir, author="Ngozi Okafor", title="The Ledger", year="1931")

    page = as_member(bashir).post(reverse("paste_sources"), {"references": LIST}).content.decode()

    assert "BibTeX: 2 of 3 entries can be read." in page
    assert "Okafor, Ngozi. 1931. <cite>Ledger</cite>." in page
    assert "May be the same as" in page
    assert "Its braces or commas do not fit, so where it ends cannot be told." in page
    assert "@book{broken" in page
    assert "abstract is not kept." in page
    assert Source.objects.count() == 1


def test_of_a_list_what_was_chosen_is_added(as_member, bashir):
    client = as_member(bashir)
    sent = {"references": LIST, "then": "add", "entry-1": "yes", "entry-2": "yes", "entry-3": "yes"}

    answer = client.post(reverse("paste_sources"), sent, follow=True)

    assert "2 sources are here now." in answer.content.decode()
    assert sorted(Source.objects.values_list("title", "csl__type")) == [("Diary", "book"), ("Ledger", "book")]
    one = client.post(reverse("paste_sources"), {"references": LIST, "then": "add", "entry-3": "yes"})
    assert one.url == Source.objects.get(title="Diary").get_absolute_url()


def test_a_list_of_which_nothing_is_chosen_adds_nothing(as_member, bashir):
    page = (
        as_member(bashir).post(reverse("paste_sources"), {"references": LIST, "then": "add"}).content.decode()
    )

    assert "Choose at least one entry to add." in page
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("pasted", "refusal"),
    [
        ("", "Paste something first."),
        ("Okafor, The Ledger", "This is neither BibTeX, RIS nor CSL-JSON"),
        ("x" * 200_001, "Please bring it in parts."),
        ("@book{a, title={b}}\n" * 201, "Please bring at most 200 at a time."),
    ],
)
def test_a_list_that_is_not_read_is_refused_in_words_and_kept(as_member, bashir, pasted, refusal):
    answer = as_member(bashir).post(reverse("paste_sources"), {"references": pasted, "then": "add"})

    assert answer.status_code == 422
    assert refusal in answer.content.decode()
    assert pasted[-30:].strip() in answer.content.decode()


def test_a_list_takes_the_same_statements_however_long_it_is(as_member, bashir, django_assert_num_queries):
    client = as_member(bashir)
    for count in (2, 150):
        pasted = "".join(f"@book{{k{number}, title={{Keys {number}}}}}\n" for number in range(count))
        with django_assert_num_queries(4):  # the session, the member, the limit, and what is here already
            client.post(reverse("paste_sources"), {"references": pasted})


def test_a_suggestion_that_says_more_than_the_short_form_is_cited_itself(as_member, bashir, commons):
    source = add_source(member=bashir, item=ITEM)
    client = as_member(bashir)
    (found,) = client.get(reverse("suggest_sources"), {"q": "keys"}).json()["sources"]
    post = {
        "title": "Keys",
        "kind": "comment",
        "source": "See there.",
        "evidence-says": "So.",
        "evidence-stance": "for",
    }
    fields = {f"evidence-{name}": value for name, value in found["fields"].items()}

    client.post(reverse("new_thread", args=[commons.slug]), post | fields)
    client.post(reverse("new_thread", args=[commons.slug]), post | fields | {"evidence-year": "1932"})

    assert source.evidence.count() == 1
    assert Source.objects.exclude(pk=source.pk).get().csl["type"] == "document"


def test_nobody_cites_what_they_may_not_see_by_its_number(as_member, amara, bashir, commons, kitchen):
    secret = add_source(member=amara, item=ITEM)
    cite(secret, amara, kitchen)
    said = {"author": "Okafor, Ngozi; The Bath Committee", "title": "On keys", "year": "1931",
            "publisher": "Harbour Press", "address": "10.1000/abc", "chosen": secret.pk}  # fmt: skip
    post = {
        "title": "Keys",
        "kind": "comment",
        "source": "See there.",
        "evidence-says": "So.",
        "evidence-stance": "for",
    }

    as_member(bashir).post(
        reverse("new_thread", args=[commons.slug]),
        post | {f"evidence-{name}": value for name, value in said.items()},
    )

    assert secret.evidence.count() == 1
    assert Source.objects.exclude(pk=secret.pk).get().title == "On keys"


def test_an_edited_post_keeps_the_source_it_had(as_member, bashir, commons):
    source = add_source(member=bashir, item=ITEM)
    post = cite(source, bashir, commons).opening
    client = as_member(bashir)
    form = client.get(reverse("edit_post", args=[post.pk])).context["form"]
    shown = {field.html_name: field.value() or "" for field in [*form, *form.source_form]}

    client.post(reverse("edit_post", args=[post.pk]), shown | {"source": "See there again."})

    assert post.evidence.get().source == source


def test_pasted_words_are_cleaned_like_any_others():
    assert cleaned(ITEM) == (ITEM, [])
