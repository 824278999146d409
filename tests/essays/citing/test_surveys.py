"""The works that texts and posts rest on."""

import re

import pytest
from django.urls import reverse

from essays.citing.asking import Asked
from essays.citing.surveys import SIZE, survey
from essays.library.publishing import publish
from essays.library.readers import read
from forum.debate.actions import EvidenceGiven, open_thread, withdraw_post
from forum.sources.actions import find_or_add
from forum.sources.models import Source
from tests.essays.citing.conftest import citations_of


def titles(page) -> list[str]:
    return [work.source.title for work in page.works]


def bring(source: Source, member, circle, stance: str):
    evidence = [EvidenceGiven(source=source, locator="p. 1", says="It says so.", stance=stance)]
    return open_thread(member=member, circle=circle, source="See there.", evidence=evidence).opening


@pytest.fixture
def pier_history(cited) -> Source:
    return cited[0].source


@pytest.fixture
def ledger(bashir, commons) -> Source:
    found = find_or_add(member=bashir, author="Okafor, Ngozi", title="The Ledger of the Baths", year="1931")
    bring(found, bashir, commons, "against")
    return found


def test_every_work_is_told_with_what_rests_on_it(
    amara, bashir, commons, pier, cited, pier_history, looked_up
):
    looked_up(amara, cited[0])
    looked_up(bashir, cited[0])
    looked_up(amara, cited[1], "not-found")
    bring(pier_history, amara, commons, "for")
    bring(pier_history, amara, commons, "against")
    withdraw_post(member=bashir, post=bring(pier_history, bashir, commons, "against"))
    [history, lamps] = survey(amara, Asked(), essay=pier).works
    assert (history.leans, history.checked, history.settled, history.failed) == (3, 2, 1, 1)
    assert (history.cited_for, history.cited_against) == (1, 1)
    assert [place.locator for place in history.places] == ["p. 12", "p. 14", "p. 15"]
    assert [place.url for place in history.places] == [one.get_absolute_url() for one in cited[:3]]
    assert (lamps.leans, lamps.checked) == (2, 0)


def test_a_text_whose_quotations_name_nothing_says_so_and_asks_nothing(client, amara, commons):
    outline = read(b"# Rims\n\nA boat has no head, only a rim.\n", "rims.md")
    essay = publish(member=amara, circle=commons, outline=outline)
    shown = client.get(reverse("essay_sources", args=[essay.slug])).content.decode()
    assert "No quotation in this text names the work that it is from." in shown
    assert "survey-form" not in shown
    assert reverse("export_essay_sources", args=[essay.slug, "bib"]) not in shown
    asked = client.get(reverse("essay_sources", args=[essay.slug]), {"q": "lamps"}).content.decode()
    assert "No source matches." in asked
    assert "survey-form" in asked


def test_a_texts_survey_has_its_own_works_and_the_installations_all(amara, pier, cited, ledger):
    assert titles(survey(amara, Asked(), essay=pier)) == ["The History of the Long Pier", "Lamps and Wardens"]
    assert titles(survey(amara, Asked())) == [
        "The History of the Long Pier", "The Ledger of the Baths", "Lamps and Wardens",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("author", "The History of the Long Pier"),
        ("title", "Lamps and Wardens"),
        ("leans", "The History of the Long Pier"),
        ("checks", "Lamps and Wardens"),
        ("for", "Lamps and Wardens"),
        ("against", "The Ledger of the Baths"),
    ],
)
def test_works_are_sorted_by_what_is_asked(amara, commons, cited, ledger, looked_up, sort, first):
    looked_up(amara, cited[3])
    bring(cited[3].source, amara, commons, "for")
    assert titles(survey(amara, Asked(sort=sort)))[0] == first


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(words="LEDGER okafor"), ["The Ledger of the Baths"]),
        (Asked(words="nothing"), []),
        (Asked(only="unchecked"), ["The History of the Long Pier"]),
        (Asked(only="failed"), ["Lamps and Wardens"]),
        (Asked(only="disputed"), ["The History of the Long Pier"]),
        (Asked(only="against"), ["The Ledger of the Baths"]),
    ],
)
def test_works_are_filtered_by_what_is_asked(amara, bashir, cited, ledger, looked_up, asked, found):
    for one in cited[3:]:
        looked_up(amara, one, "not-found")
    looked_up(amara, cited[0])
    looked_up(bashir, cited[0], "not-found")
    assert titles(survey(amara, asked)) == found


@pytest.mark.parametrize("sort", ["author", "title", "year", "leans", "checks", "for", "against"])
def test_pages_follow_one_another_without_gap_or_repetition(client, as_member, bashir, cited, sort):
    for number in range(SIZE + 5):
        find_or_add(member=bashir, author=f"A. {number % 3}", title=f"Volume {number}.{number}", year="19.7")
    client = as_member(bashir)
    seen, url = [], f"{reverse('sources')}?sort={sort}"
    while url:
        page = client.get(url).content.decode()
        seen += re.findall(r"<cite>(.*?)</cite>", page)
        more = re.search(r'class="pages".*?href="(.*?)"', page)
        url = more and reverse("sources") + more[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == SIZE + 7


@pytest.mark.parametrize(
    "query", ["?sort=nonsense", "?only=x", "?after=zzz", "?after=9.x&sort=leans", "?q=%00%25_"]
)
def test_an_address_that_makes_no_sense_shows_a_page_all_the_same(client, pier, query):
    assert client.get(reverse("sources") + query).status_code == 200
    assert client.get(reverse("essay_sources", args=[pier.slug]) + query).status_code == 200


def test_how_much_rests_on_each_author_is_shown_and_adds_up(client, pier, cited):
    shares = survey(pier.put_up_by, Asked(), essay=pier).shares
    assert [(share.author, share.quotations, share.of_quotations) for share in shares] == [
        ("Brandt", 3, 60), ("Sandell, Mira", 2, 40),
    ]  # fmt: skip
    page = client.get(reverse("essay_sources", args=[pier.slug])).content.decode()
    assert page.count("<rect") == 4
    assert page.count('<th scope="row">') == 2


def test_a_source_says_which_texts_lean_on_it(client, cited, pier_history):
    page = client.get(pier_history.get_absolute_url()).content.decode()
    assert "Who Built the Pier" in page
    assert page.count('href="/citations/') == 3
    assert "not checked" in page


def test_works_of_a_closed_circle_exist_for_it_alone(client, as_member, amara, bashir, closed_pier):
    source = citations_of(closed_pier)[0].source
    urls = [source.get_absolute_url(), reverse("essay_sources", args=[closed_pier.slug])]
    for reader in (client, as_member(bashir)):
        assert [reader.get(url).status_code for url in urls] == [404, 404]
        assert "Long Pier" not in reader.get(reverse("sources")).content.decode()
    reader = as_member(amara)
    assert [reader.get(url).status_code for url in urls] == [200, 200]
    assert "Long Pier" in reader.get(reverse("sources")).content.decode()


def test_what_a_closed_circle_does_with_a_work_is_not_counted_for_others(
    as_member, amara, bashir, commons, kitchen, pier, closed_pier, looked_up
):
    looked_up(amara, citations_of(closed_pier)[0], "not-found")
    bring(citations_of(pier)[0].source, amara, kitchen, "against")
    history = survey(bashir, Asked()).works[0]
    assert (history.leans, history.checked, history.failed, history.cited_against) == (3, 0, 0, 0)
    assert {place.essay for place in history.places} == {pier.title}
    own = survey(amara, Asked()).works[0]
    assert (own.leans, own.checked, own.failed, own.cited_against) == (6, 1, 1, 1)
    source = as_member(bashir).get(history.source.get_absolute_url()).content.decode()
    assert source.count('href="/citations/') == 3


@pytest.mark.parametrize(("name", "queries"), [("sources", 4), ("essay_sources", 5)])
def test_a_survey_costs_the_same_however_much_there_is(
    client, as_member, bashir, commons, pier, cited, looked_up, django_assert_max_num_queries, name, queries
):
    url = reverse(name, args=[pier.slug] if name == "essay_sources" else [])
    for _ in range(2):
        client.logout()
        with django_assert_max_num_queries(queries):
            client.get(url)
        as_member(bashir).get(url)
        with django_assert_max_num_queries(queries + 2):
            client.get(url)
        for number in range(SIZE):
            bring(find_or_add(member=bashir, author="", title=f"Volume {number}"), bashir, commons, "for")
