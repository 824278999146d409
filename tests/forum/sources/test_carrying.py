"""What leaves with a reference manager: files, and what its button finds on a page."""

import json
from urllib.parse import parse_qsl

import html5lib
import pytest
from django.urls import reverse

from forum.debate.actions import EvidenceGiven, open_thread
from forum.sources.actions import add_source, add_sources
from forum.sources.csl import cleaned
from forum.sources.embedding import context_object, meta_tags
from forum.sources.exporting import citation_key
from forum.sources.formats import FORMATS, read
from forum.sources.models import Source

ARTICLE = {
    "type": "article-journal",
    "title": "Who <b>holds</b> it & why?",
    "author": ["Okafor, Ngozi", "The Bath Committee"],
    "container-title": "Baths",
    "volume": "12",
    "issue": "3",
    "page": "45-67",
    "issued": "1999-05",
    "DOI": "10.1000/182",
    "ISSN": "1234-5679",
    "language": "en",
}
BOOK = {"type": "book", "title": "Ledger", "author": ["Okafor, Ngozi"], "issued": "1931", "publisher": "Harbour Press",
        "ISBN": "978-0-19-853453-2"}  # fmt: skip


@pytest.fixture
def article(amara, commons) -> Source:
    source = add_source(member=amara, item=cleaned(ARTICLE)[0])
    evidence = [EvidenceGiven(source, "p. 46", "Nobody.", "for")]
    open_thread(member=amara, circle=commons, source="See there.", evidence=evidence)
    return source


@pytest.mark.parametrize("extension", sorted(FORMATS))
def test_a_source_is_taken_along_as_a_file(client, article, extension):
    answer = client.get(reverse("export_source", args=[article.pk, extension]))

    assert answer["Content-Type"] == f"{FORMATS[extension].content_type}; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="okafor1999-{article.pk}.{extension}"'
    _form, (entry,) = read(answer.getvalue().decode())
    assert entry.item["title"].endswith("holds it & why?" if extension == "json" else "holds</b> it & why?")
    assert entry.item["DOI"] == "10.1000/182"


def test_a_format_we_do_not_write_is_no_address(client, article):
    assert client.get(f"/sources/{article.pk}.exe").status_code == 404
    assert client.get(reverse("export_sources"), {"format": "exe"}).status_code == 404


def test_what_was_looked_for_is_taken_along(client, as_member, amara, article):
    add_source(member=amara, item=cleaned(BOOK)[0])
    asked = {"format": "json", "q": "okafor"}

    assert [one["id"] for one in json.loads(client.get(reverse("export_sources"), asked).getvalue())] == [
        citation_key(article)
    ]
    client = as_member(amara)
    assert len(json.loads(client.get(reverse("export_sources"), asked).getvalue())) == 2
    assert len(json.loads(client.get(reverse("export_sources"), asked | {"q": "ledger"}).getvalue())) == 1


def test_a_list_is_written_in_one_query_while_it_is_sent(client, article, django_assert_num_queries):
    with django_assert_num_queries(2):  # and what counts how many are taken
        client.get(reverse("export_sources"), {"format": "bib"}).getvalue()


@pytest.mark.parametrize(
    ("item", "begins"),
    [
        (BOOK, "okafor1931-"),
        ({"title": "Ключи"}, "source-"),
        (BOOK | {"author": ["Žižek, S."]}, "zizek1931-"),
    ],
)
def test_a_citation_key_is_plain_and_its_own(amara, item, begins):
    source = add_source(member=amara, item=cleaned(item)[0])

    assert citation_key(source) == f"{begins}{source.pk}"


def test_a_button_finds_the_source_on_its_page(client, article):
    page = html5lib.parse(
        client.get(article.get_absolute_url()).content.decode(), namespaceHTMLElements=False
    )

    tags = [
        (tag.get("name"), tag.get("content"))
        for tag in page.iter("meta")
        if "citation" in (tag.get("name") or "")
    ]
    assert tags == [
        ("citation_title", "Who <b>holds</b> it & why?"),
        ("citation_author", "Okafor, Ngozi"),
        ("citation_author", "The Bath Committee"),
        ("citation_publication_date", "1999/05"),
        ("citation_journal_title", "Baths"),
        ("citation_volume", "12"),
        ("citation_issue", "3"),
        ("citation_firstpage", "45"),
        ("citation_lastpage", "67"),
        ("citation_issn", "1234-5679"),
        ("citation_doi", "10.1000/182"),
        ("citation_language", "en"),
    ]
    (coins,) = [span for span in page.iter("span") if span.get("class") == "Z3988"]
    said = parse_qsl(coins.get("title"), strict_parsing=True)
    assert said[:2] == [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal")]
    assert ("rft.atitle", "Who <b>holds</b> it & why?") in said
    assert ("rft.aucorp", "The Bath Committee") in said
    assert ("rft_id", "info:doi/10.1000/182") in said
    links = {
        link.get("type"): link.get("href") for link in page.iter("link") if link.get("rel") == "alternate"
    }
    assert links["application/x-bibtex"] == f"/sources/{article.pk}.bib"


def test_a_button_finds_what_a_post_brings(client, article):
    post = article.evidence.get().post

    assert (
        'class="Z3988" title="ctx_ver=Z39.88-2004&amp;'
        in client.get(reverse("thread", args=[post.thread_id])).content.decode()
    )


@pytest.mark.parametrize(
    ("kind", "form", "field"),
    [
        ("book", "book", "rft.btitle"),
        ("chapter", "book", "rft.atitle"),
        ("report", "book", "rft.btitle"),
        ("article-newspaper", "journal", "rft.atitle"),
        ("thesis", "dissertation", "rft.title"),
        ("webpage", "dc", "rft.title"),
        ("speech", "dc", "rft.title"),
        ("document", "dc", "rft.title"),
    ],
)
def test_each_kind_has_a_form_that_openurl_knows(kind, form, field):
    said = dict(parse_qsl(context_object(cleaned(BOOK | {"type": kind})[0])))

    assert said["rft_val_fmt"] == f"info:ofi/fmt:kev:mtx:{form}"
    assert said[field] == "Ledger"
    assert said["rft.date"] == "1931"


def test_a_chapter_names_its_book():
    item, _left_out = cleaned(BOOK | {"type": "chapter", "container-title": "Works"})

    assert ("citation_inbook_title", "Works") in meta_tags(item)


def test_a_sources_page_takes_few_statements(client, as_member, bashir, article, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(article.get_absolute_url())
    client = as_member(bashir)
    client.get(article.get_absolute_url())  # whose first visit today is noted
    with django_assert_num_queries(7):  # and the session and the member
        client.get(article.get_absolute_url())


def test_the_page_of_ones_own_source_takes_few_statements(
    as_member, amara, article, django_assert_max_num_queries
):
    client = as_member(amara)
    with django_assert_max_num_queries(10):  # and whether it is anybody else's
        client.get(article.get_absolute_url())


def test_a_long_list_leaves_piece_by_piece_and_is_whole(client, bashir):
    items = [
        cleaned({"type": "book", "title": f"Volume {number}", "note": "x" * 400})[0] for number in range(250)
    ]
    sources = add_sources(member=bashir, items=items)
    client.force_login(bashir)
    pieces = list(client.get(reverse("export_sources"), {"format": "json"}).streaming_content)
    assert len(pieces) > 5
    assert len(pieces[0]) < 1_000
    kept = json.loads(b"".join(pieces))
    assert {one["title"] for one in kept} == {source.title for source in sources}
