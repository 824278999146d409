"""What leaves holds what its asker may see, whichever form it leaves in."""

import io
import zipfile

import pytest
from django.urls import reverse

from essays.exchange.forms_out import FORMS
from forum.debate.actions import edit_post
from tests.world import World

PRIVATE = "A thought of my own about keys."
MACHINES = ("annotation_collection", "annotation_page")


@pytest.fixture
def whispered(world) -> World:
    """The world, in which the private note says words that nothing else says."""
    edit_post(member=world.author, post=world.private.thread.opening, source=PRIVATE, kind="critique")
    return world


def words_of(data: bytes) -> str:
    """The words of a file, unpacked if it is packed."""
    if not data.startswith(b"PK"):
        return data.decode()
    archive = zipfile.ZipFile(io.BytesIO(data))
    return "".join(archive.read(name).decode() for name in archive.namelist())


def addresses_of(essay) -> list[str]:
    exports = [reverse("export_as", args=[essay.slug, form]) for form in FORMS]
    return [*exports, *(reverse(name, args=[essay.slug]) for name in MACHINES)]


@pytest.mark.parametrize("role", ["visitor", "another member", "author"])
def test_a_private_note_leaves_with_its_author_alone_and_only_when_asked_for(client, whispered, role):
    world = whispered
    if role != "visitor":
        client.force_login(world.author if role == "author" else world.other)
    for address in addresses_of(world.open.essay):
        for asked in ({}, {"private": "1"}):
            words = words_of(client.get(address, asked).getvalue())
            leaves = role == "author" and bool(asked) and "export" in address
            assert (PRIVATE in words) == leaves, (address, asked)
            assert ("A Diary of Keys" in words) == leaves, (address, asked)


@pytest.mark.parametrize("role", ["visitor", "another member"])
def test_nothing_of_a_closed_circle_leaves(client, world, role):
    if role != "visitor":
        client.force_login(world.other)
    for address in addresses_of(world.closed.essay):
        assert client.get(address).status_code == 404, address
    note = reverse("annotation", args=[world.closed.annotation.pk])
    answer = client.get(note, headers={"Accept": "application/ld+json"})
    assert answer.status_code == 404
    assert "Cold Tap" not in answer.content.decode()


def test_a_member_takes_along_what_their_circle_says(client, world):
    client.force_login(world.author)
    of_its_notes = (
        address for address in addresses_of(world.closed.essay) if not address.endswith("/annotations/")
    )
    for address in of_its_notes:
        assert "The Ledger of the Tap" in words_of(client.get(address).getvalue()), address


def test_a_form_that_there_is_not_is_not_found(client, world):
    assert client.get(reverse("export_as", args=[world.open.essay.slug, "docx"])).status_code == 404
