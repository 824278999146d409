"""Quoting what one answers."""

import re
from html import unescape

import pytest
from django.urls import reverse

from forum.debate.quoting import MOST, chosen, quote, quote_passage
from forum.text import escaped, render


def test_a_quotation_names_its_author_and_leaves_room_to_go_on():
    assert quote("One line.\n\nAnother.", author="Amara") == (
        "> Amara wrote:\n>\n> One line.\n>\n> Another.\n\n"
    )


def test_quotations_do_not_pile_up():
    assert quote("> Bashir wrote:\n>\n> Tea?\n\nYes.", author="Amara") == "> Amara wrote:\n>\n> Yes.\n\n"


def test_only_so_much_is_quoted():
    quoted = quote("word " * 2000, author="Amara")

    assert len(quoted) < MOST + 40
    assert quoted.endswith("word …\n\n")


def test_a_quotation_is_one():
    html = render(quote("A *word*.\n\n- and a list", author="Amara") + "Yes.")

    assert html.startswith("<blockquote>")
    assert html.endswith("</blockquote>\n<p>Yes.</p>\n")


@pytest.mark.parametrize(
    "words",
    [
        "a *star* and a _line_",
        "1. not a list",
        "# not a heading\n> nor a quotation",
        "[x](y) `z` @amara <b>&amp;",
    ],
)
def test_what_was_selected_is_quoted_to_the_letter(words):
    html = render(escaped(words))

    quoted = render(quote(chosen(words, html), author="Amara"))

    assert "".join(words.split()) in "".join(unescape(re.sub(r"<[^>]*>", "", quoted)).split())
    assert set(re.findall(r"<(\w+)", quoted)) == {"blockquote", "p"}


def test_what_a_post_does_not_say_is_not_quoted_from_it():
    assert chosen("I resign", "<p>I keep them.</p>") == ""
    assert chosen("  ", "<p>I keep them.</p>") == ""
    assert chosen("I keep\nthem", "<p>I <em>keep</em> them.</p>") == "I keep\nthem"


def test_a_passage_is_quoted_with_the_place_it_is_from():
    assert quote_passage("keeps the key\nkeeps *it*", place="The Warm Water · Of steam") == (
        "> keeps the key keeps \\*it\\*\n>\n> — The Warm Water · Of steam\n\n"
    )


def test_the_form_quotes_what_was_selected_and_else_the_whole(as_member, bashir, opening):
    client, url = as_member(bashir), reverse("reply", args=[opening.pk])

    def begins(**asked) -> str:
        html = client.get(url, {"quote": "1"} | asked).content.decode()
        return unescape(re.search(r'name="source"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)[1])

    assert begins(words="kept them") == "> Amara wrote:\n>\n> kept them\n\n"
    assert begins(words="burnt them") == begins() == "> Amara wrote:\n>\n> I kept them *twice*.\n\n"
