"""A thread in the Commons that Amara opened and Bashir answered."""

import pytest

from forum.debate.actions import EvidenceGiven, open_thread, reply
from forum.debate.models import Post, Thread
from forum.sources.actions import find_or_add
from forum.sources.models import Source


@pytest.fixture
def thread(amara, commons) -> Thread:
    return open_thread(
        member=amara, circle=commons, title="Who keeps the minutes?", source="I kept them *twice*."
    )


@pytest.fixture
def opening(thread) -> Post:
    return thread.opening


@pytest.fixture
def answer(bashir, opening) -> Post:
    return reply(member=bashir, answers=opening, source="Then I keep them next.")


@pytest.fixture
def ledger(bashir) -> Source:
    return find_or_add(member=bashir, author="Okafor, Ngozi", title="The Ledger of the Baths", year="1931")


@pytest.fixture
def page_112(ledger) -> EvidenceGiven:
    return EvidenceGiven(source=ledger, locator="p. 112", says="The minutes were burnt.", stance="against")
