"""Notes of somebody whom the reader has blocked: folded in the margin, for them alone."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.members.blocking import block

SAID = "The steam was never the point."


def test_a_note_of_the_blocked_is_folded_for_who_blocks_and_costs_others_nothing(
    as_member, amara, bashir, chiara, section, note_on
):
    note_on(bashir, "steam", source=SAID)
    url = reverse("section", args=[section.edition.essay.slug, section.slug])

    def read(member) -> tuple[str, int]:
        client = as_member(member)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            html = client.get(url).content.decode()
        return html, len(asked)

    read(chiara)
    html, before = read(chiara)
    assert SAID in html
    block(member=amara, other=bashir)

    folded, _ = read(amara)
    assert "Folded: by somebody whom you have blocked" in folded
    assert SAID not in folded
    html, after = read(chiara)
    assert SAID in html
    assert after == before


def test_the_notes_own_page_is_where_it_is_read(as_member, amara, bashir, note_on):
    note = note_on(bashir, "steam", source=SAID)
    block(member=amara, other=bashir)
    html = as_member(amara).get(note.get_absolute_url()).content.decode()
    said = html[html.index("<main") :]
    assert said.index("whom you have blocked") < said.index(SAID)
