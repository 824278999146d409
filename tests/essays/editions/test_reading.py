"""Old editions stay readable with their margins, and old addresses lead on."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essays.editions import actions
from essays.exchange.models import Bringing
from essays.exchange.tasks import read_notes
from essays.library.models import Citation
from essays.library.rearranging import with_section, without_section
from essays.library.rewording import reworded, wording_of
from tests.essays.conftest import SAID_IN_SHORT
from tests.essays.editions.conftest import place_of
from tests.essays.exchange.samples import annotation
from tests.essays.library.test_reading import elements, text_of
from tests.essays.margin.test_pages import notes_in, tree

WARM = ("the water was warm", "the water was cold")
GONE = (SAID_IN_SHORT, "Zebras graze.")


def old(name: str, essay, *more) -> str:
    return reverse(name, args=[essay.slug, 1, "a-of-steam", *more])


def test_an_old_edition_is_read_with_its_notes_as_they_stood(client, essay, bashir, note_on, publish_with):
    note = note_on(bashir, "the water was warm", kind="critique")
    publish_with(WARM)
    page = client.get(old("edition_section", essay))
    assert notes_in(page) == [note.pk]
    said = text_of(tree(page))
    assert "the water was warm" in said
    assert "You are reading edition 1 of 2" in said
    assert "edited since" not in said
    index = client.get(old("edition_margin_index", essay)).json()
    assert [place[2] for place in index["places"]] == [note.pk]
    assert notes_in(client.get(old("edition_block", essay, 2))) == [note.pk]
    assert notes_in(client.get(old("edition_notes", essay), {"block": 2})) == [note.pk]


def test_what_is_read_now_has_one_address_and_an_edition_its_own(client, essay, publish_with):
    publish_with(WARM)
    now = reverse("edition_section", args=[essay.slug, 2, "a-of-steam"])
    assert client.get(now).url == reverse("section", args=[essay.slug, "a-of-steam"])
    page = client.get(reverse("edition", args=[essay.slug, 2]))
    assert f"http://testserver/essays/{essay.slug}/editions/2/" in page.content.decode()


def test_blocks_of_a_later_edition_say_which(client, essay, publish_with):
    publish_with(WARM)
    page = tree(client.get(reverse("section", args=[essay.slug, "a-of-steam"])))
    assert [block.get("id") for block in elements(page, "div", "block")] == ["p1.2", "p2.2", "p3.2", "p4.2"]


def test_all_that_leads_to_a_block_of_a_later_edition_says_which(
    client, essay, amara, bashir, note_on, publish_with
):
    """A number alone is that of a block of the first edition, which may have become another."""
    note_on(amara, "the water was warm", kind="critique")
    note_on(bashir, "the water was warm", kind="support")
    publish_with(("Steam rose", "Zebras graze.\n\nSteam rose"))
    section = reverse("section", args=[essay.slug, "a-of-steam"])
    heat = tree(client.get(reverse("heat", args=[essay.slug])))
    assert f"{section}#p3.2" in [link.get("href") for link in elements(heat, "a")]

    cited = Citation.objects.get(section__edition=essay.edition)
    page = tree(client.get(reverse("citation", args=[cited.pk])))
    assert f"{section}#p4.2" in [link.get("href") for link in elements(page, "a")]
    cited = Citation.objects.exclude(pk=cited.pk).get()
    page = tree(client.get(reverse("citation", args=[cited.pk])))
    assert f"{old('edition_section', essay)}#p3" in [link.get("href") for link in elements(page, "a")]

    client.force_login(amara)
    notes = SimpleUploadedFile("notes.jsonld", json.dumps([annotation(exact=SAID_IN_SHORT)]).encode())
    client.post(reverse("bring_notes", args=[essay.slug]), {"file": notes})
    brought = Bringing.objects.get()
    read_notes.call(brought.pk)
    report = tree(client.get(brought.get_absolute_url()))
    assert f"{section}5.2/" in [link.get("href") for link in elements(report, "a")]


def test_an_old_paragraph_leads_to_what_it_has_become(client, essay, publish_with):
    publish_with(("Steam rose", "Zebras graze.\n\nSteam rose"))
    publish_with(WARM)
    lead = reverse("lead", args=[essay.slug])
    section = reverse("section", args=[essay.slug, "a-of-steam"])
    assert client.get(lead, {"edition": 1, "block": 3}).url == f"{section}#p4.3"
    assert client.get(lead, {"edition": 2, "block": 4}).url == f"{section}#p4.3"
    block = reverse("block", args=[essay.slug, "a-of-steam", "3"])
    assert client.get(block).url == reverse("block", args=[essay.slug, "a-of-steam", "4.3"])
    assert client.get(lead, {"edition": 1, "block": 99}).status_code == 404
    assert client.get(lead, {"edition": 9, "block": 1}).status_code == 404


def test_a_paragraph_that_went_leads_to_the_edition_that_has_it(client, essay, publish_with):
    publish_with(GONE)
    lead = client.get(reverse("lead", args=[essay.slug]), {"edition": 1, "block": 4})
    assert lead.url == f"{old('edition_section', essay)}#p4"
    assert client.get(reverse("block", args=[essay.slug, "a-of-steam", "4"])).url == old(
        "edition_block", essay, 4
    )


def renamed(outline):
    section = outline.sections[0]
    return with_section(outline, 0, reworded(section, wording_of(section), heading="a) Of vapour"))


@pytest.fixture
def rename(amara, essay):
    def publish():
        begun = actions.begin_edition(member=amara, essay=essay)
        begun = actions.change(member=amara, edition=begun, seen=1, how=renamed)
        begun = actions.compare(member=amara, edition=begun)
        actions.publish(member=amara, edition=actions.propose(member=amara, edition=begun, why="Vapour."))
        essay.refresh_from_db()

    return publish


def test_a_section_that_was_renamed_leads_to_where_most_of_it_went(client, essay, rename, bashir, note_on):
    note = note_on(bashir, "warm")
    rename()
    led = client.get(reverse("section", args=[essay.slug, "a-of-steam"])).url
    assert led.startswith(reverse("section", args=[essay.slug, "a-of-vapour"]))
    asked = client.get(reverse("section", args=[essay.slug, "a-of-steam"]), {"note": note.pk}).url
    assert asked == f"{reverse('section', args=[essay.slug, 'a-of-vapour'])}?note={note.pk}#note-{note.pk}"


def test_a_note_that_went_to_another_section_is_found_there(client, essay, tiles, bashir, note_on):
    note = note_on(bashir, "warm")
    other = reverse("section", args=[essay.slug, tiles.slug])
    led = client.get(other, {"note": note.pk})
    assert led.url.endswith(f"?note={note.pk}#note-{note.pk}")
    assert client.get(other, {"note": 999}).status_code == 200


def test_a_section_that_went_leads_to_the_edition_that_has_it(client, essay, amara):
    begun = actions.begin_edition(member=amara, essay=essay)
    begun = actions.change(
        member=amara, edition=begun, seen=1, how=lambda outline: without_section(outline, 1)
    )
    begun = actions.compare(member=amara, edition=begun)
    actions.publish(member=amara, edition=actions.propose(member=amara, edition=begun, why="No tiles."))
    led = client.get(reverse("section", args=[essay.slug, "b-of-tiles"])).url
    assert led == reverse("edition_section", args=[essay.slug, 1, "b-of-tiles"])
    assert client.get(reverse("section", args=[essay.slug, "c-of-soap"])).status_code == 404


def test_a_note_on_an_old_edition_is_written_where_its_words_are_now(
    client, as_member, essay, section, bashir, publish_with
):
    publish_with(("Steam rose", "Zebras graze.\n\nSteam rose"), GONE)
    address = old("edition_annotate", essay)
    start = section.text.index("Whoever keeps")
    asked = {"start": start, "end": start + 13, "kind": "question"}
    assert "login" in client.get(address, asked).url
    as_member(bashir)
    led = client.get(address, asked).url
    assert led.startswith(reverse("annotate", args=[essay.slug, "a-of-steam"]))
    assert "Whoever keeps" in client.get(led).content.decode()
    assert client.get(address, {"block": 4}).url == old("edition_section", essay)


def test_an_edition_is_compared_with_any_other(client, essay, publish_with):
    publish_with(WARM)
    publish_with(GONE)
    for first, last, words in ((1, 2, "cold"), (2, 3, "Zebras"), (1, 3, "cold"), (3, 1, "warm")):
        page = client.get(reverse("edition_changes", args=[essay.slug, first, last]))
        assert words in " ".join(text_of(come) for come in elements(tree(page), "ins"))
    led = client.get(reverse("compare_editions", args=[essay.slug]), {"old": 1, "new": 3})
    assert led.url == reverse("edition_changes", args=[essay.slug, 1, 3])


def test_the_history_says_who_and_why(client, essay, publish_with):
    publish_with(WARM, why="The boiler was off.")
    said = text_of(tree(client.get(reverse("editions", args=[essay.slug]))))
    for words in ("Edition 2", "read now", "The boiler was off.", "proposed by Amara", "Edition 1"):
        assert words in said


@pytest.mark.parametrize(
    ("name", "more", "queries"),
    [
        ("section", ["a-of-steam"], 6),
        ("essay", [], 5),
        ("editions", [], 6),
        ("edition", [1], 5),
        ("edition_section", [1, "a-of-steam"], 6),
        ("edition_changes", [1, 2], 4),
        ("gone", [], 4),
    ],
)
def test_queries_stay_few(
    client,
    as_member,
    amara,
    bashir,
    essay,
    note_on,
    publish_with,
    django_assert_max_num_queries,
    name,
    more,
    queries,
):
    for words in ("warm", "A key is not a committee", "Steam") * 3:
        note_on(bashir, words, kind="critique")
    publish_with(WARM, GONE)
    url = reverse(name, args=[essay.slug, *more])
    with django_assert_max_num_queries(queries):
        assert client.get(url).status_code == 200
    as_member(amara)
    with django_assert_max_num_queries(queries + 4):
        assert client.get(url).status_code == 200


def test_a_proposals_page_asks_little(
    client, as_member, amara, bashir, note_on, proposal, django_assert_max_num_queries
):
    notes = [note_on(bashir, "warm", kind="critique") for _ in range(5)]
    proposed = proposal(amara, WARM, answers=notes)
    with django_assert_max_num_queries(6):
        assert client.get(proposed.get_absolute_url()).status_code == 200
    as_member(bashir)
    with django_assert_max_num_queries(10):
        assert client.get(proposed.get_absolute_url()).status_code == 200


def test_a_notes_page_asks_little(
    client, as_member, bashir, note_on, publish_with, django_assert_max_num_queries
):
    note = note_on(bashir, "warm", kind="critique")
    publish_with(WARM, answers=[note])
    assert place_of(note).state == "edited" or place_of(note).state == "gone"
    with django_assert_max_num_queries(6):
        client.get(note.get_absolute_url())
    as_member(bashir)
    client.get("/circles/")  # a visit begins
    with django_assert_max_num_queries(11):  # one for the meetings that it can be pinned for
        client.get(note.get_absolute_url())
