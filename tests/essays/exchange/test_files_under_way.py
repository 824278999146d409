"""A file of notes from its arrival until it is written, and who sees it."""

from datetime import UTC, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essays.exchange.actions import MOST_UNDER_WAY, forget_left_lying
from essays.exchange.models import Bringing, BroughtNote
from essays.exchange.tasks import write_notes
from essays.margin.models import Annotation
from forum.background.schedule import registered
from forum.debate.models import Post
from tests.essays.exchange.samples import annotation


def test_a_file_that_nobody_confirmed_is_forgotten_and_what_was_written_is_not(essay, bring, confirm, amara):
    written = confirm(bring(essay, amara, [annotation(1)]))
    left = bring(essay, amara, [annotation(2)])
    refused = bring(essay, amara, {"no": "notes"})
    Bringing.objects.update(begun_at="2026-01-01T12:00Z")
    begun = datetime(2026, 1, 1, 12, tzinfo=UTC)

    forget_left_lying(begun + timedelta(days=29))
    assert set(Bringing.objects.all()) == {written, left, refused}

    forget_left_lying(begun + timedelta(days=31))
    assert list(Bringing.objects.all()) == [written]
    assert BroughtNote.objects.count() == Post.objects.count() == 1


def test_the_worker_forgets_files_left_lying():
    assert "forget files of notes left lying" in [chore.name for chore in registered()]


def test_only_members_of_its_circle_bring_notes_to_a_text(essay, client, bashir, commons):
    address = reverse("bring_notes", args=[essay.slug])
    assert client.get(address).status_code == 302
    bashir.memberships.filter(circle=commons).update(left_at="2024-01-01T00:00Z")
    client.force_login(bashir)
    assert client.get(address).status_code == 403


def test_a_file_is_seen_by_whoever_brought_it_alone(essay, bring, amara, bashir, client):
    bringing = bring(essay, amara, [annotation()])

    client.force_login(bashir)
    for name in ("bringing", "discard_bringing", "take_back_bringing"):
        answer = client.post(reverse(name, args=[bringing.pk]), {"layer": "circle"})
        assert answer.status_code == 404, name
    assert Bringing.objects.get().state == "read"


def test_whoever_left_the_circle_meanwhile_writes_nothing(essay, bring, amara, commons, client):
    bringing = bring(essay, amara, [annotation()])
    client.post(bringing.get_absolute_url(), {"layer": "circle"})
    amara.memberships.filter(circle=commons).update(left_at="2024-01-01T00:00Z")

    write_notes.call(bringing.pk)

    assert not Annotation.objects.exists()
    assert "no longer in the circle" in client.get(bringing.get_absolute_url()).content.decode()


def test_a_new_edition_meanwhile_stops_what_was_placed_in_the_old(essay, bring, amara, client):
    bringing = bring(essay, amara, [annotation()])
    essay.edition = essay.editions.create(number=2, digest="x")
    essay.save()
    client.post(bringing.get_absolute_url(), {"layer": "circle"})

    write_notes.call(bringing.pk)

    assert not Annotation.objects.exists()
    assert "Another edition" in client.get(bringing.get_absolute_url()).content.decode()


def test_a_report_is_read_page_by_page_and_state_by_state(
    essay, bring, amara, client, django_assert_max_num_queries
):
    items = [annotation(n, "nobody <led> it" if n % 2 else "not there at all, no") for n in range(120)]
    bringing = bring(essay, amara, items)

    with django_assert_max_num_queries(10):
        page = client.get(bringing.get_absolute_url()).context["page"]
    assert (len(page.notes.rows), page.notes.further) == (50, "49")
    later = client.get(bringing.get_absolute_url(), {"state": "gone", "after": 99}).context["page"]
    assert [note.position for note in later.notes.rows] == list(range(100, 120, 2))


def test_the_page_waits_with_how_far_it_is_and_then_leads_on(essay, amara, client):
    bringing = Bringing.objects.create(member=amara, essay=essay, edition=essay.edition, total=200, done=100)
    client.force_login(amara)

    address, part = bringing.get_absolute_url(), {"HX-Request": "true"}
    assert "100 of 200 notes" in client.get(address, headers=part).content.decode()
    Bringing.objects.update(state="read")
    assert client.get(address, headers=part).headers["HX-Redirect"] == address


def test_more_files_than_may_wait_are_refused(essay, amara, client):
    for _ in range(MOST_UNDER_WAY):
        Bringing.objects.create(member=amara, essay=essay, edition=essay.edition, state="read")
    client.force_login(amara)
    answer = client.post(
        reverse("bring_notes", args=[essay.slug]), {"file": SimpleUploadedFile("a.json", b"[]")}
    )
    assert answer.status_code == 422
    assert "5 files of notes under way" in answer.content.decode()
