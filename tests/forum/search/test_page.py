"""The page of the search, without any script."""

import pytest
from django.urls import reverse

from forum.debate.actions import open_thread
from forum.search.pages import SIZE

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(client):
    def search(**asked) -> str:
        answer = client.get(reverse("search"), asked)
        assert answer.status_code == 200
        return answer.content.decode()

    return search


def test_every_page_has_a_box_that_leads_to_it(client, commons):
    html = client.get("/circles/").content.decode()
    assert '<form class="site-search" role="search" action="/search/">' in html
    assert '<a class="to-search" href="/search/">' in html


def test_asked_nothing_it_explains_how_to_ask(search):
    html = search()
    assert 'id="search-help" open' in html
    assert "search-count" not in html


def test_a_hit_says_what_it_is_whose_and_where(search, amara, commons):
    thread = open_thread(
        member=amara, circle=commons, title="<b>Ovens</b>", source="An *oven* & a table.", kind="critique"
    )
    html = search(q="oven")
    assert (
        f'<h2><a href="{thread.opening.get_absolute_url()}">&lt;b&gt;<mark>Ovens</mark>&lt;/b&gt;</a></h2>'
        in html
    )
    assert "An <mark>oven</mark> &amp; a table." in html
    assert "Critique" in html
    assert "<span>Amara</span>" in html
    assert commons.name in html
    assert 'id="search-help">' in html


def test_it_says_of_which_kinds_things_are_and_leads_to_each(search, amara, commons):
    open_thread(member=amara, circle=commons, title="Amara", source="That is me.")
    html = search(q="amara")
    assert "2 things fit this." in html
    assert 'href="?q=amara&amp;what=people"' in html or 'href="?q=amara&what=people"' in html
    of_people = search(q="amara", what="people")
    assert of_people.count('<li class="search-hit ') == 1
    assert '<input type="hidden" name="what" value="people">' in of_people


def test_further_pages_are_links(search, amara, commons):
    for n in range(SIZE + 1):
        open_thread(member=amara, circle=commons, title=f"Oven {n}", source="Hot.")
    assert "Next page" in search(q="oven ")
    second = search(q="oven ", page="2")
    assert "Previous page" in second
    assert f'start="{SIZE + 1}"' in second


def test_what_is_not_found_is_said(search):
    assert "Nothing that you can see fits this." in search(q="zeppelin")


def test_more_than_sixteen_words_are_too_many_and_said_so(search):
    assert "Only the first sixteen words were looked for." in search(q="w " * 20)


@pytest.mark.parametrize(
    "asked", [{"page": "x"}, {"page": "0"}, {"what": "x"}, {"sort": "x"}, {"q": "\x00'\""}]
)
def test_what_makes_no_sense_in_an_address_does_no_harm(search, asked):
    search(**{"q": "oven"} | asked)
