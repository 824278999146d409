"""Who is answered what, at every address."""

import pytest
from django.urls import reverse

from tests import called, decided, met, minuted, planned
from tests.circled import addresses_of
from tests.security import addresses

ROLES = ("visitor", "another member", "author")


@pytest.fixture
def answer(client, world):
    """What an address answers to a role."""

    def ask(role: str, url: str) -> int:
        client.logout()
        if role != "visitor":
            client.force_login(world.author if role == "author" else world.other)
        return client.get(url).status_code

    return ask


def differences(answer, urls: dict[str, str], expected: dict[str, tuple[int, int, int]]) -> list[str]:
    assert set(urls) == set(expected)
    return [
        f"{name} answers {found} to {role}, not {wanted}"
        for name, url in urls.items()
        for role, wanted in zip(ROLES, expected[name], strict=True)
        if (found := answer(role, url)) != wanted
    ]


def test_every_address_has_joined_the_matrix():
    joined = {
        *addresses.OF_NOBODY_IN_PARTICULAR,
        *addresses.OF_AN_OPEN_PLACE,
        *addresses.OF_A_DRAFT,
        *addresses.OF_AN_EDITED_TEXT,
        *addresses.OF_A_DRAFT_OF_AN_EDITION,
        *addresses.OF_A_CIRCLE_TO_ASK,
        *addresses.OF_WHAT_IS_DECIDED,
        *addresses.OF_WHAT_IS_MET_FOR,
        *addresses.OF_WHAT_IS_MINUTED,
        *addresses.OF_WHAT_IS_CALLED,
        *addresses.OF_WHAT_IS_PLANNED,
    }
    assert addresses.names_of_our_own() == joined


def test_pages_of_nobody_in_particular(answer, world):
    assert (
        differences(answer, addresses.of_nobody_in_particular(world), addresses.OF_NOBODY_IN_PARTICULAR) == []
    )


def test_what_stands_in_an_open_circle_is_read_by_all_and_changed_by_its_author(answer, world):
    assert differences(answer, addresses.of_place(world.open), addresses.OF_AN_OPEN_PLACE) == []


def test_a_closed_circle_does_not_exist_for_others(answer, world):
    assert differences(answer, addresses.of_place(world.closed), addresses.OF_A_CLOSED_PLACE) == []


def test_a_private_note_exists_for_its_author_alone(answer, world):
    assert differences(answer, addresses.of_private_note(world), addresses.OF_A_PRIVATE_NOTE) == []


def test_an_import_on_its_way_exists_for_its_maker_alone(answer, world):
    assert differences(answer, addresses.of_draft(world), addresses.OF_A_DRAFT) == []


def test_editions_of_an_open_text_are_read_by_all_and_made_by_its_circle(answer, world):
    assert differences(answer, addresses.of_edited(world.edited), addresses.OF_AN_EDITED_TEXT) == []


def test_editions_of_a_closed_text_do_not_exist_for_others(answer, world):
    urls = addresses.of_edited(world.closed_edited)
    assert differences(answer, urls, addresses.OF_A_CLOSED_EDITED_TEXT) == []


def test_a_draft_of_an_edition_exists_for_its_maker_alone(answer, world):
    urls = addresses.of_draft_of_edition(world)
    assert differences(answer, urls, addresses.OF_A_DRAFT_OF_AN_EDITION) == []


def test_an_open_circle_is_come_into_by_others_and_looked_after_by_its_members(answer, world):
    assert differences(answer, addresses_of(world.choir), addresses.OF_A_CIRCLE_TO_ASK) == []


def test_nobody_comes_to_a_closed_circle_but_by_an_invitation(answer, world):
    assert differences(answer, addresses_of(world.closed_circled), addresses.OF_A_CLOSED_CIRCLE) == []


def test_what_an_open_circle_decides_is_read_by_all_and_decided_by_its_members(answer, world):
    urls = decided.addresses_of(world.open.decided)
    assert differences(answer, urls, addresses.OF_WHAT_IS_DECIDED) == []


def test_what_a_closed_circle_decides_does_not_exist_for_others(answer, world):
    urls = decided.addresses_of(world.closed.decided)
    assert differences(answer, urls, addresses.OF_WHAT_IS_DECIDED_CLOSED) == []


def test_a_meeting_of_an_open_circle_is_read_by_all_and_told_to_its_own(answer, world):
    urls = called.addresses_of(world.open.called)
    assert differences(answer, urls, addresses.OF_WHAT_IS_CALLED) == []


def test_a_meeting_of_a_closed_circle_does_not_exist_for_others(answer, world):
    urls = called.addresses_of(world.closed.called)
    assert differences(answer, urls, addresses.OF_WHAT_IS_CALLED_CLOSED) == []


def test_a_draft_of_a_proposal_exists_for_its_author_alone(answer, world):
    urls = decided.addresses_of_draft(world.open.decided)
    assert differences(answer, urls, addresses.OF_A_DRAFT_OF_A_PROPOSAL) == []


def test_what_an_open_circle_met_about_is_read_by_all_and_written_by_its_members(answer, world):
    urls = minuted.addresses_of(world.open.minuted)
    assert differences(answer, urls, addresses.OF_WHAT_IS_MINUTED) == []


def test_what_a_closed_circle_met_about_does_not_exist_for_others(answer, world):
    urls = minuted.addresses_of(world.closed.minuted)
    assert differences(answer, urls, addresses.OF_WHAT_IS_MINUTED_CLOSED) == []


def test_what_an_open_circle_reads_is_seen_by_all_and_planned_by_its_members(answer, world):
    urls = planned.addresses_of(world.open.planned)
    assert differences(answer, urls, addresses.OF_WHAT_IS_PLANNED) == []


def test_what_a_closed_circle_reads_does_not_exist_for_others(answer, world):
    urls = planned.addresses_of(world.closed.planned)
    assert differences(answer, urls, addresses.OF_WHAT_IS_PLANNED_CLOSED) == []


def test_nobody_else_discards_a_draft(client, world):
    client.force_login(world.other)
    assert client.post(reverse("discard_draft", args=[world.draft.pk])).status_code == 404
    world.draft.refresh_from_db()


@pytest.mark.parametrize("role", ["visitor", "another member"])
def test_what_is_closed_or_private_is_mentioned_nowhere(client, world, role):
    if role != "visitor":
        client.force_login(world.other)
    open_to_all = addresses.of_nobody_in_particular(world) | addresses.of_place(world.open)
    open_to_all |= addresses.of_edited(world.edited) | decided.addresses_of(world.open.decided)
    open_to_all |= minuted.addresses_of(world.open.minuted)
    open_to_all |= called.addresses_of(world.open.called)
    open_to_all |= planned.addresses_of(world.open.planned)
    for url in open_to_all.values():
        html = client.get(url).getvalue().decode(errors="replace")  # some are streamed, some pictures
        hidden_words = (
            "Kitchen table",
            "The Cold Tap",
            "The Ledger of the Tap",
            "The Book of The Cold Tap",
            "A Diary of Keys",
            "draft.md",
            "The Cold Basin",
            "It was a cold night",
            "brought.json",
        )
        for hidden in (*hidden_words, f"/annotations/{world.private.pk}/"):
            assert hidden not in html, f"{url} mentions {hidden}"


def test_the_operator_has_no_page_that_changes_words(client, world, settings):
    world.other.is_staff = world.other.is_superuser = True
    world.other.save()
    client.force_login(world.other)
    for name in ("edit_post", "withdraw_post"):
        url = reverse(name, args=[world.open.answer.pk])
        assert client.post(url, {"source": "Changed.", "kind": "comment"}).status_code == 403
    index = client.get("/operator/").content.decode()
    for model in ("post", "thread", "evidence", "annotation", "section", "essay"):
        assert f"/operator/forum/{model}/" not in index
        assert f"/operator/essays/{model}/" not in index
        assert client.get(f"/operator/forum/{model}/").status_code == 404


def test_meetings_of_an_open_circle_are_read_by_all_and_called_by_those_who_are_in_it(answer, world):
    assert differences(answer, met.addresses_of(world.open.met), addresses.OF_WHAT_IS_MET_FOR) == []


def test_meetings_of_a_closed_circle_do_not_exist_for_others(answer, world):
    assert differences(answer, met.addresses_of(world.closed.met), addresses.OF_WHAT_IS_MET_FOR_CLOSED) == []
