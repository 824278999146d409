"""What may stand in an item, and how one from elsewhere is made such."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.sources.csl import (
    FIELDS,
    NotAnItem,
    cleaned,
    dates,
    isbn_in,
    issn_in,
    key_of_item,
    likeness_of,
    names,
)

LEDGER = {
    "type": "book",
    "title": "The Ledger of the Baths",
    "author": [{"family": "Okafor", "given": "Ngozi"}],
}


def test_an_item_that_is_as_it_should_be_stays():
    item = LEDGER | {
        "container-title": "Works",
        "volume": "2",
        "page": "45-67",
        "issued": {"date-parts": [[1931, 5], [1932]], "circa": True},
        "DOI": "10.1000/182",
        "ISBN": "978-0-19-853453-2",
        "ISSN": "1234-5679",
        "URL": "https://example.org/ledger",
    }

    assert cleaned(item) == (item, [])


def test_what_is_left_out_is_said():
    item, left_out = cleaned(
        LEDGER | {"abstract": "Long.", "ISBN": "978-0-19-853453-9", "URL": "javascript:alert(1)"}
    )

    assert item == LEDGER
    assert left_out == [
        "abstract is not kept.",
        "ISBN: “978-0-19-853453-9” is none, as far as can be told.",
        "URL: “javascript:alert(1)” is none, as far as can be told.",
    ]


@pytest.mark.parametrize(
    "nothing", [None, 7, "The Ledger", [], {}, {"title": " "}, {"title": ["a"]}, {"author": "A"}]
)
def test_what_no_work_can_be_told_from_is_no_item(nothing):
    with pytest.raises(NotAnItem):
        cleaned(nothing)


def test_numbers_are_words_and_one_name_is_a_list():
    item, _left_out = cleaned(
        {"title": "On keys", "volume": 3, "author": ["Okafor, Ngozi", {"literal": "The Baths"}]}
    )

    assert item["volume"] == "3"
    assert item["author"] == [{"family": "Okafor", "given": "Ngozi"}, {"literal": "The Baths"}]


def test_lines_are_not_broken_and_nothing_turns_what_stands_around_them():
    item, _left_out = cleaned({"title": "One\r\nTY  - BOOK\x00\u2028two \u202eeerht\x1b[0m"})

    assert item["title"] == "One TY - BOOK two eerht [0m"


def test_what_is_too_long_is_cut():
    item, _left_out = cleaned(
        {"title": "a" * 9000, "author": [{"family": "b" * 9000}] * 900, "note": "c" * 9000}
    )

    assert len(item["title"]) == 500
    assert len(item["author"]) == 60
    assert len(item["author"][0]["family"]) == 200
    assert len(item["note"]) == 2000


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*FIELDS, "family", "date-parts"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(FIELDS), anything))
def test_whatever_comes_is_cleaned_once_and_for_all(item):
    try:
        clean, _left_out = cleaned(item | {"title": "On keys"})
    except NotAnItem:
        return

    assert cleaned(clean) == (clean, [])
    assert len(key_of_item(clean)) == 64
    assert len(likeness_of(clean)) <= 80


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("1932", {"date-parts": [[1932]]}),
        ("-44", {"date-parts": [[-44]]}),
        ("1932-05", {"date-parts": [[1932, 5]]}),
        ("1932-05-01", {"date-parts": [[1932, 5, 1]]}),
        ("May 1932", {"date-parts": [[1932, 5]]}),
        ("1 May 1932", {"date-parts": [[1932, 5, 1]]}),
        ("Sept. 3, 1932", {"date-parts": [[1932, 9, 3]]}),
        ("1905–1907", {"date-parts": [[1905], [1907]]}),
        ("1905–07", {"date-parts": [[1905], [1907]]}),
        ("1917-18", {"date-parts": [[1917], [1918]]}),
        ("1932-05-01/1932-06-01", {"date-parts": [[1932, 5, 1], [1932, 6, 1]]}),
        ("c. 1917", {"date-parts": [[1917]], "circa": True}),
        ("1917~", {"date-parts": [[1917]], "circa": True}),
        ("1848?", {"date-parts": [[1848]], "circa": True}),
        ("spring 1917", {"literal": "spring 1917"}),
        ("1907–1905", {"literal": "1907–1905"}),
        ("31 February 1932", {"literal": "31 February 1932"}),
        ("1932-13", {"literal": "1932-13"}),
        ("n.d.", {"literal": "n.d."}),
        ("", {}),
    ],
)
def test_a_date_is_read_as_people_write_it(words, date):
    assert dates.read(words) == date


@pytest.mark.parametrize(
    ("words", "year"),
    [("1 May 1932", "1932"), ("1905–07", "1905–1907"), ("c. 1917", "c. 1917"), ("n.d.", "n.d.")],
)
def test_a_reference_gives_the_year_of_a_date(words, year):
    assert dates.year(dates.read(words)) == year


part = st.integers(1, 9999).flatmap(
    lambda year: st.sampled_from([[year], [year, 5], [year, 12, 31], [year, 2, 28]])
)
known_dates = st.lists(part, min_size=1, max_size=2).map(lambda parts: {"date-parts": sorted(parts)})


@given(known_dates, st.booleans())
def test_a_date_that_is_said_is_read_again(date, circa):
    date = dates.clean(date | ({"circa": True} if circa else {}))

    assert dates.read(dates.interchanged(date)) == date


@pytest.mark.parametrize(
    "written",
    ["0-19-853453-1", "0198534531", "978-0-19-853453-2", "ISBN: 9780198534532", "9780198534532 (pbk.)"],
)
def test_an_isbn_has_one_form_however_it_is_written(written):
    assert isbn_in(written) == "978-0-19-853453-2"


@pytest.mark.parametrize("written", ["978-0-19-853453-9", "0198534530", "1931", "", "1-" * 9000])
def test_an_isbn_whose_last_digit_does_not_fit_is_none(written):
    assert isbn_in(written) == "" or written.startswith("1-")


@pytest.mark.parametrize(
    ("written", "issn"), [("1234-5679", "1234-5679"), ("ISSN 12345679", "1234-5679"), ("1234-5678", "")]
)
def test_an_issn_fits_its_last_digit(written, issn):
    assert issn_in(written) == issn


@pytest.mark.parametrize(
    ("words", "name", "in_order"),
    [
        ("Okafor, Ngozi", {"family": "Okafor", "given": "Ngozi"}, "Ngozi Okafor"),
        ("King, Martin Luther, Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
         "Martin Luther King Jr."),
        ("The Bath Committee", {"literal": "The Bath Committee"}, "The Bath Committee"),
    ],
)  # fmt: skip
def test_a_name_is_told_apart_by_its_commas(words, name, in_order):
    assert names.read(words) == name
    assert names.spoken(name) == words
    assert names.in_order(name) == in_order


def test_particles_stand_where_they_belong():
    beauvoir = {"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"}
    humboldt = {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}

    assert names.spoken(beauvoir) == "de Beauvoir, Simone"
    assert names.spoken(humboldt) == "Humboldt, Alexander von"
    assert names.in_order(humboldt) == "Alexander von Humboldt"


@pytest.mark.parametrize(
    "further",
    [
        {"type": "report"},
        {"volume": "2"},
        {"editor": [{"literal": "Lindqvist"}]},
        {"issued": {"date-parts": [[1931, 5]]}},
        {"ISBN": "978-0-19-853453-2"},
        {"note": "Second printing"},
    ],
)
def test_whatever_else_is_said_makes_another_key(further):
    item = LEDGER | {"issued": {"date-parts": [[1931]]}}

    assert key_of_item(item | further) != key_of_item(item)


def test_what_is_only_told_apart_otherwise_has_the_same_key():
    told_apart = {"author": [{"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"}]}
    together = {"author": [{"family": "de Beauvoir", "given": "Simone"}]}

    assert key_of_item(LEDGER | told_apart) == key_of_item(LEDGER | together)


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Ledger of the Baths: A History"},
        {"author": [{"literal": "Ngozi Okafor"}]},
        {"author": [{"family": "Okafor", "given": "N."}], "title": "LEDGER"},
    ],
)
def test_entries_of_one_work_meet_however_they_were_typed(other):
    assert likeness_of(LEDGER | other) == likeness_of(LEDGER) == "okafor|ledger"
