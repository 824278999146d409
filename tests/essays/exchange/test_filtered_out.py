"""What leaves is what the address asks for, as on the pages that are read."""

import json

from django.urls import reverse


def words_of(client, essay, query: str, *, form: str = "jsonld") -> list[str]:
    """What each note and reply says that leaves under this address."""
    answer = client.get(f"{reverse('export_as', args=[essay.slug, form])}?{query}")
    assert answer.status_code == 200
    items = json.loads(answer.getvalue())["first"]["items"]
    bodies = (item.get("body") for item in items)
    return [body[0]["value"] if isinstance(body, list) else body["value"] for body in bodies if body]


def test_only_notes_of_the_kinds_asked_for_leave_with_all_that_answers_them(margin, essay, client):
    assert words_of(client, essay, "kind=counter-evidence") == [
        "Who **says** so?",
        "I do.",
        "Where, then?",
        "A second answer.",
    ]
    assert words_of(client, essay, "kind=support") == []
    assert len(words_of(client, essay, "kind=critique&kind=counter-evidence")) == 5


def test_a_note_that_is_asked_for_leaves_once_with_all_its_passages(margin, essay, client):
    address = reverse("export_as", args=[essay.slug, "jsonld"])
    [wide] = json.loads(client.get(f"{address}?kind=critique").getvalue())["first"]["items"]
    assert len(wide["target"]) == 2


def test_by_whom_unanswered_and_with_evidence_are_asked_for_as_in_the_margin(margin, essay, client):
    assert words_of(client, essay, "by=bashir")[0] == "Who **says** so?"
    assert words_of(client, essay, "by=amara&unanswered") == [
        "These two do not go together. [Really](https://example.org/really)"
    ]
    assert len(words_of(client, essay, "with-evidence")) == 4


def test_private_notes_leave_only_when_they_are_asked_for_twice(margin, essay, client, amara, bashir):
    client.force_login(amara)
    assert words_of(client, essay, "layer=private") == []
    assert words_of(client, essay, "layer=private&private=1") == ["My own thought."]
    client.force_login(bashir)
    assert words_of(client, essay, "layer=private&private=1") == []


def test_the_page_says_what_of_the_margin_it_offers_and_hands_it_on(margin, essay, client, amara):
    client.force_login(amara)
    page = client.get(f"{reverse('export', args=[essay.slug])}?kind=critique&layer=private").content.decode()

    assert "Show all" in page
    assert "essays/css/text.css" in page  # once collected, what it is made of has no file of its own
    assert '<input type="hidden" name="kind" value="critique">' in page
    assert '<input type="hidden" name="layer" value="private">' in page
    assert 'id="private" checked' in page


def test_a_filtered_margin_leads_to_taking_what_it_shows(margin, essay, section, client):
    address = reverse("section", args=[essay.slug, section.slug])
    there = f'href="{reverse("export", args=[essay.slug])}?kind=critique"'
    assert there in client.get(f"{address}?kind=critique").content.decode()
    assert there in client.get(f"{essay.get_absolute_url()}?kind=critique").content.decode()
    assert "Take these with you" not in client.get(address).content.decode()
