"""Addresses of notes tell nothing of a closed circle's text to who has left it."""

from django.urls import reverse

from essays.library.publishing import publish
from essays.margin.actions import annotate
from essays.margin.selecting import words_of_section


def test_ones_own_note_leads_no_longer_into_a_text_one_may_not_see(client, amara, kitchen, outline):
    text = publish(member=amara, circle=kitchen, outline=outline)
    section = text.edition.sections.get(slug="a-of-steam")
    words = words_of_section(section, "Steam rose")
    note = annotate(member=amara, selections=[words], kind="comment", source="Hm.", private=True)
    client.force_login(amara)
    elsewhere = reverse("section", args=[text.slug, "no-such-section"]) + f"?note={note.pk}"
    assert client.get(elsewhere).status_code == 302

    amara.memberships.filter(circle=kitchen).update(left_at="2026-01-01T00:00Z")
    assert client.get(elsewhere).status_code == 404
