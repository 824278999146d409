"""A note is rendered once for all who read it, and says to each what it should."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from forum.debate.actions import edit_post
from forum.debate.models import Post


@pytest.fixture
def address(essay, section):
    return reverse("section", args=[essay.slug, section.slug])


def test_each_reader_is_told_the_time_in_their_own_zone(client, as_member, bashir, address, note_on):
    note = note_on(bashir, "warm")
    Post.objects.filter(pk=note.thread.opening_id).update(written_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC))

    def time_told() -> str:
        return re.search(r'<time [^>]*title="([^"]+)"', client.get(address).content.decode())[1]

    told_a_visitor = time_told()
    as_member(bashir)
    assert ("9:30" in told_a_visitor, "14:30" in time_told()) == (True, True)  # Karachi is five hours ahead


def test_a_note_that_was_edited_is_shown_as_it_reads_now(client, bashir, address, note_on):
    note = note_on(bashir, "warm", source="It was cold.")
    assert "It was cold." in client.get(address).content.decode()

    edit_post(member=bashir, post=note.thread.opening, source="It was lukewarm.", kind="comment")

    page = client.get(address).content.decode()
    assert "It was lukewarm." in page
    assert "It was cold." not in page
