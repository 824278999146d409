"""What is written in a format is read from it again: all that the format can hold."""

import re
from typing import Any

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.sources.csl import TYPES, cleaned, names
from forum.sources.formats import FORMATS, read

SIGNS = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))
words = st.text(SIGNS, min_size=1, max_size=20).map(lambda said: " ".join(said.split())).filter(bool)
lines = words | st.sampled_from(
    [
        "TY  - BOOK",
        "ER  -",
        "@book{x,",
        "50% & {#1}",
        r"\input{x}",
        "``a''",
        "a -- b",
        "{",
        "}}",
        "$x^2$",
        "~",
        "c:\\x",
    ]
)
plain_words = (
    st.text(st.sampled_from("abcdefgéüŁ Ж中-'"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda said: re.search(r"\w", said) and " and " not in f" {said} " and said.lower() != "others")
)
people = st.lists(
    st.builds(lambda family, given: {"family": family, "given": given}, plain_words, plain_words)
    | plain_words.map(lambda whole: {"literal": whole}),
    min_size=1,
    max_size=3,
)
dates = st.sampled_from(["1931", "1931-05", "1931-05-01", "1905/1907", "c. 1917", "-44", "in press"])
items = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(TYPES)), "title": lines},
    optional={
        "author": people,
        "editor": people,
        "translator": people,
        "container-title": lines,
        "collection-title": lines,
        "volume": words,
        "issue": words,
        "edition": words,
        "genre": words,
        "publisher": lines,
        "publisher-place": lines,
        "event-title": lines,
        "archive": lines,
        "language": words,
        "note": lines,
        "page": st.sampled_from(["45-67", "12", "xii"]),
        "issued": dates,
        "original-date": dates,
        "accessed": dates,
        "DOI": st.sampled_from(["10.1000/a_b(c)<d>;2-#", "10.1000/182"]),
        "ISBN": st.just("978-0-19-853453-2"),
        "ISSN": st.just("1234-5679"),
        "URL": st.sampled_from(["https://example.org/a_b?c=1&d=%20#e~f", "https://example.org/;x"]),
    },
).map(lambda item: cleaned(item)[0])


def there_and_back(item: dict[str, Any], extension: str) -> dict[str, Any]:
    written = "".join(FORMATS[extension].write([("key-1", item)]))
    form, entries = read(written)
    assert form is FORMATS[extension]
    (entry,) = entries
    assert entry.trouble == "", written
    return entry.item


def comparable(item: dict[str, Any]) -> dict[str, Any]:
    """Names as they are said: where a name's parts are kept, how they are told apart may differ."""
    return {
        field: names.spoken_all(value) if isinstance(value, list) else value for field, value in item.items()
    }


@given(items)
def test_csl_json_holds_all(item):
    assert there_and_back(item, "json") == item


@given(items)
def test_bibtex_holds_all_but_a_few(item):
    # It has one field for numbers, and what is in a journal is in no series with one.
    lost = {"number", "collection-number"}
    kept = {field: value for field, value in item.items() if field not in lost}

    assert comparable(there_and_back(kept, "bib")) == comparable(kept)


@given(items)
def test_ris_holds_all_but_a_few(item):
    # A book stands in nothing, and a series has no number of its own.
    lost = {"collection-number"} | ({"container-title"} if item["type"] == "book" else set())
    kept = {field: value for field, value in item.items() if field not in lost}

    assert comparable(there_and_back(kept, "ris")) == comparable(kept)


@given(st.lists(items, min_size=2, max_size=4), st.sampled_from(sorted(FORMATS)))
def test_no_words_forge_an_entry(several, extension):
    form = FORMATS[extension]
    keyed = [(f"key-{number}", item) for number, item in enumerate(several)]

    assert len(form.read("".join(form.write(keyed)))) == len(several)


def test_an_entry_is_laid_out_as_people_expect():
    item, _left_out = cleaned(
        {
            "type": "book",
            "title": "Keys & Kettles",
            "author": ["Okafor, Ngozi"],
            "issued": "1931",
            "publisher": "P",
        }
    )

    assert "".join(FORMATS["bib"].write([("okafor1931-1", item)])).split() == [
        "@book{okafor1931-1,", "author", "=", "{Okafor,", "Ngozi},", "title", "=", "{Keys", r"\&", "Kettles},",
        "publisher", "=", "{P},", "year", "=", "{1931}", "}",
    ]  # fmt: skip
    assert "".join(FORMATS["ris"].write([("okafor1931-1", item)])).splitlines() == [
        "TY  - BOOK", "ID  - okafor1931-1", "TI  - Keys & Kettles", "AU  - Okafor, Ngozi", "PY  - 1931",
        "DA  - 1931///", "PB  - P", "ER  - ", "",
    ]  # fmt: skip


@pytest.mark.parametrize("extension", sorted(FORMATS))
def test_no_entries_are_an_empty_list(extension):
    assert "".join(FORMATS[extension].write([])).strip() in ("", "[]")


def test_the_bibtex_that_is_written_is_read_by_others_too():
    item, _left_out = cleaned(
        {"type": "book", "title": "A {brace} and a \\ % & #", "author": ["Okafor, Ngozi"]}
    )

    library = bibtexparser.parse_string("".join(FORMATS["bib"].write([("k", item)])))

    assert not library.failed_blocks
    assert len(library.entries) == 1
