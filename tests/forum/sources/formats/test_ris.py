"""RIS as managers and publishers write it."""

import pytest

from forum.sources.formats import FORMATS, PasteRefused, read

CHAPTER = """TY  - CHAP
AU  - Okafor, Ngozi
AU  - King, Martin Luther, Jr.
A2  - Lindqvist, N.
A4  - Berg, Ada
TI  - On keys
T2  - The Warm Water
PY  - 1931
DA  - 1931/05//
Y2  - 2025/03/01/
SP  - 12
EP  - 34
PB  - Harbour Press
CY  - Harbour
SN  - 978-0-19-853453-2
UR  - https://example.org/a;b
LA  - en
N1  - Second printing
KW  - keys
ER  -
"""


def entries(text: str):
    form, found = read(text)
    assert form is FORMATS["ris"]
    return found


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_chapter(line_end):
    (entry,) = entries("\ufeff" + CHAPTER.replace("\n", line_end))

    assert entry.item == {
        "type": "chapter",
        "author": [
            {"family": "Okafor", "given": "Ngozi"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        ],
        "editor": [{"family": "Lindqvist", "given": "N."}],
        "translator": [{"family": "Berg", "given": "Ada"}],
        "title": "On keys",
        "container-title": "The Warm Water",
        "page": "12-34",
        "publisher": "Harbour Press",
        "publisher-place": "Harbour",
        "language": "en",
        "note": "Second printing",
        "issued": {"date-parts": [[1931, 5]]},
        "accessed": {"date-parts": [[2025, 3, 1]]},
        "ISBN": "978-0-19-853453-2",
        "URL": "https://example.org/a;b",
    }


def test_an_article_as_older_managers_write_it():
    (entry,) = entries(
        "TY - JOUR\nA1 - Okafor, N.\nT1 - On keys\nJO - Baths\nVL - 12\nIS - 3\nSN - 1234-5679\nY1 - 1999///\n"
        "N2 - Long.\nXX - odd\nER - \n"
    )

    assert entry.item == {
        "type": "article-journal",
        "author": [{"family": "Okafor", "given": "N."}],
        "title": "On keys",
        "container-title": "Baths",
        "volume": "12",
        "issue": "3",
        "issued": {"date-parts": [[1999]]},
        "ISSN": "1234-5679",
    }
    assert entry.left_out == ("The abstract is not kept.", "XX is not kept.")


def test_a_value_may_go_on_in_the_next_line():
    (entry,) = entries("TY  - BOOK\nTI  - The Ledger\n  of the Baths\nER  - \n")

    assert entry.item["title"] == "The Ledger of the Baths"


def test_one_that_is_broken_or_not_ended_spoils_no_other():
    found = entries("Provider: X\nTY  - BOOK\nTI  - One\nTY  - BOOK\nER  - \nTY  - NOSUCH\nTI  - Three\n")

    assert [entry.item and entry.item["title"] for entry in found] == ["One", None, "Three"]
    assert found[1].trouble == "It has no title."
    assert found[2].item["type"] == "document"


def test_more_than_a_list_may_have_are_refused():
    with pytest.raises(PasteRefused, match="15000 entries"):
        read("TY  - BOOK\n" * 15_000)


def test_a_line_that_is_as_long_as_a_list_may_be_is_cut():
    (entry,) = entries("TY  - BOOK\nTI  - T\n" + "and more\n" * 20_000)

    assert len(entry.item["title"]) == 500
