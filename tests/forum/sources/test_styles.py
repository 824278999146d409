"""References, author–date, one kind after the other."""

import pytest
from django.utils.html import strip_tags

from forum.sources.csl import cleaned
from forum.sources.styles import in_text, reference_line

TROTSKY = {
    "type": "book",
    "title": "The History of the Russian Revolution",
    "author": ["Trotsky, Leon"],
    "issued": "1932",
    "volume": 1,
    "publisher": "Gollancz",
    "publisher-place": "London",
}
CHAPTER = {
    "type": "chapter",
    "title": "On keys",
    "author": ["Okafor, Ngozi", "Lindqvist, Nils"],
    "editor": ["Berg, Ada"],
    "container-title": "The Warm Water",
    "issued": "1931",
    "page": "12--34",
    "publisher": "Harbour Press",
}
ARTICLE = {
    "type": "article-journal",
    "title": "Who holds it?",
    "author": ["Okafor, Ngozi", "Lindqvist, Nils", "Berg, Ada"],
    "container-title": "Baths & Houses",
    "volume": "12",
    "issue": "3",
    "page": "45-67",
    "issued": "1999",
    "DOI": "10.1000/182",
}


def said(**item) -> str:
    return strip_tags(reference_line(cleaned(item)[0])).replace("&amp;", "&")


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (TROTSKY, "Trotsky, Leon. 1932. The History of the Russian Revolution. Vol. 1. London: Gollancz."),
        (
            TROTSKY | {"original-date": "1930", "translator": ["Eastman, Max"], "edition": "2", "volume": ""},
            "Trotsky, Leon. (1930) 1932. The History of the Russian Revolution. Translated by Max Eastman. 2nd ed. "
            "London: Gollancz.",
        ),
        (
            TROTSKY | {"author": [], "editor": ["Berg, Ada", "Okafor, Ngozi"]},
            "Berg, Ada, and Ngozi Okafor, eds. 1932. The History of the Russian Revolution. Vol. 1. London: Gollancz.",
        ),
        ({"type": "book", "title": "Who Keeps the Key?"}, "Who Keeps the Key? n.d."),
        (
            CHAPTER,
            "Okafor, Ngozi, and Nils Lindqvist. 1931. “On keys.” In The Warm Water, edited by Ada Berg, 12–34. "
            "Harbour Press.",
        ),
        (
            ARTICLE,
            "Okafor, Ngozi, Nils Lindqvist, and Ada Berg. 1999. “Who holds it?” Baths & Houses 12 (3): 45–67. "
            "https://doi.org/10.1000/182",
        ),
        (ARTICLE | {"volume": "", "DOI": "", "page": ""},
         "Okafor, Ngozi, Nils Lindqvist, and Ada Berg. 1999. “Who holds it?” Baths & Houses no. 3."),
        (
            {"type": "article-newspaper", "title": "The tap is shut", "container-title": "Harbour Post",
             "issued": "1 May 1932", "page": "4"},
            "“The tap is shut.” 1932. Harbour Post, 1 May, 4.",
        ),
        (
            {"type": "webpage", "title": "Keys", "author": ["The Bath Committee"], "container-title": "Baths",
             "URL": "https://example.org/keys", "accessed": "2025-03-03"},
            "The Bath Committee. n.d. “Keys.” Baths. Accessed 3 March 2025. https://example.org/keys",
        ),
        (
            {"type": "thesis", "title": "Of steam", "author": ["Berg, Ada"], "genre": "PhD thesis",
             "publisher": "University of the Harbour", "issued": "2001"},
            "Berg, Ada. 2001. “Of steam.” PhD thesis, University of the Harbour.",
        ),
        (
            {"type": "report", "title": "On tiles", "author": ["The Bath Committee"], "number": "5",
             "publisher": "The Committee", "issued": "1931"},
            "The Bath Committee. 1931. On tiles. Report 5. The Committee.",
        ),
        (
            {"type": "speech", "title": "To the bathers", "author": ["Berg, Ada"], "event-title": "Spring meeting",
             "publisher-place": "Harbour", "issued": "1 May 1932"},
            "Berg, Ada. 1932. “To the bathers.” Speech, Spring meeting, Harbour, 1 May.",
        ),
        (
            {"type": "personal_communication", "title": "To Nils Lindqvist", "author": ["Berg, Ada"],
             "issued": "c. 1932", "archive": "Harbour Archive, box 3"},
            "Berg, Ada. c. 1932. “To Nils Lindqvist.” Letter. Harbour Archive, box 3.",
        ),
    ],
)  # fmt: skip
def test_a_reference_is_given_author_first_then_date(item, line):
    assert said(**item) == line


def test_many_names_are_not_all_given():
    line = said(type="book", title="Keys", author=[f"Name{number}, A." for number in range(12)])

    assert line.startswith(
        "Name0, A., A. Name1, A. Name2, A. Name3, A. Name4, A. Name5, A. Name6, et al. n.d."
    )


@pytest.mark.parametrize(
    ("item", "locator", "line"),
    [
        (TROTSKY, "121", "(Trotsky 1932, 121)"),
        (CHAPTER, "", "(Okafor and Lindqvist 1931)"),
        (ARTICLE, "p. 46", "(Okafor et al. 1999, p. 46)"),
        ({"title": "Keys", "type": "book"}, "", "(Keys n.d.)"),
    ],
)
def test_in_running_text_a_source_is_named_shortly(item, locator, line):
    assert in_text(cleaned(item)[0], locator) == line


def test_titles_are_set_off_and_addresses_are_links():
    line = reference_line(cleaned(ARTICLE)[0])

    assert "<cite>Baths &amp; Houses</cite>" in line
    assert '<a href="https://doi.org/10.1000/182" rel="nofollow noopener ugc">' in line


@pytest.mark.parametrize(
    "kind", ["book", "chapter", "article-journal", "article-newspaper", "webpage", "speech", "report"]
)
def test_whatever_is_said_is_only_words(kind):
    hostile = "<img src=x onerror=alert(1)>{}%s"
    fields = (
        "title",
        "container-title",
        "volume",
        "issue",
        "page",
        "edition",
        "genre",
        "publisher",
        "archive",
        "number",
    )
    people = {role: [{"literal": hostile}] for role in ("author", "editor", "translator")}
    item, _left_out = cleaned({"type": kind} | dict.fromkeys(fields, hostile) | people | {"issued": hostile})

    assert "<img" not in reference_line(item)
