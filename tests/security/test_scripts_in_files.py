"""What people have tried in order to run a script, in every kind of file that a text is brought in."""

import io
import re

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essays.library.models import ImportDraft
from tests.security.harm import SENDABLE, harm_in_page

# A file with control characters is refused as a whole.
WRITTEN = [re.sub(r"[\x00-\x08\x0b-\x1f]", "", payload) for payload in SENDABLE]
ON_ONE_LINE = "".join(payload for payload in WRITTEN if "\n" not in payload)


def markdown() -> bytes:
    paragraphs = "\n\n".join(WRITTEN)
    return f"# Title {ON_ONE_LINE}\n\n## One {ON_ONE_LINE}\n\n{paragraphs}\n\n> {ON_ONE_LINE}\n".encode()


def plain() -> bytes:
    paragraphs = "\n\n".join(WRITTEN)
    return f"a) One\n\n{paragraphs}\n\nb) Two\n\n“{ON_ONE_LINE}” (Someone, p. 3)\n".encode()


def html() -> bytes:
    words = "Enough words to be a text that somebody would want to read with others, and more of them. " * 5
    hostile = "".join(f"<p>{words}{payload}</p>" for payload in WRITTEN)
    return f"<!doctype html><title>T</title><h1>T</h1><p>{words}</p><h2>One</h2>{hostile}".encode()


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title = "<script>alert(1)</script>"
    document.add_heading("One <script>alert(1)</script>", level=1)
    for payload in WRITTEN:
        document.add_paragraph(payload)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("filename", "make"),
    [("x.md", markdown), ("x.txt", plain), ("x.html", html), ("x.docx", word)],
    ids=["md", "txt", "html", "docx"],
)
def test_a_script_in_a_file_of_any_kind_is_only_words(
    client, world, filename, make, django_capture_on_commit_callbacks
):
    client.force_login(world.author)
    said = {
        "file": SimpleUploadedFile(filename, make()),
        "circle": world.open.circle.pk,
        "written_as": "txt",
    }
    with django_capture_on_commit_callbacks(execute=True):
        begun = client.post(reverse("import_essay"), said)
    draft = ImportDraft.objects.latest("pk")
    assert begun.url == draft.get_absolute_url()
    assert harm_in_page(client.get(begun.url).content.decode()) == []
    assert draft.state == ImportDraft.State.READ, draft.refusal
    for number in range(1, len(draft.outline["sections"]) + 1):
        url = reverse("import_section", args=[draft.pk, number])
        assert harm_in_page(client.get(url).content.decode()) == []
