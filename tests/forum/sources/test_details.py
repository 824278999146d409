"""Between what a form asks of a source and its CSL-JSON item."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.sources.csl import Details, details_of, doi_in, fold, is_address, is_date, item_of, key_of, link_of

LEDGER = Details(
    author="Okafor, Ngozi; The Bath Committee",
    title="The Ledger of the Baths",
    year="1931",
    publisher="Harbour Press",
    address="https://Example.org/ledger",
)


def test_an_item_says_what_was_said():
    assert item_of(LEDGER) == {
        "type": "document",
        "title": "The Ledger of the Baths",
        "author": [{"family": "Okafor", "given": "Ngozi"}, {"literal": "The Bath Committee"}],
        "issued": {"date-parts": [[1931]]},
        "publisher": "Harbour Press",
        "URL": "https://example.org/ledger",
    }


def test_a_date_that_is_no_year_is_kept_as_it_was_written():
    assert item_of(replace(LEDGER, year="c. 1931"))["issued"] == {"literal": "c. 1931"}


@pytest.mark.parametrize(
    "address",
    ["10.1000/AbC.1", "doi:10.1000/abc.1", "DOI: 10.1000/abc.1", "https://doi.org/10.1000/abc.1",
     "http://dx.doi.org/10.1000/ABC.1"],
)  # fmt: skip
def test_a_doi_is_known_however_it_is_given(address):
    item = item_of(replace(LEDGER, address=address))

    assert item["DOI"] == doi_in(address) == "10.1000/abc.1"
    assert "URL" not in item
    assert link_of(item) == "https://doi.org/10.1000/abc.1"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil", "https://a:b@c/", "see me"]
)
def test_an_address_no_link_may_lead_to_is_left_out(address):
    item = item_of(replace(LEDGER, address=address))

    assert "URL" not in item
    assert link_of(item) == ""


@pytest.mark.parametrize(
    "other",
    [
        replace(LEDGER, title="the LEDGER of the baths."),
        replace(LEDGER, author="okafor ngozi, the Bath-Committee"),
        replace(LEDGER, publisher="Harbour Press."),
    ],
)
def test_the_same_work_spelled_otherwise_has_the_same_key(other):
    assert key_of(other) == key_of(LEDGER)


@pytest.mark.parametrize("field", ["author", "title", "year", "publisher"])
def test_another_detail_makes_another_key(field):
    assert key_of(replace(LEDGER, **{field: "1999"})) != key_of(LEDGER)


def test_a_doi_has_one_key_however_it_is_written_and_does_not_decide_alone():
    by_doi = replace(LEDGER, address="10.1000/abc.1")

    assert key_of(by_doi) == key_of(replace(by_doi, address="https://doi.org/10.1000/ABC.1"))
    assert key_of(by_doi) != key_of(replace(by_doi, title="Ledger"))
    assert key_of(by_doi) != key_of(LEDGER)


def test_addresses_that_differ_in_a_sign_are_two():
    assert key_of(replace(LEDGER, address="https://example.org/a/b")) != key_of(
        replace(LEDGER, address="https://example.org/a-b")
    )


def test_folding_leaves_case_accents_and_punctuation_out():
    assert fold("  Žižek, S.: “Über—alles”! ") == "zizek s uber alles"
    assert fold("Ленин, «Что делать?»") == "ленин что делать"


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)


@given(
    author=st.lists(words, max_size=3).map("; ".join),
    title=words,
    year=st.from_regex(r"\A(1\d{3}|c\. 19\d\d)?\Z"),
)
def test_choosing_a_source_finds_it_again(author, title, year):
    details = Details(author=author, title=title, year=year)

    assert key_of(details_of(item_of(details))) == key_of(details)


@pytest.mark.parametrize(
    "said",
    ["1917", "1917–18", "1917-1918", "c. 1917", "44 BC", "[1848]", "1848?", "1917a", "1920s", "spring 1917",
     "n.d.", "N. D.", "forthcoming", "in press"],
)  # fmt: skip
def test_a_date_may_be_said_in_any_usual_form(said):
    assert is_date(said)


@pytest.mark.parametrize("said", ["abcd", "19x7", "19175", "soon", "?"])
def test_a_date_says_a_year_or_that_there_is_none(said):
    assert not is_date(said)


@pytest.mark.parametrize(
    "said", ["https://example.org/a", "HTTP://example.org", "10.1000/182", "doi: 10.1000/182"]
)
def test_a_work_is_found_by_a_web_address_or_a_doi(said):
    assert is_address(said)


@pytest.mark.parametrize(
    "said",
    [
        "javascript:alert(1)",
        "example.org",
        "mailto:amara@example.org",
        "/here",
        "#there",
        "https://",
        "10.1000",
    ],
)
def test_a_work_is_found_by_nothing_else(said):
    assert not is_address(said)
