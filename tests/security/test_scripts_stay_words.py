"""What people have tried in order to run a script: in every field that is shown, and in every kind of file."""

import io
import re

import docx
import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essays.library.models import ImportDraft
from essays.library.outline import Block, Citation, Mark, Outline, Section
from essays.library.publishing import publish
from essays.margin.actions import annotate
from essays.margin.selecting import Selection
from forum.debate.actions import EvidenceGiven, edit_post, open_thread, reply
from forum.debate.models import Post
from forum.sources.actions import find_or_add
from forum.text import TextRefused
from tests.forum.text.payloads import PAYLOADS

HARMLESS_SCRIPTS = re.compile(r"/static/[\w./-]+\.js")
# What a browser can send: a form's text is valid UTF-8 by the time it is read.
SENDABLE = [payload for payload in PAYLOADS if payload.encode(errors="replace").decode() == payload]
# A file with control characters is refused as a whole.
WRITTEN = [re.sub(r"[\x00-\x08\x0b-\x1f]", "", payload) for payload in SENDABLE]
# Rendering is tried with every payload where it happens, in tests/forum/text; here, a sixth of them in all fields.
SOME = pytest.mark.parametrize("payload", SENDABLE[::6], ids=range(len(SENDABLE[::6])))
ON_ONE_LINE = "".join(payload for payload in WRITTEN if "\n" not in payload)


def harm_in_page(html: str) -> list[str]:
    """Scripts that are not ours, handlers in attributes, addresses that run, in a whole page as a browser builds it."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and not HARMLESS_SCRIPTS.fullmatch(element.get("src", "")):
            found.append(f"a script: {element.get('src')} {element.text}")
        if element.tag in {"iframe", "object", "embed", "base", "style"}:
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if str(name).startswith("on") or name in {"style", "srcdoc"}:
                found.append(f"{name}={value} on <{element.tag}>")
            if name in {"href", "src", "action", "formaction", "data"} and address.startswith(
                ("javascript:", "vbscript:", "data:")
            ):
                found.append(f"{name}={value} on <{element.tag}>")
            if str(name).startswith("hx-") and "alert" in value:
                found.append(f"{name}={value} on <{element.tag}>")
    return found


def test_the_judge_finds_what_does_harm():
    assert harm_in_page("<p onclick=alert(1)><a href='java\tscript:alert(1)'>x</a><script>alert(1)</script>")
    assert len(harm_in_page("<img src=x onerror=alert(1)><base href=//evil.example>")) == 2


@SOME
def test_no_field_that_is_shown_runs_a_script(client, world, payload):
    """One payload in all fields that are shown, then the pages that show them."""
    member, line = world.author, payload.replace("\n", " ")
    member.display_name, member.about = line[:60], line[:280]
    member.save()
    source = find_or_add(
        member=member, author=line[:300], title=line[:300], year="1931", publisher=line[:200]
    )
    evidence = [EvidenceGiven(source, line[:80], payload, "against")]
    thread = open_thread(member=member, circle=world.open.circle, title=line[:160], source="It begins.")
    try:
        answer = reply(member=member, answers=thread.opening, source=payload, evidence=evidence)
        edit_post(member=member, post=answer, kind="comment", source=f"Edited: {payload}")
    except TextRefused:  # too hostile even to be rendered; the other fields are still shown
        answer = reply(member=member, answers=thread.opening, source="It goes on.", evidence=evidence)
    essay = publish(
        member=member,
        circle=world.open.circle,
        outline=Outline(
            title=line[:200],
            subtitle=line[:200],
            author=line[:200],
            date=line[:60],
            language="en",
            sections=(
                Section(
                    "a",
                    line[:300],
                    "a",
                    (
                        Block("heading", line),
                        Block(
                            "quotation",
                            line,
                            Citation(line, line, line, line[:120], None),
                            (Mark(0, 3, "link", line), Mark(1, len(line), "emphasis")),
                        ),
                    ),
                ),
            ),
        ),
    )
    section = essay.edition.sections.get()
    annotation = annotate(
        member=member,
        selections=[
            Selection(
                section=section,
                start=0,
                end=len(section.text.split("\n")[0]),
                exact=section.text.split("\n")[0],
            )
        ],
        kind="critique",
        source="As above.",
        evidence=evidence,
    )
    client.force_login(member)
    for url in (
        reverse("front_door"),
        reverse("essays"),
        essay.get_absolute_url(),
        reverse("section", args=[essay.slug, "a"]),
        reverse("whole", args=[essay.slug]),
        reverse("annotation", args=[annotation.pk]),
        reverse("annotate", args=[essay.slug, "a"]) + "?start=0&end=5",
        world.open.circle.get_absolute_url(),
        reverse("thread", args=[thread.pk]),
        reverse("reply", args=[answer.pk]) + "?quote=1",
        reverse("edit_post", args=[answer.pk]),
        reverse("post_history", args=[answer.pk]),
        reverse("sources"),
        reverse("source", args=[source.pk]),
        reverse("member", args=[member.handle]),
        reverse("settings"),
    ):
        response = client.get(url)
        assert harm_in_page(response.content.decode()) == [], url


@SOME
def test_what_is_asked_for_in_an_address_runs_no_script(client, world, payload):
    client.force_login(world.author)
    for url in (
        reverse("sources"),
        reverse("account_login"),
        reverse("thread", args=[world.open.thread.pk]),
        reverse("annotate", args=[world.open.essay.slug, "of-steam"]),
        reverse("notes", args=[world.open.essay.slug, "of-steam"]),
    ):
        asked = dict.fromkeys(("q", "next", "after", "before", "at", "block", "kind", "start"), payload)
        assert harm_in_page(client.get(url, asked).content.decode()) == [], url


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
@pytest.mark.django_db(transaction=True)
def test_a_script_in_a_file_of_any_kind_is_only_words(client, world, filename, make):
    client.force_login(world.author)
    begun = client.post(
        reverse("import_essay"),
        {"file": SimpleUploadedFile(filename, make()), "circle": world.open.circle.pk, "written_as": "txt"},
    )
    draft = ImportDraft.objects.latest("pk")
    assert begun.url == draft.get_absolute_url()
    assert harm_in_page(client.get(begun.url).content.decode()) == []
    assert draft.state == ImportDraft.State.READ, draft.refusal
    for number in range(1, len(draft.outline["sections"]) + 1):
        url = reverse("import_section", args=[draft.pk, number])
        assert harm_in_page(client.get(url).content.decode()) == []


def test_nothing_hostile_was_lost_on_the_way(client, world):
    """The words themselves stay: they are quoted, not removed."""
    thread = open_thread(member=world.author, circle=world.open.circle, title="<script>", source="`<script>`")
    html = client.get(reverse("thread", args=[thread.pk])).content.decode()
    assert "&lt;script&gt;" in html
    assert Post.objects.get(pk=thread.opening_id).source == "`<script>`"
