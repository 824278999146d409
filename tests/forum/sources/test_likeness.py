"""Which entries may be one work, and how they are found."""

import pytest
from django.contrib.auth.models import AnonymousUser

from forum.sources.actions import add_source, find_or_add, index_anew
from forum.sources.csl import cleaned
from forum.sources.duplicates import candidates_of, like_any
from forum.sources.likeness import alike
from forum.sources.models import Source

HISTORY = {
    "type": "book",
    "title": "The History of the Russian Revolution",
    "author": ["Trotsky, Leon"],
    "issued": "1932",
}


def item(**further):
    return cleaned(HISTORY | further)[0]


@pytest.mark.parametrize(
    ("further", "why"),
    [
        ({"title": "History of the Russian Revolution"}, "words"),
        ({"title": "The History of the Russian Revolution: The Overthrow of Tzarism"}, "words"),
        ({"title": "The Histroy of the Russian Revolution"}, "words"),
        ({"author": ["Leon Trotsky"]}, "words"),
        ({"author": ["Trotsky, L."], "issued": "1933"}, "words"),
        ({"issued": ""}, "words"),
        ({"issued": "1980", "original-date": "1932"}, "words"),
        ({"issued": "1980"}, ""),
        ({"title": "My Life"}, ""),
        ({"author": ["Carr, E. H."]}, ""),
    ],
)
def test_author_title_and_year_tell_whether_two_may_be_one(further, why):
    assert alike(item(), item(**further)) == alike(item(**further), item()) == why


def test_volumes_of_one_work_are_two():
    assert alike(item(volume="1"), item(volume="2")) == ""
    assert alike(item(volume="1"), item()) == "words"


def test_a_doi_decides():
    assert alike(item(DOI="10.1000/1"), item(DOI="10.1000/1", title="Anything")) == "doi"
    assert alike(item(DOI="10.1000/1"), item(DOI="10.1000/2")) == ""


def test_an_isbn_is_shared_by_a_book_and_its_chapters():
    isbn = "978-0-19-853453-2"

    assert alike(item(ISBN=isbn), item(ISBN=isbn, author=["Somebody, E."])) == "isbn"
    assert alike(item(ISBN=isbn), item(ISBN=isbn, title="On keys", author=["Berg, A."])) == ""


def test_entries_that_are_alike_find_each_other(bashir, chiara):
    typed = find_or_add(
        member=bashir, author="Leon Trotsky", title="History of the Russian Revolution", year="1932"
    )
    full = add_source(member=bashir, item=item(publisher="Gollancz"))
    add_source(member=bashir, item=item(title="History Lessons"))

    assert [(found.source, str(found.reason)) for found in candidates_of(typed, bashir)] == [
        (full, "like author, title and year")
    ]
    assert candidates_of(typed, chiara) == candidates_of(typed, AnonymousUser()) == []


def test_by_a_doi_entries_with_other_words_find_each_other(bashir):
    one = add_source(member=bashir, item=item(DOI="10.1000/1"))
    other = add_source(
        member=bashir, item=item(DOI="10.1000/1", title="Geschichte", author=["Bronstein, L."])
    )

    assert [found.source for found in candidates_of(one, bashir)] == [other]


def test_however_many_entries_there_are_finding_takes_one_query(bashir, django_assert_num_queries):
    source = add_source(member=bashir, item=item())
    for number in range(30):
        add_source(member=bashir, item=item(note=f"Copy {number}"))

    with django_assert_num_queries(1):
        assert len(candidates_of(source, bashir)) == 10


def test_a_list_is_compared_with_what_is_here_in_one_query(bashir, chiara, django_assert_num_queries):
    here = add_source(member=bashir, item=item())
    items = [item(), item(publisher="Gollancz"), item(title="My Life")] * 20

    with django_assert_num_queries(1):
        found = like_any(items, bashir)

    assert found[:3] == [[here], [here], []]
    assert like_any(items, chiara) == [[]] * 60


def test_entries_from_before_are_indexed_once(bashir):
    source = add_source(member=bashir, item=item(DOI="10.1000/1", ISBN="978-0-19-853453-2"))
    Source.objects.update(likeness="", doi="", isbn="")

    assert index_anew() == 1
    assert index_anew() == 0
    source.refresh_from_db()
    assert (source.likeness, source.doi, source.isbn) == ("trotsky|history", "10.1000/1", "9780198534532")
