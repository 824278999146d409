"""Nobody decides on words they have not seen, or in the name of somebody else."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from essays.editions import actions, answering
from essays.editions.actions import ChangedMeanwhile
from essays.editions.models import Agreement, Answer
from essays.margin.bringing import NoteBrought, PassageBrought, bring_notes
from essays.margin.models import Annotation, Placement
from forum.debate.bringing import PostBrought
from tests.essays.editions.conftest import replaced

WARM = ("the water was warm", "the water was cold")


def proposed_anew(member, proposal, *change):
    begun = actions.take_back(member=member, edition=proposal)
    begun = actions.change(member=member, edition=begun, seen=begun.revision, how=replaced(*change))
    return actions.propose(member=member, edition=actions.compare(member=member, edition=begun), why="Else.")


def test_nobody_agrees_to_what_was_changed_since_they_looked(
    client, amara, bashir, chiara, dmitri, essay, proposal
):
    looked_at = proposal(bashir, WARM)
    actions.agree(member=dmitri, edition=looked_at)
    client.force_login(chiara)
    page = client.get(looked_at.get_absolute_url()).content.decode()
    assert f'name="seen" value="{looked_at.revision}"' in page
    proposed_anew(bashir, looked_at, "the water was cold", "there was no water")

    said = {"then": "agree", "seen": looked_at.revision}
    answer = client.post(looked_at.get_absolute_url(), said)
    assert answer.status_code == 409
    assert "changed in another window" in answer.content.decode()
    assert not Agreement.objects.exists()
    client.force_login(amara)
    assert client.post(looked_at.get_absolute_url(), said | {"then": "publish"}).status_code == 409
    essay.refresh_from_db()
    assert essay.edition.number == 1


def test_another_reason_is_another_proposal_too(bashir, chiara, proposal):
    looked_at = proposal(bashir, WARM)
    begun = actions.take_back(member=bashir, edition=looked_at)
    actions.propose(member=bashir, edition=begun, why="Because I say so.")
    with pytest.raises(ChangedMeanwhile):
        actions.agree(member=chiara, edition=looked_at, seen=looked_at.revision)


def test_a_decision_that_does_not_say_what_was_seen_decides_nothing(client, chiara, bashir, proposal):
    client.force_login(chiara)
    assert client.post(proposal(bashir, WARM).get_absolute_url(), {"then": "agree"}).status_code == 409
    assert not Agreement.objects.exists()


def test_what_is_decided_on_stays_compared(bashir, proposal):
    with pytest.raises(ChangedMeanwhile):
        actions.compare(member=bashir, edition=proposal(bashir, WARM))


@pytest.fixture
def brought(essay, dmitri) -> Annotation:
    """A critique by somebody elsewhere, which Dmitri brought, and which never stood in this text."""
    post = PostBrought("Zahra", "critique", "Cold!", "<p>Cold!</p>", timezone.now())
    note = NoteBrought([PassageBrought("The roof leaked.", "", "")], [post])
    [written] = bring_notes(member=dmitri, essay=essay, circle=essay.circle, notes=[note])
    return Annotation.objects.get(thread=written.thread)


def test_who_brought_a_note_does_not_answer_for_its_author(client, amara, dmitri, brought, proposal):
    edition = actions.publish(member=amara, edition=proposal(amara, WARM, answers=[brought]))
    answer = Answer.objects.get(next_edition=edition)
    client.force_login(dmitri)
    assert client.post(reverse("answer_edition", args=[answer.pk]), {"verdict": "yes"}).status_code == 403
    with pytest.raises(PermissionDenied):
        answering.say_whether(member=dmitri, answer=answer, verdict="yes")
    assert not Answer.objects.asked_of(dmitri).exists()
    page = client.get(brought.get_absolute_url()).content.decode()
    assert reverse("answer_edition", args=[answer.pk]) not in page


def test_a_note_that_never_stood_in_the_text_is_not_lost_from_the_next_edition(
    client, amara, essay, brought, publish_with
):
    edition = publish_with(WARM)
    assert Placement.objects.get(edition=edition).state == Placement.State.GONE
    client.force_login(amara)
    assert client.get(reverse("reattach", args=[brought.pk])).status_code == 200
    listed = client.get(reverse("gone", args=[essay.slug])).content.decode()
    assert "The roof leaked." in listed
    assert "Zahra, from elsewhere" in listed


def test_words_from_elsewhere_are_not_laid_into_the_mouth_of_who_brought_them(
    client, amara, brought, proposal
):
    proposed = proposal(amara, WARM, answers=[brought])
    assert "Zahra, from elsewhere" in client.get(proposed.get_absolute_url()).content.decode()
