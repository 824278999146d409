"""Bringing texts and having them read, as a member does."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from essays.library.models import ImportDraft
from essays.library.outline import Outline, from_json
from forum.circles.models import Circle
from forum.members.models import Member
from tests.essays.library import samples

Bring = Callable[..., HttpResponse]


@pytest.fixture
def bring(as_member, commons, django_capture_on_commit_callbacks) -> Bring:
    """Brings a text as a member, `bring(amara, text="…")` or `bring(amara, file=b"…")`; it is read at once."""

    def send(
        member: Member, *, file: bytes | None = None, name: str = "bridge.txt", **fields
    ) -> HttpResponse:
        circle: Circle = fields.pop("circle", commons)
        said = {"text": "", "written_as": "txt", "circle": circle.pk} | fields
        if file is not None:
            said["file"] = SimpleUploadedFile(name, file)
        with django_capture_on_commit_callbacks(execute=True):
            return as_member(member).post("/essays/import/", said)

    return send


@pytest.fixture
def draft(bring, amara) -> ImportDraft:
    """What Amara brought and nobody has corrected yet."""
    bring(amara, file=samples.LETTERED.encode())
    return ImportDraft.objects.get()


@pytest.fixture
def client_of_amara(as_member, amara):
    return as_member(amara)


def outline_of(draft: ImportDraft) -> Outline:
    """What is kept of the draft by now."""
    return from_json(ImportDraft.objects.get(pk=draft.pk).outline)


def fields_of(page: HttpResponse) -> dict[str, str]:
    """What a browser would send back of the form on `page`, unchanged."""
    form = page.context["form"]
    return {form.add_prefix(name): form[name].value() or "" for name in form.fields}


def sent_back(client: Client, address: str, **changes: str) -> HttpResponse:
    """Open the form at `address`, change some of its fields, and send it."""
    return client.post(address, fields_of(client.get(address)) | changes)
