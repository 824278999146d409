"""A new edition made on its pages: edited or brought, compared, proposed, decided."""

import pytest
from django.urls import reverse

from essays.editions import actions
from essays.editions.models import Answer, NextEdition
from essays.library.importing.tasks import read_draft
from essays.library.models import ImportDraft
from tests.essays.editions.conftest import place_of, words_at
from tests.essays.library.test_reading import elements, text_of
from tests.essays.margin.test_pages import tree

OLD, NEW = "the water was warm", "the water was cold"


def begin(client, essay) -> NextEdition:
    client.post(reverse("propose_edition", args=[essay.slug]))
    return NextEdition.objects.latest("pk")


def save(client, draft: NextEdition, number: int, text: str, **more):
    draft.refresh_from_db()
    page = reverse("next_section", args=[draft.pk, number])
    return client.post(page, {"text": text, "seen": draft.revision, "heading": "a) Of steam"} | more)


def wording(client, draft, number: int) -> str:
    page = client.get(reverse("next_section", args=[draft.pk, number]))
    [field] = [each for each in elements(tree(page), "textarea") if each.get("name") == "text"]
    return field.text.removeprefix("\n")


def press(client, draft, then: str, **more):
    seen = NextEdition.objects.values_list("revision", flat=True).filter(pk=draft.pk).first() or 0
    return client.post(draft.get_absolute_url(), {"then": then, "seen": seen} | more)


def test_words_are_edited_compared_proposed_and_published(client, as_member, amara, bashir, essay, note_on):
    note = note_on(amara, f"{OLD} all the same", kind="critique", source="It was cold!")
    as_member(bashir)
    draft = begin(client, essay)
    words = wording(client, draft, 1)
    save(client, draft, 1, words.replace(OLD, NEW).replace("\n", "\r\n"))
    compared = client.get(press(client, draft, "compare").url)
    said = text_of(tree(compared))
    assert "their words change" in said
    [changed] = elements(tree(compared), "p", "diff")
    assert [text_of(gone) for gone in elements(changed, "del")] == ["removed warm"]
    assert [text_of(come) for come in elements(changed, "ins")] == ["added cold"]
    assert "2 paragraphs unchanged" in said
    press(client, draft, "propose", why="It was cold.", answers=[note.pk])
    as_member(amara)
    published = press(client, draft, "publish")
    assert published.status_code == 302
    essay.refresh_from_db()
    assert essay.edition.number == 2
    assert words_at(place_of(note)) == f"{NEW} all the same"
    section = client.get(reverse("section", args=[essay.slug, "a-of-steam"]))
    assert "edited since" in text_of(elements(tree(section), "li", "note")[0])
    shown = client.get(note.get_absolute_url())
    assert [text_of(gone) for gone in elements(tree(shown), "del")] == ["removed warm"]
    assert "says it answers this note" in text_of(tree(shown))


def test_what_was_typed_over_unseen_changes_is_shown_again(client, as_member, bashir, essay):
    as_member(bashir)
    draft = begin(client, essay)
    refused = save(client, draft, 1, "Nothing but steam.", seen=7)
    assert refused.status_code == 409
    assert "Nothing but steam." in refused.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_nothing_is_proposed_without_a_reason(client, as_member, bashir, draft):
    begun = actions.compare(member=bashir, edition=draft(bashir, (OLD, NEW)))
    as_member(bashir)
    refused = press(client, begun, "propose", why="", others="nothing")
    assert refused.status_code == 422
    assert "Say in a sentence what changes" in refused.content.decode()
    assert "number or the address of a note" in refused.content.decode()


def test_sections_are_arranged(client, as_member, bashir, essay):
    as_member(bashir)
    draft = begin(client, essay)

    def names() -> list[str]:
        draft.refresh_from_db()
        return [section["label"] for section in draft.outline["sections"]]

    for then, found in (
        ("down-1", ["b", "a"]),
        ("add-1", ["b", "", "a"]),
        ("join-3", ["b", ""]),
        ("up-2", ["", "b"]),
        ("remove-2", [""]),
    ):
        draft.refresh_from_db()
        press(client, draft, then, seen=draft.revision)
        assert names() == found


def test_a_new_version_is_brought_as_a_file(client, as_member, bashir, essay, note_on):
    note = note_on(bashir, "Whoever keeps the key", kind="question")
    as_member(bashir)
    quoted = "“Whoever keeps the key keeps the house” (Okafor, p. 112)"
    text = f"a) Of steam\n\nIt was cold.\n\n{quoted}\n\nb) Of tiles\n\nAll gone."
    begun = client.post(reverse("upload_edition", args=[essay.slug]), {"text": text, "written_as": "txt"})
    brought = ImportDraft.objects.get()
    assert (begun.url, brought.revises) == (brought.get_absolute_url(), essay)
    read_draft.func(brought.pk)
    page = client.get(brought.get_absolute_url())
    assert "Make a new edition of it" in page.content.decode()
    made = client.post(reverse("edition_from_import", args=[brought.pk]))
    draft = NextEdition.objects.get()
    assert made.url == draft.get_absolute_url()
    assert not ImportDraft.objects.exists()
    press(client, draft, "compare")
    [foreseen] = draft.foreseen.all()
    assert (foreseen.passage.annotation, foreseen.state) == (note, "exact")


def test_lists_tell_what_becomes_of_notes_and_hide_private_ones(
    client, as_member, amara, bashir, note_on, proposal
):
    note_on(amara, f"{OLD} all", source="I was there.")
    note_on(amara, f"{OLD} all", source="Only for me.", private=True)
    proposed = proposal(bashir, (OLD, NEW))
    page = reverse("next_notes", args=[proposed.pk])
    said = client.get(page, {"state": "edited"}).content.decode()
    assert "I was there." in said
    assert "Only for me." not in said
    assert client.get(page, {"state": "exact"}).status_code == 404
    as_member(amara)
    assert "Only for me." in client.get(page, {"state": "edited"}).content.decode()


def test_the_author_of_a_note_says_whether_it_was_answered(
    client, as_member, amara, bashir, note_on, publish_with
):
    note = note_on(bashir, OLD, kind="critique")
    publish_with((OLD, NEW), answers=[note])
    answer = Answer.objects.get()
    page = reverse("answer_edition", args=[answer.pk])
    as_member(amara)
    assert client.post(page, {"verdict": "yes"}).status_code == 403
    as_member(bashir)
    assert "edition 2" in client.get(reverse("front_door")).content.decode()
    assert client.post(page, {"verdict": "sure"}).status_code == 422
    client.post(page, {"verdict": "partly", "words": "Colder still."})
    answer.refresh_from_db()
    assert (answer.verdict, answer.words) == ("partly", "Colder still.")
    said = text_of(tree(client.get(note.get_absolute_url())))
    assert "Edition 2 answers it in part" in said
    assert "Colder still." in text_of(tree(client.get(reverse("editions", args=[note.essay.slug]))))
    assert (
        reverse("answer_edition", args=[answer.pk]) not in client.get(reverse("front_door")).content.decode()
    )


@pytest.mark.parametrize("kind", ["support", "comment"])
def test_only_what_may_be_answered_is_offered(client, as_member, amara, bashir, note_on, draft, kind):
    note = note_on(amara, OLD, kind=kind)
    begun = actions.compare(member=bashir, edition=draft(bashir, (OLD, NEW)))
    as_member(bashir)
    refused = press(client, begun, "propose", why="Because.", others=str(note.pk))
    assert refused.status_code == 422
    assert not Answer.objects.exists()
