"""What a text's pages say of it to reference managers."""

import html5lib
from django.urls import reverse

from essays.library.models import Essay


def tags_of(response) -> dict[str, str]:
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return {
        tag.get("name"): tag.get("content")
        for tag in page.iter("meta")
        if "citation" in (tag.get("name") or "")
    }


def test_a_text_is_found_by_a_button(client, at):
    slug = at("section").split("/")[2]
    Essay.objects.update(
        title="Warm <b>Water</b>", subtitle="A walk", author="N. Lindqvist", date="1 May 1932"
    )
    for page in (reverse("essay", args=[slug]), at("section")):
        tags = tags_of(client.get(page))

        assert tags["citation_title"] == "Warm <b>Water</b>: A walk"
        assert tags["citation_author"] == "N. Lindqvist"
        assert tags["citation_publication_date"] == "1932/05/01"
        assert tags["citation_language"] == "en"
        assert tags["citation_abstract_html_url"] == f"http://testserver{reverse('essay', args=[slug])}"
        assert tags["citation_fulltext_html_url"] == f"http://testserver{reverse('whole', args=[slug])}"


def test_a_text_of_which_little_is_known_says_no_more(client, at):
    Essay.objects.update(subtitle="", author="", date="")

    assert set(tags_of(client.get(at("section")))) == {
        "citation_title",
        "citation_language",
        "citation_abstract_html_url",
        "citation_fulltext_html_url",
    }
