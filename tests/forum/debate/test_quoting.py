"""Quoting what one answers."""

from forum.debate.quoting import MOST, quote
from forum.text import render


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
