"""What the text says of its citations where it is read."""

import pytest
from django.urls import reverse

from essays.citing.mending import Meant, mend
from essays.library.models import Citation


@pytest.fixture
def ropes(client, pier):
    """The page on which the first section is read, as a visitor reads it."""
    return lambda: client.get(reverse("section", args=[pier.slug, "of-ropes"])).content.decode()


def test_each_quotation_says_how_its_checks_stand(ropes, amara, bashir, cited, looked_up):
    page = ropes()
    assert page.count('class="cited"') == 3
    assert page.count("not checked") == 3
    looked_up(amara, cited[0])
    looked_up(bashir, cited[0])
    looked_up(amara, cited[1], "not-found")
    looked_up(amara, cited[2])
    looked_up(bashir, cited[2], "not-found")
    page = ropes()
    for said in ("settled: as quoted", "checked once: not found", "disputed"):
        assert said in page
    assert f'href="{cited[0].get_absolute_url()}"' in page


def test_what_a_short_citation_means_is_said_and_what_a_full_one_means_is_not_repeated(ropes, cited):
    page = ropes()
    assert "<span>Brandt, The History of the Long Pier, p. 14</span>" in page
    assert "<span>Brandt, The History of the Long Pier, p. 12</span>" not in page


def test_what_is_unsure_is_marked_until_a_member_mends_it(ropes, bashir, cited):
    Citation.objects.filter(pk=cited[2].pk).update(certainty="unsure")
    assert "we think this is" in ropes()
    mend(member=bashir, citation=cited[2], meant=Meant(cited[2].source, "p. 15"))
    assert "we think this is" not in ropes()


def test_whose_words_they_are_is_said_where_the_work_is_anothers(client, pier):
    page = client.get(reverse("section", args=[pier.slug, "of-lamps"])).content.decode()
    assert "Otto Kell, in Sandell, Mira, Lamps and Wardens, p. 90" in page


@pytest.mark.parametrize(("name", "more", "queries"), [("section", ["of-ropes"], 5), ("whole", [], 4)])
def test_the_text_costs_one_query_more(client, pier, django_assert_max_num_queries, name, more, queries):
    url = reverse(name, args=[pier.slug, *more])
    with django_assert_max_num_queries(queries):
        assert client.get(url).status_code == 200
