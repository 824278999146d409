"""BibTeX and BibLaTeX as managers, catalogues and hands write them."""

import pytest

from forum.sources.formats import FORMATS, PasteRefused, read
from forum.sources.formats.latex import decoded, encoded


def entries(text: str):
    form, found = read(text)
    assert form is FORMATS["bib"]
    return found


def item(text: str) -> dict:
    (entry,) = entries(text)
    assert entry.trouble == ""
    return entry.item


def test_a_book():
    assert item(r"""
        % exported on a Tuesday
        @Book{okafor:ledger,
          Author    = "Ngozi Okafor and {The Bath Committee} and others",
          title     = {The {Ledger} of the Baths},
          subtitle  = {Keys \& Kettles},
          translator= {Lindqvist, Nils},
          publisher = {Harbour Press}, address = {Harbour},
          year = 1931, month = may, volume = {2}, edition = {Second}, series = {Baths}, number = 7,
          isbn = {0198534531}, language = {en}, keywords = {a, b}, abstract = {Long.},
        }""") == {
        "type": "book",
        "author": [{"family": "Okafor", "given": "Ngozi"}, {"literal": "The Bath Committee"}],
        "translator": [{"family": "Lindqvist", "given": "Nils"}],
        "title": "The Ledger of the Baths: Keys & Kettles",
        "collection-title": "Baths",
        "collection-number": "7",
        "volume": "2",
        "edition": "Second",
        "publisher": "Harbour Press",
        "publisher-place": "Harbour",
        "language": "en",
        "issued": {"date-parts": [[1931, 5]]},
        "ISBN": "978-0-19-853453-2",
    }  # fmt: skip


def test_an_article():
    found = item(
        "@article{k, author={Okafor, N.}, title={On keys}, journal={Baths}, volume=12, number=3, pages={45 -- 67},"
        " year={1999}, issn={1234-5679}, doi={https://doi.org/10.1000/AB\\_C}}"
    )

    assert found["type"] == "article-journal"
    assert (found["container-title"], found["volume"], found["issue"], found["page"]) == (
        "Baths",
        "12",
        "3",
        "45-67",
    )
    assert (found["ISSN"], found["DOI"]) == ("1234-5679", "10.1000/ab_c")


def test_a_chapter_has_from_its_book_what_it_does_not_say_itself():
    chapter, book = entries("""
        @incollection{part, crossref = {whole}, author = {Berg, Ada}, title = {On steam}, pages = {1-2}}
        @book{whole, title = {The Warm Water}, editor = {Okafor, Ngozi}, publisher = {Harbour Press}, year = 1950}
    """)

    assert chapter.item["type"] == "chapter"
    assert chapter.item["container-title"] == "The Warm Water"
    assert chapter.item["publisher"] == "Harbour Press"
    assert chapter.item["issued"] == {"date-parts": [[1950]]}
    assert book.item["title"] == "The Warm Water"


def test_two_that_name_each_other_as_their_whole_are_still_two():
    assert len(entries("@book{a, crossref={b}, title={One}}\n@book{b, crossref={a}, title={Two}}")) == 2


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("phdthesis", "school={U}", {"type": "thesis", "genre": "PhD thesis", "publisher": "U"}),
        ("techreport", "institution={U}, number={5}", {"type": "report", "publisher": "U", "number": "5"}),
        ("online", "url={https://example.org/a~b}, urldate={2025-03-01}",
         {"type": "webpage", "URL": "https://example.org/a~b", "accessed": {"date-parts": [[2025, 3, 1]]}}),
        ("misc", r"howpublished={\url{https://example.org/a_b}}", {"type": "document", "URL": "https://example.org/a_b"}),
        (
            "misc",
            "url={https://example.org/a}, urldate={2025-03-01}",
            {"type": "webpage", "accessed": {"date-parts": [[2025, 3, 1]]}},
        ),
        ("article", "entrysubtype={newspaper}, journaltitle={Post}, date={1932-05-01}",
         {"type": "article-newspaper", "container-title": "Post", "issued": {"date-parts": [[1932, 5, 1]]}}),
        ("inproceedings", "booktitle={Talks}, eventtitle={Spring}",
         {"type": "paper-conference", "container-title": "Talks", "event-title": "Spring"}),
        ("book", "date={1905/1907}, origdate={1904}",
         {"issued": {"date-parts": [[1905], [1907]]}, "original-date": {"date-parts": [[1904]]}}),
        ("book", "year={[c. 1917]}", {"issued": {"literal": "[c. 1917]"}}),
        ("hologram", "year={in press}", {"type": "document", "issued": {"literal": "in press"}}),
    ],
)  # fmt: skip
def test_fields_and_types_are_understood(kind, fields, expected):
    found = item(f"@{kind}{{k, title={{T}}, {fields}}}")

    assert {field: found.get(field) for field in expected} == expected


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"G{\"o}del", "Gödel"),
        (r"\'{E}mile \v{Z}i\v{z}ek, {\O}rsted \ss{} \aa", "Émile Žižek, Ørsted ß å"),
        (r"{\'\i} \c{c} \^{o} \~n \k{a}", "í ç ô ñ ą"),
        (r"\emph{What} is \textbf{to be} Done", "What is to be Done"),
        ("100% of ``keys'' -- and --- more", "100% of “keys” – and — more"),
        (r"\$5 \& \#1 \_ \%", "$5 & #1 _ %"),
        (r"H$_2$O at $x^2$", "H$_2$O at $x^2$"),
        (r"\input{/etc/passwd}x", "x"),
        (r"\unknown{keys}", "keys"),
    ],
)
def test_accents_and_commands_are_read_as_what_they_print(written, meant):
    assert decoded(written) == meant


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (
            "Ludwig van Beethoven",
            [{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}],
        ),
        ("King, Jr., Martin Luther", [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}]),
        (r"{\v{Z}}i{\v{z}}ek, S.", [{"family": "Žižek", "given": "S."}]),
        (
            "{Barnes and Noble} and Berg, A.",
            [{"literal": "Barnes and Noble"}, {"family": "Berg", "given": "A."}],
        ),
        ("Okafor,", [{"literal": "Okafor"}]),
        ("A {unclosed", None),
    ],
)
def test_names_are_told_apart(written, names):
    found = entries(f"@book{{k, title={{T}}, author={{{written}}}}}")[0]

    assert (found.item or {}).get("author") == names


@pytest.mark.parametrize(
    ("month", "parts"),
    [("mar", [1931, 3]), ("{March}", [1931, 3]), ("3", [1931, 3]), ("13", [1931]), ("0" * 4999, [1931])],
)
def test_a_month_is_a_macro_a_name_or_a_number(month, parts):
    assert item(f"@book{{k, title={{T}}, year=1931, month={month}}}")["issued"] == {"date-parts": [parts]}


def test_macros_are_put_in_their_place_and_joined():
    found = item("""
        @string{hp = "Harbour Press"}
        @STRING( Town = {Harbour} )
        @book{k, title = "Keys" # { of } # town, publisher = HP, month = jan, year = "1931"}
    """)

    assert (found["title"], found["publisher"]) == ("Keys of Harbour", "Harbour Press")
    assert found["issued"] == {"date-parts": [[1931, 1]]}


def test_macros_of_macros_grow_to_nothing():
    doubling = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(60))
    found = item(f'@string{{a0 = "lol"}}\n{doubling}@book{{k, title = a60}}')

    assert len(found["title"]) < 20


def test_one_that_is_broken_spoils_no_other():
    found = entries("""
        @book{one, title={One}, year=1931}
        @book{broken, title={No end, author={X}
        @book{two, title={Two}}
        @book{three title={no comma}}
        @book{four, year=1931}
        @book{one, title={The same key}}
        @book{five, title={Twice}, title={Twice}}
    """)

    assert [entry.item and entry.item["title"] for entry in found] == [
        "One", None, "Two", None, None, "The same key", "Twice",
    ]  # fmt: skip
    assert [entry.trouble for entry in found if entry.trouble] == [
        "Its braces or commas do not fit, so where it ends cannot be told.",
        "Its braces or commas do not fit, so where it ends cannot be told.",
        "It has no title.",
    ]
    assert found[1].begins.startswith("@book{broken")


def test_what_is_not_kept_is_said():
    (entry,) = entries("@book{k, title={T}, abstract={Long}, file={x.pdf}, isbn={123}}")

    assert entry.left_out == ("abstract is not kept.", "ISBN: “123” is none, as far as can be told.")


def test_braces_in_braces_without_end_are_refused_by_the_entry():
    deep, fine = entries("@book{k, title={" + "{" * 50 + "x" + "}" * 50 + "}}\n@book{l, title={T}}")

    assert deep.trouble == "Its braces stand too deeply in each other, or a value is too long."
    assert fine.item


@pytest.mark.parametrize(
    "hostile",
    [
        "@a{" * 60_000,
        "@book{x, title={" + r"\'e" * 60_000 + "}}",
        "@book{x, title={T}}\n" * 201,
        "@book{x, title={T}}" + " " * 200_000 + "x",
    ],
)
def test_too_much_is_refused_before_the_work(hostile):
    with pytest.raises(PasteRefused):
        read(hostile)


@pytest.mark.parametrize(
    "hostile",
    [
        "@book{x, title=" + "{" * 199_000,
        '@book{x, title="' + '"{' * 90_000,
        "@book{x, title=" + "#" * 190_000,
        "@book{x, title={T}, author={" + "A and " * 30_000 + "B}}",
        "@book{x, title={" + r"\frac" * 900 + r"\begin{a}" * 100 + "}}",
    ],
)
def test_what_is_tangled_is_an_entry_that_cannot_be_read_or_plain_words(hostile):
    (entry,) = read(hostile)[1]

    assert entry.trouble or len(entry.item["title"]) <= 500


@pytest.mark.parametrize(
    "words",
    [
        "a--b --- c",
        "``x''",
        "50% & #1 _ {} \\ ^ ~ $a$ $",
        "?`x !`",
        "<<a>>",
        ",,",
        "'''",
        "a\u00a0b",
        r"\input{x}",
    ],
)
def test_what_is_written_is_read_as_it_was(words):
    assert decoded(encoded(words)) == words
