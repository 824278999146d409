"""Long texts are compared and published in the background; a page waits, with scripts and without."""

import pytest
from django.urls import reverse

from essays.editions import actions, publishing
from essays.editions.models import NextEdition
from tests.essays.library.test_reading import elements, text_of
from tests.essays.margin.test_pages import tree

WARM = ("the water was warm", "the water was cold")


@pytest.fixture
def long(monkeypatch):
    """As if every text were long. Tasks begin when a transaction has ended, and a test's never does."""
    monkeypatch.setattr(actions, "SHORT", 0)


def ask(client, edition):
    return client.get(edition.get_absolute_url(), headers={"HX-Request": "true"})


def test_a_long_text_is_compared_in_the_background(client, as_member, bashir, long, draft):
    begun = actions.compare(member=bashir, edition=draft(bashir, WARM))
    assert begun.is_being_compared
    as_member(bashir)
    page = client.get(begun.get_absolute_url())
    assert "Comparing the two wordings" in page.content.decode()
    NextEdition.objects.update(done=3, total=9)
    assert "3 of 9 passages" in ask(client, begun).content.decode()
    publishing.compare(begun.pk)
    publishing.compare(begun.pk)
    assert ask(client, begun).headers["HX-Redirect"] == begun.get_absolute_url()
    assert "What changes" in text_of(tree(client.get(begun.get_absolute_url())))


def test_what_was_changed_while_it_was_compared_is_not_told_of(bashir, long, draft, note_on, monkeypatch):
    note_on(bashir, "warm")
    begun = actions.compare(member=bashir, edition=draft(bashir, WARM))
    place_all = publishing._place_all

    def slowly(*args):
        placed = place_all(*args)
        actions.change(
            member=bashir, edition=begun, seen=begun.revision, how=lambda outline: type(outline)(
                outline.title, "", "", "", "en", outline.sections[:1]
            ),
        )  # fmt: skip
        return placed

    monkeypatch.setattr(publishing, "_place_all", slowly)
    publishing.compare(begun.pk)
    begun.refresh_from_db()
    assert (begun.compared, begun.changes, begun.foreseen.count()) == ("none", None, 0)


def test_comparing_may_be_stopped(client, as_member, bashir, long, draft):
    begun = actions.compare(member=bashir, edition=draft(bashir, WARM))
    as_member(bashir)
    client.post(begun.get_absolute_url(), {"then": "stop"})
    page = client.get(begun.get_absolute_url())
    assert [
        button.get("value") for button in elements(tree(page), "button") if button.get("value") == "compare"
    ]


def test_a_long_text_is_published_in_the_background(client, amara, essay, long, draft):
    begun = actions.compare(member=amara, edition=draft(amara, WARM))
    publishing.compare(begun.pk)
    proposed = actions.propose(member=amara, edition=begun, why="Cold.")
    actions.publish(member=amara, edition=proposed)
    assert "Publishing the new edition" in client.get(proposed.get_absolute_url()).content.decode()
    publishing.publish_next(proposed.pk)
    essay.refresh_from_db()
    assert essay.edition.number == 2
    assert client.get(proposed.get_absolute_url()).url == reverse("edition", args=[essay.slug, 2])


def test_an_edition_that_another_came_before_is_put_back(amara, bashir, essay, long, draft):
    proposals = []
    for member in (amara, bashir):
        begun = actions.compare(member=member, edition=draft(member, WARM))
        publishing.compare(begun.pk)
        proposals.append(actions.propose(member=member, edition=begun, why="Cold."))
    for proposed in proposals:
        actions.publish(member=amara, edition=proposed)
    for proposed in proposals:
        publishing.publish_next(proposed.pk)
    late = NextEdition.objects.get(pk=proposals[1].pk)
    assert (late.state, late.decided_by, late.is_outdated) == ("proposed", None, True)
    assert essay.editions.count() == 2
