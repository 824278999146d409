"""What people have tried in order to run a script, in all that is written on the way of a new edition."""

import pytest
from django.urls import reverse

from essays.editions import actions, answering
from essays.editions.models import Answer
from essays.library.rearranging import with_section
from essays.library.rewording import reworded
from essays.margin.models import Placement
from tests.security.harm import SENDABLE, harm_in_page

SOME = pytest.mark.parametrize("payload", SENDABLE[::16], ids=range(len(SENDABLE[::16])))


@SOME
def test_no_words_of_an_edition_run_a_script(client, world, payload):
    author, essay, line = world.author, world.edited.essay, " ".join(payload.split()) or "x"
    client.force_login(author)
    begun = actions.begin_edition(member=author, essay=essay)
    text = f"{payload}\n\nIt was {payload} all night."
    begun = actions.change(
        member=author,
        edition=begun,
        seen=begun.revision,
        how=lambda outline: with_section(
            outline, 0, reworded(outline.sections[0], text, heading=f"b) {line}"[:300])
        ),
    )
    begun = actions.compare(member=author, edition=begun)
    pages = [
        begun.get_absolute_url(),
        reverse("next_section", args=[begun.pk, 1]),
        reverse("next_changes", args=[begun.pk]),
        reverse("next_notes", args=[begun.pk]) + "?state=gone",
    ]
    assert [harm_in_page(client.get(page).content.decode()) for page in pages] == [[]] * len(pages)
    proposed = actions.propose(member=author, edition=begun, why=line[:1000], answers=[world.edited.note])
    assert harm_in_page(client.get(proposed.get_absolute_url()).content.decode()) == []
    edition = actions.publish(member=author, edition=proposed).edition
    answer = Answer.objects.get(next_edition=proposed)
    answering.say_whether(member=author, answer=answer, verdict="partly", words=line[:400])
    note = world.edited.note.pk
    section = edition.sections.first()
    pages = [
        reverse("editions", args=[essay.slug]),
        reverse("edition", args=[essay.slug, edition.number]),
        reverse("edition_changes", args=[essay.slug, 2, 3]),
        reverse("section", args=[essay.slug, section.slug]) + f"?reattach={note}",
        reverse("gone", args=[essay.slug]),
        reverse("reattach", args=[note]),
        reverse("reattach_here", args=[note, section.pk]) + f"?start=0&end={len(section.text)}",
        reverse("answer_edition", args=[answer.pk]),
        reverse("annotation", args=[note]),
    ]
    assert Placement.objects.filter(edition=edition).exists()
    answers = {page: client.get(page) for page in pages}
    harm = {page: harm_in_page(answer.content.decode()) for page, answer in answers.items()}
    assert [page for page in pages if harm[page]] == []


@SOME
def test_addresses_of_editions_are_only_words(client, world, payload):
    client.force_login(world.author)
    essay, note = world.edited.essay, world.edited.note.pk
    asked = dict.fromkeys(
        (
            "before",
            "after",
            "from",
            "state",
            "old",
            "new",
            "edition",
            "block",
            "passage",
            "start",
            "end",
            "kind",
        ),
        payload,
    )
    for page in (
        reverse("editions", args=[essay.slug]),
        reverse("gone", args=[essay.slug]),
        reverse("lead", args=[essay.slug]),
        reverse("edition_changes", args=[essay.slug, 1, 2]),
        reverse("compare_editions", args=[essay.slug]),
        reverse("next_changes", args=[world.edited.proposal.pk]),
        reverse("next_notes", args=[world.edited.proposal.pk]),
        reverse("reattach", args=[note]),
        reverse("edition_annotate", args=[essay.slug, 1, "of-taps"]),
    ):
        answer = client.get(page, asked)
        assert answer.status_code in (200, 302, 404), page
        assert harm_in_page(answer.content.decode()) == [], page
