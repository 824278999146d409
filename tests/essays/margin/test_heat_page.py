"""Where a text is contested, beside it, in its contents, and on a page of its own."""

import pytest
from django.urls import reverse

from essays.citing.checking import FoundInBook, check
from essays.library.slugs import slugs_for
from essays.margin.pages.heat import MOST_ROWS, SORTINGS, heat_page
from forum.debate.actions import EvidenceGiven, reply, withdraw_post
from tests.essays.library.test_reading import elements, text_of
from tests.essays.margin.test_pages import tree


@pytest.fixture
def address(essay) -> str:
    return reverse("heat", args=[essay.slug])


@pytest.fixture
def quarrel(amara, bashir, chiara, note_on, ledger):
    """Two against one over the second paragraph, with counter-evidence that nobody has answered."""
    against = [EvidenceGiven(ledger, "p. 112", "The water was cold.", "against")]
    note_on(amara, "warm", kind="critique")
    note_on(chiara, "warm", kind="support")
    return note_on(bashir, "warm", kind="counter-evidence", evidence=against)


def numbers_of(client, section):
    page = tree(client.get(reverse("section", args=[section.edition.essay.slug, section.slug])))
    return {text_of(one).split()[1].rstrip(","): one for one in elements(page, "a", "block-number")}


def test_a_contested_paragraph_says_so_beside_its_number(client, section, quarrel):
    contested = numbers_of(client, section)["2"]
    assert text_of(contested) == "Paragraph 2, contested"
    assert contested.get("class") == "block-number heat-3"
    said = "1 critique, 1 piece of counter-evidence, 1 in support, 1 of the counter-evidence unanswered"
    assert contested.get("title") == said


def test_a_paragraph_that_all_support_or_nobody_minds_says_nothing(client, section, amara, bashir, note_on):
    for member in (amara, bashir):
        note_on(member, "warm", kind="support")
        note_on(member, "A key", kind="comment")
    shown = numbers_of(client, section)
    assert [text_of(shown[number]) for number in ("2", "4")] == ["Paragraph 2", "Paragraph 4"]


@pytest.mark.parametrize("name", ["essay", "section", "whole"])
def test_the_contents_tell_it_of_each_section(client, essay, section, quarrel, name):
    arguments = [essay.slug, section.slug] if name == "section" else [essay.slug]
    marks = elements(tree(client.get(reverse(name, args=arguments))), "span", "heat")
    assert [text_of(mark).strip() for mark in marks] == ["contested"]


def test_beside_the_text_the_contents_tell_of_disagreement_not_of_one_doubt(
    client, essay, section, amara, note_on
):
    note_on(amara, "warm", kind="critique")
    beside = client.get(reverse("section", args=[essay.slug, section.slug]))
    assert not elements(tree(beside), "span", "heat")
    (mark,) = elements(tree(client.get(reverse("essay", args=[essay.slug]))), "span", "heat")
    assert text_of(mark).strip() == "doubted"


def test_answering_the_counter_evidence_cools_it(client, section, amara, quarrel):
    reply(member=amara, answers=quarrel.thread.opening, source="That is the other bath.")
    assert numbers_of(client, section)["2"].get("class") == "block-number heat-2"


def test_what_is_withdrawn_no_longer_heats(client, section, bashir, quarrel):
    withdraw_post(member=bashir, post=quarrel.thread.opening)
    assert "unanswered" not in numbers_of(client, section)["2"].get("title")


def test_one_loud_member_is_one_who_disagrees(client, section, amara, note_on):
    for _ in range(10):
        note_on(amara, "warm", kind="critique")
    assert numbers_of(client, section)["2"].get("class") == "block-number heat-1"


def test_what_is_written_in_private_is_no_debate(as_member, section, amara, note_on):
    for kind in ("critique", "support"):
        note_on(amara, "warm", kind=kind, private=True)
    assert text_of(numbers_of(as_member(amara), section)["2"]) == "Paragraph 2"


def test_checks_that_failed_heat_what_quotes_wrongly(client, section, bashir):
    found = FoundInBook("not-found", edition_used="1931")
    check(member=bashir, citation=section.citations.get(block=3), found=found)
    assert numbers_of(client, section)["3"].get("title") == "1 failed check"


# The page


def test_the_picture_leads_to_each_paragraph_and_the_table_says_the_same(client, section, address, quarrel):
    page = tree(client.get(address))
    [figure] = elements(page, "figure")
    [row] = elements(elements(page, "tbody")[0], "tr")
    place = reverse("section", args=[section.edition.essay.slug, section.slug]) + "#p2"
    assert place in [link.get("href") for link in elements(row, "a")]
    assert "".join(figure.itertext()).count("Paragraph 2, contested") == 1
    assert [text_of(cell).strip() for cell in elements(row, "td")] == ["1", "1", "1", "1", "0", "contested"]
    assert "a) Of steam, paragraph 2" in text_of(row)


def test_a_calm_text_says_that_it_is(client, address, essay):
    response = client.get(address)
    assert "Nothing in this text is contested yet." in response.content.decode()
    assert not elements(tree(response), "table")


@pytest.mark.parametrize("sort", SORTINGS)
def test_the_table_is_sorted_by_its_address(client, address, amara, bashir, note_on, quarrel, sort):
    note_on(amara, "A key", kind="critique")
    note_on(bashir, "A key", kind="critique")
    page = tree(client.get(address, {"sort": sort}))
    [sorted_by] = [column for column in elements(page, "th") if column.get("aria-sort")]
    assert sorted_by.get("aria-sort") == ("ascending" if sort == "place" else "descending")
    first = text_of(elements(elements(page, "tbody")[0], "tr")[0])
    assert ("paragraph 4" in first) is (sort == "critiques")


def test_a_sorting_that_is_not_there_is_the_order_of_the_text(client, address, quarrel):
    page = tree(client.get(address, {"sort": "colour"}))
    assert [text_of(column).split()[0] for column in elements(page, "th") if column.get("aria-sort")] == [
        "Paragraph"
    ]


def test_it_tells_what_a_reader_may_see_in_the_layers_asked_for(
    client, as_member, amara, address, kitchen, note_on, quarrel
):
    note_on(amara, "A key", kind="critique", circle=kitchen)
    assert "paragraph 4" not in client.get(address).content.decode()
    member = as_member(amara)
    assert "paragraph 4" in member.get(address).content.decode()
    of_the_kitchen = member.get(address, {"layer": "kitchen"}).content.decode()
    assert "paragraph 4" in of_the_kitchen
    assert "paragraph 2" not in of_the_kitchen
    assert "?layer=kitchen#p4" in of_the_kitchen


def test_only_layers_matter_to_it(client, address, quarrel):
    page = client.get(f"{address}?kind=question&by=amara").content.decode()
    assert "paragraph 2" in page
    assert "Shown:" not in page
    assert "notes of every kind" in page
    assert "notes of every kind" not in client.get(f"{address}?layer=commons").content.decode()


def test_a_long_list_ends_with_how_much_is_left_over(
    monkeypatch, amara, bashir, essay, address, client, note_on
):
    monkeypatch.setattr("essays.margin.pages.heat.MOST_ROWS", 1)
    note_on(amara, "warm", kind="critique")
    for member in (amara, bashir):
        note_on(member, "A key", kind="critique")
    page = heat_page(bashir, essay)
    assert ([row.number for row in page.rows], page.left_over) == ([4], 1)
    assert "1 further paragraph is contested" in client.get(address).content.decode()
    assert MOST_ROWS == 200


def test_no_section_takes_its_address():
    assert slugs_for([("", "Heat")]) == ["heat-2"]
