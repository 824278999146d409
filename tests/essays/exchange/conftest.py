"""A margin with one of everything that leaves it, and ways to take it out and bring it in."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essays.exchange.models import Bringing
from essays.exchange.tasks import read_notes, write_notes
from essays.library.models import Essay
from essays.margin.actions import annotate
from forum.debate.actions import EvidenceGiven, edit_post, reply, withdraw_post
from forum.sources.actions import find_or_add
from tests.essays.conftest import SAID_IN_SHORT, selected


def at(day: int) -> datetime:
    return datetime(2024, 5, day, 12, 30, 15, 250_000, tzinfo=UTC)


@pytest.fixture
def margin(essay, section, tiles, amara, bashir, note_on) -> dict[str, Any]:
    """Notes with evidence, replies, several passages; one edited, one withdrawn under a reply, one private."""
    ledger = find_or_add(
        member=bashir, author="Okafor, Ngozi; Diallo", title="The Ledger of the Baths", year="1931"
    )
    evidence = [EvidenceGiven(ledger, "p. 112", "Nobody kept a key.\nNobody.", "against")]
    doubted = note_on(
        bashir,
        "nobody <led> it",
        kind="counter-evidence",
        source="Who **says** so?",
        evidence=evidence,
        at=at(1),
    )
    answer = reply(
        member=amara,
        answers=doubted.thread.opening,
        source="I do.",
        kind="support",
        at=at(2),
        evidence=evidence,
    )
    deeper = reply(member=bashir, answers=answer, source="Where?", kind="question", at=at(3))
    reply(member=amara, answers=doubted.thread.opening, source="A second answer.", at=at(4))
    edit_post(member=bashir, post=deeper, source="Where, then?", kind="question", at=at(5))
    wide = annotate(
        member=amara,
        selections=[selected(section, SAID_IN_SHORT), selected(tiles, "laid by everyone")],
        kind="critique",
        source="These two do not go together. [Really](https://example.org/really)",
        at=at(6),
    )
    withdrawn = note_on(amara, "the water was warm", kind="question", source="How warm?", at=at(7))
    reply(member=bashir, answers=withdrawn.thread.opening, source="Very.", at=at(8))
    withdraw_post(member=amara, post=withdrawn.thread.opening, at=at(9))
    private = note_on(amara, "Steam rose \U0001f54a", source="My own thought.", private=True, at=at(10))
    return {"doubted": doubted, "wide": wide, "withdrawn": withdrawn, "private": private}


@pytest.fixture
def export(client) -> Callable[..., bytes]:
    """`export(essay, "jsonld", member=amara, private=True)`: the file, as that member (or a visitor) gets it."""

    def get(essay: Essay, form: str, *, member=None, private: bool = False) -> bytes:
        client.logout()
        if member:
            client.force_login(member)
        answer = client.get(
            reverse("export_as", args=[essay.slug, form]), {"private": "1"} if private else {}
        )
        assert answer.status_code == 200
        return answer.getvalue()

    return get


@pytest.fixture
def bring(client) -> Callable[..., Bringing]:
    """`bring(essay, member, data)`: sends a file and has it read; `data` is bytes, or what JSON can say."""

    def send(essay: Essay, member, data: Any, *, name: str = "notes.jsonld") -> Bringing:
        client.force_login(member)
        data = data if isinstance(data, bytes) else json.dumps(data).encode()
        file = SimpleUploadedFile(name, data)
        answer = client.post(reverse("bring_notes", args=[essay.slug]), {"file": file})
        assert answer.status_code == 302, answer.content.decode()
        found = Bringing.objects.latest("pk")
        read_notes.call(found.pk)  # a task begins when the transaction has ended, and a test's never does
        found.refresh_from_db()
        return found

    return send


@pytest.fixture
def confirm(client) -> Callable[..., Bringing]:
    """`confirm(bringing)`: has what was read written, as its member asks for it."""

    def send(bringing: Bringing, *, layer: str = "circle", keeps_gone: bool = False) -> Bringing:
        client.force_login(bringing.member)
        said = {"layer": layer} | ({"keeps_gone": "on"} if keeps_gone else {})
        answer = client.post(bringing.get_absolute_url(), said)
        assert answer.status_code == 302, answer.content.decode()
        write_notes.call(bringing.pk)
        bringing.refresh_from_db()
        return bringing

    return send


def states_of(bringing: Bringing) -> list[str]:
    return list(bringing.notes.in_order().values_list("state", flat=True))


def reasons_of(bringing: Bringing) -> list[str]:
    return list(bringing.notes.in_order().values_list("reason", flat=True))
