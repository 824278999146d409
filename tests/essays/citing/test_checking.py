"""Looking a quotation up in the book."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from essays.citing.checking import FoundInBook, SaysTooLittle, check
from essays.citing.models import Check
from essays.citing.querysets import failed_checks_by_block
from essays.library.models import Citation
from tests.essays.citing.conftest import citations_of, picture

OTHER = "Nobody had called for the first stone; it was carried down at dawn."


def standing(citation: Citation) -> tuple[str, str, int]:
    citation.refresh_from_db()
    return citation.standing, citation.finding, citation.checks_made


def test_two_members_who_find_the_same_settle_it(amara, bashir, cited, looked_up):
    assert standing(cited[0]) == ("unchecked", "", 0)
    looked_up(amara, cited[0])
    assert standing(cited[0]) == ("once", "as-quoted", 1)
    looked_up(bashir, cited[0])
    assert standing(cited[0]) == ("settled", "as-quoted", 2)


def test_members_who_find_different_things_dispute_it_until_one_of_them_looks_again(
    amara, bashir, cited, looked_up
):
    looked_up(amara, cited[0])
    looked_up(bashir, cited[0], "altered", says=OTHER)
    assert standing(cited[0]) == ("disputed", "", 2)
    looked_up(amara, cited[0], "altered", says=OTHER)
    assert standing(cited[0]) == ("settled", "altered", 2)


def test_a_second_look_revises_the_first_and_keeps_it(amara, cited, looked_up):
    looked_up(amara, cited[0], page="12")
    looked_up(amara, cited[0], "not-found", page="12 to 14")
    made = Check.objects.get(citation=cited[0])
    assert (made.finding, made.page, made.number) == ("not-found", "12 to 14", 2)
    [earlier] = made.revisions.all()
    assert (earlier.finding, earlier.page, earlier.written_at) == ("as-quoted", "12", made.made_at)


def test_the_same_again_is_no_revision(amara, cited, looked_up):
    looked_up(amara, cited[0], page="12")
    looked_up(amara, cited[0], page="12")
    assert Check.objects.get(citation=cited[0]).number == 1


@pytest.mark.parametrize("finding", ["altered", "out-of-context"])
def test_such_a_finding_says_what_stands_in_the_book(amara, cited, looked_up, finding):
    with pytest.raises(SaysTooLittle):
        looked_up(amara, cited[0], finding, says="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.create(citation=cited[0], member=amara, finding=finding)


def test_who_is_not_in_the_circle_checks_nothing(bashir, closed_pier, looked_up):
    with pytest.raises(PermissionDenied):
        looked_up(bashir, citations_of(closed_pier)[0])
    assert not Check.objects.exists()


def test_a_photograph_is_kept_with_the_wording_it_came_with(amara, cited):
    first = check(member=amara, citation=cited[0], found=FoundInBook("as-quoted", photo=picture()))
    again = check(member=amara, citation=cited[0], found=FoundInBook("not-found"))
    assert again.photo == first.photo
    other = check(member=amara, citation=cited[0], found=FoundInBook("not-found", photo=picture()))
    assert other.photo != first.photo
    assert other.revisions.last().photo == first.photo
    assert default_storage.exists(first.photo)


def test_a_photograph_of_a_check_that_failed_is_not_left_behind(amara, cited, looked_up):
    check(member=amara, citation=cited[0], found=FoundInBook("as-quoted", photo=picture()))
    kept = default_storage.listdir("photos")[1]
    gone = Citation(pk=cited[0].pk + 1000, section=cited[0].section)
    with pytest.raises(Citation.DoesNotExist):
        check(member=amara, citation=gone, found=FoundInBook("as-quoted", photo=picture()))
    assert default_storage.listdir("photos")[1] == kept


def test_failed_checks_are_counted_by_block(amara, bashir, cited, looked_up, django_assert_num_queries):
    looked_up(amara, cited[0], "altered", says=OTHER)
    looked_up(amara, cited[1])
    looked_up(amara, cited[2], "not-found")
    looked_up(bashir, cited[2])
    looked_up(bashir, cited[3], "not-found")
    edition = cited[0].section.edition_id
    with django_assert_num_queries(1):
        failed = failed_checks_by_block(edition)
    assert failed == {(one.section_id, one.block): 1 for one in (cited[0], cited[3])}


# The form


@pytest.fixture
def send(as_member, cited):
    """Sends the form of a check of the first citation: `send(member, finding="altered", …)`."""

    def post(member, **said):
        return as_member(member).post(reverse("check_citation", args=[cited[0].pk]), said)

    return post


def test_the_form_writes_a_check_with_its_photograph(send, bashir, cited, client):
    sent = send(
        bashir,
        finding="altered",
        says=OTHER,
        edition_used="Harbour Press 1931",
        page="12",
        photo=SimpleUploadedFile("../../x.php", picture("PNG"), "text/html"),
    )
    assert sent.status_code == 302
    assert sent.url == cited[0].get_absolute_url()
    made = Check.objects.get(citation=cited[0])
    assert made.photo.startswith("photos/")
    page = client.get(sent.url).content.decode()
    assert "Harbour Press 1931" in page
    assert "<ins>" in page
    assert "at dawn" in page
    shown = client.get(reverse("check_photo", args=[made.pk]))
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Disposition"] == "inline"
    assert shown.content[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"finding": "altered"}, "Say what stands in the book"),
        ({}, "Choose what you found"),
        ({"finding": "burnt"}, "not one of the available choices"),
        ({"finding": "as-quoted", "photo": SimpleUploadedFile("x.jpg", b"<script>")}, "no photograph"),
        ({"finding": "as-quoted", "photo": SimpleUploadedFile("x.jpg", b"")}, "no photograph"),
    ],
)
def test_a_form_that_will_not_do_is_shown_again_and_changes_nothing(send, bashir, said, complaint):
    answer = send(bashir, page="typed here", **said)
    assert answer.status_code == 422
    assert complaint in answer.content.decode()
    assert "typed here" in answer.content.decode()
    assert not Check.objects.exists()


def test_the_form_shows_what_one_has_found_before(as_member, bashir, cited, looked_up):
    looked_up(bashir, cited[0], "altered", says=OTHER)
    page = as_member(bashir).get(reverse("check_citation", args=[cited[0].pk])).content.decode()
    assert OTHER in page
    assert "Revise your check" in page


def test_a_form_sent_twice_checks_once(send, bashir):
    token = "5e0ad1e4-7c58-4d39-9a0f-2a3d0b1c9c11"
    for _ in range(2):
        assert send(bashir, finding="as-quoted", token=token).status_code == 302
    assert Check.objects.get().number == 1


def test_a_visitor_is_led_to_sign_in(client, cited):
    assert client.get(reverse("check_citation", args=[cited[0].pk])).status_code == 302


def test_nobody_else_sees_the_photograph_of_a_closed_circle(client, as_member, amara, bashir, closed_pier):
    found = FoundInBook("as-quoted", photo=picture())
    made = check(member=amara, citation=citations_of(closed_pier)[0], found=found)
    url = reverse("check_photo", args=[made.pk])
    assert client.get(url).status_code == 404
    assert as_member(bashir).get(url).status_code == 404
    assert as_member(amara).get(url).status_code == 200


def test_a_citations_page_costs_the_same_however_many_have_checked(
    client, as_member, amara, bashir, chiara, cited, looked_up, django_assert_max_num_queries
):
    for member in (None, amara, bashir, chiara):
        if member:
            looked_up(member, cited[1], "not-found")
            looked_up(member, cited[1])
        client.logout()
        with django_assert_max_num_queries(4):
            assert client.get(cited[1].get_absolute_url()).status_code == 200
    as_member(bashir).get(cited[1].get_absolute_url())
    with django_assert_max_num_queries(8):
        client.get(cited[1].get_absolute_url())
