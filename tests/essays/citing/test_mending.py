"""Saying what a citation means, and taking that back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from essays.citing.mending import Meant, leaning_on, mend, take_back
from essays.citing.models import Mending
from forum.sources.actions import find_or_add
from forum.sources.models import Source
from tests.essays.citing.conftest import citations_of


@pytest.fixture
def tides(bashir) -> Source:
    return find_or_add(member=bashir, author="Brandt, Jonas", title="Tides and Stones", year="1922")


def meanings(essay) -> list[tuple[str, str, str]]:
    return [(row.source.title, row.place, row.certainty) for row in citations_of(essay)]


def test_when_it_is_put_up_each_citation_is_led_to_its_work(pier):
    assert meanings(pier) == [
        ("The History of the Long Pier", "p. 12", "sure"),
        ("The History of the Long Pier", "p. 14", "sure"),
        ("The History of the Long Pier", "p. 15", "sure"),
        ("Lamps and Wardens", "p. 88", "sure"),
        ("Lamps and Wardens", "p. 90", "sure"),
    ]
    rows = citations_of(pier)
    assert [row.leans_on for row in rows] == [None, 1, 2, None, 4]
    assert rows[4].speaker == "Otto Kell"
    assert rows[3].source.author == "Sandell, Mira"
    assert rows[0].quoted_words == 13


def test_any_member_of_its_circle_mends_it_and_what_is_printed_stays(bashir, pier, cited, tides):
    printed = cited[1].raw
    mended = mend(member=bashir, citation=cited[1], meant=Meant(tides, "p. 4", "A mason"), note="See p. 3.")
    row = citations_of(pier)[1]
    assert (row.source, row.place, row.speaker, row.certainty) == (tides, "p. 4", "A mason", "mended")
    assert row.raw == printed
    assert (mended.member, mended.note) == (bashir, "See p. 3.")
    assert mended.before["place"] == "p. 14"
    assert mended.after["source_id"] == tides.pk
    assert citations_of(pier)[2].source != tides


def test_all_that_lean_on_it_are_mended_along_and_keep_their_pages(bashir, pier, cited, tides):
    assert leaning_on(cited[0], pier.edition) == [cited[1], cited[2]]
    mend(member=bashir, citation=cited[0], meant=Meant(tides, "p. 2"), with_those_leaning=True)
    assert meanings(pier)[:4] == [
        ("Tides and Stones", "p. 2", "mended"),
        ("Tides and Stones", "p. 14", "mended"),
        ("Tides and Stones", "p. 15", "mended"),
        ("Lamps and Wardens", "p. 88", "sure"),
    ]


def test_any_member_takes_it_back_with_all_that_were_mended_along(amara, bashir, pier, cited, tides):
    before = meanings(pier)
    mended = mend(member=bashir, citation=cited[0], meant=Meant(tides), with_those_leaning=True)
    take_back(member=amara, mending=mended)
    assert meanings(pier) == before
    assert Mending.objects.filter(reverts=mended).get().member == amara
    assert take_back(member=amara, mending=mended) is None


def test_what_somebody_has_mended_since_is_not_taken_back_along(amara, bashir, pier, cited, tides):
    mended = mend(member=bashir, citation=cited[0], meant=Meant(tides), with_those_leaning=True)
    own = mend(member=amara, citation=cited[2], meant=Meant(tides, "p. 99"))
    take_back(member=amara, mending=mended)
    assert meanings(pier)[0][0] == "The History of the Long Pier"
    assert meanings(pier)[2] == ("Tides and Stones", "p. 99", "mended")
    assert own.citation_id == cited[2].pk


def test_a_taking_back_can_be_taken_back(amara, bashir, pier, cited, tides):
    mended = mend(member=bashir, citation=cited[0], meant=Meant(tides, "p. 2"))
    undone = take_back(member=amara, mending=mended)
    take_back(member=bashir, mending=undone)
    assert meanings(pier)[0] == ("Tides and Stones", "p. 2", "mended")


def test_who_is_not_in_the_circle_mends_nothing(bashir, closed_pier, tides):
    first = citations_of(closed_pier)[0]
    with pytest.raises(PermissionDenied):
        mend(member=bashir, citation=first, meant=Meant(tides))
    assert not Mending.objects.exists()


# The pages


@pytest.fixture
def send(as_member, cited):
    def post(member, **said):
        said = {f"evidence-{name}": value for name, value in said.items()}
        return as_member(member).post(reverse("mend_citation", args=[cited[0].pk]), said)

    return post


def test_the_form_mends_it_with_a_work_that_is_typed(send, bashir, pier, as_member):
    sent = send(
        bashir, title="Tides and Stones", author="Brandt, Jonas", year="1922", place="p. 2",
        note="The title page says so.", all_leaning="on",
    )  # fmt: skip
    assert sent.status_code == 302
    assert [title for title, _, _ in meanings(pier)][:3] == ["Tides and Stones"] * 3
    history = as_member(bashir).get(sent.url + "history/").content.decode()
    for said in ("The title page says so.", "The History of the Long Pier", "Tides and Stones", "Bashir"):
        assert said in history


def test_the_form_shows_what_is_known_and_is_shown_again_without_a_title(send, as_member, bashir, cited):
    page = as_member(bashir).get(reverse("mend_citation", args=[cited[0].pk])).content.decode()
    assert "The History of the Long Pier" in page
    assert "2 citations lean on this one" in page
    refused = send(bashir, title="", place="p. 2")
    assert refused.status_code == 422
    assert "p. 2" in refused.content.decode()
    assert not Mending.objects.exists()


def test_a_mending_is_taken_back_from_its_history(as_member, amara, bashir, pier, cited, tides):
    mended = mend(member=bashir, citation=cited[0], meant=Meant(tides))
    url = reverse("take_back_mending", args=[mended.pk])
    assert as_member(amara).post(url).url == reverse("citation_history", args=[cited[0].pk])
    assert meanings(pier)[0][0] == "The History of the Long Pier"


def test_a_closed_circles_mendings_do_not_exist_for_others(as_member, amara, bashir, closed_pier, tides):
    mended = mend(member=amara, citation=citations_of(closed_pier)[0], meant=Meant(tides))
    assert as_member(bashir).post(reverse("take_back_mending", args=[mended.pk])).status_code == 404
    assert citations_of(closed_pier)[0].source == tides


def test_the_history_costs_the_same_however_long_it_is(
    client, bashir, cited, tides, django_assert_max_num_queries
):
    for place in ("p. 1", "p. 2", "p. 3"):
        mend(member=bashir, citation=cited[0], meant=Meant(tides, place))
        with django_assert_max_num_queries(4):
            client.get(reverse("citation_history", args=[cited[0].pk]))
