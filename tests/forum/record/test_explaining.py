"""Entries are told in sentences: tokens that a program reads are words where people read."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from forum.debate.restraining.hows import Category
from forum.decisions.models import Proposal
from forum.moderation.models import Case, Outcome
from forum.record.explaining import explained
from forum.record.models import Entry
from forum.record.writing import append


def sentence_of(type: str, body: dict) -> str:
    append(type, body)
    return explained(Entry.objects.order_by("-number").told_to(AnonymousUser())[:1], AnonymousUser())[
        0
    ].sentence


@pytest.mark.parametrize(
    ("type", "name", "tokens"),
    [
        ("close", "how", Case.Closing.values),
        ("ruling", "outcome", Outcome.values),
        ("decision", "outcome", Proposal.Outcome.values),
        ("hold", "category", Category.values),
        ("account", "act", ["open", "close"]),
    ],
)
def test_every_token_of_a_sentence_is_said_in_words_of_its_own(db, type, name, tokens):
    told = {token: sentence_of(type, {"case": "17", name: token}) for token in tokens}
    unknown = sentence_of(type, {"case": "17", name: "of-next-year"})
    assert len(set(told.values())) == len(tokens)
    for token, sentence in told.items():
        as_it_is = unknown.replace("of-next-year", token)
        is_a_word = token in ("copyright", "defamation")
        assert sentence != as_it_is or is_a_word, f"{token} is shown as it is"


def test_the_page_says_how_a_case_was_closed(client, db):
    append("close", {"case": "17", "how": "proposal"})
    html = client.get(reverse("record")).content.decode()
    assert "there were too few to ask, so it is a matter for the whole circle" in html


def test_a_token_that_the_program_does_not_know_is_shown_as_it_is(db):
    assert "of-next-year" in sentence_of("close", {"case": "17", "how": "of-next-year"})
