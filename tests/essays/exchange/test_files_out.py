"""A margin as Markdown, as a table, on paper and as a book."""

import csv
import io
import zipfile
from xml.etree import ElementTree

import html5lib
import pytest
from markdown_it import MarkdownIt

from essays.exchange.markdown import harmless
from essays.exchange.markup import as_xhtml
from essays.exchange.table import COLUMNS
from forum.circles.actions import join
from forum.debate.actions import EvidenceGiven
from forum.sources.actions import find_or_add
from tests.forum.text.payloads import PAYLOADS
from tests.security.harm import harm_in_page

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture
def files(margin, essay, export, amara):
    return lambda form: export(essay, form, member=amara, private=True)


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_markdown_stands_by_section_and_paragraph_with_replies_under_their_notes(files):
    text = files("md").decode()

    steam, tiles = text.index("## a) Of steam"), text.index("### Paragraph 2")
    assert steam < tiles < text.index("> nobody \\<led\\> it") < text.index("Who **says** so?")
    assert "\n  - **Support** · Amara" in text
    assert "\n    - **Question** · Bashir" in text
    assert "Okafor, Ngozi; Diallo, The Ledger of the Baths, 1931, p. 112 (speaks against it)" in text
    assert "only for me" in text
    assert "How warm?" not in text


def test_markdown_is_read_again_as_lists_within_lists(files):
    html = MarkdownIt("commonmark").render(files("md").decode())

    assert html.count("<ul>") >= 5
    assert "<pre>" not in html


def test_the_table_has_a_row_for_each_note_and_reply(files):
    data = files("csv")
    rows = rows_of(data)

    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 8
    by_words = {row["words"]: row for row in rows}
    assert by_words["Where, then?"]["answers"] == by_words["I do."]["address"]
    assert by_words["Who **says** so?"]["passage"] == "nobody <led> it"
    assert by_words["My own thought."]["layer"] == "private"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_of_the_table_is_a_formula(essay, note_on, bashir, export, begin):
    bashir.display_name = f"{begin.strip() or '='}cmd|' /C calc'!A0"
    bashir.save()
    note_on(bashir, "nobody <led> it", source=f"{begin}1+1")

    for row in rows_of(export(essay, "csv")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in row.values())


def test_paper_has_each_note_beside_its_block_under_its_number(files):
    page = html5lib.parse(files("html").decode(), namespaceHTMLElements=False)

    rows = [row for row in page.iter("div") if row.get("class") == "row"]
    [steam] = [row for row in rows if any(note.get("id") == "note-2" for note in row.iter("div"))]
    text, notes = steam
    said = "".join(text.itertext())
    assert said.startswith("Steam rose \U0001f54a1 over")
    assert "nobody <led> it2; the water was warm3 all" in said
    assert [note.get("id") for note in notes] == ["note-1", "note-2", "note-3"]


def test_paper_has_one_heading_of_the_first_level(files):
    page = html5lib.parse(files("html").decode(), namespaceHTMLElements=False)

    assert ["".join(each.itertext()) for each in page.iter("h1")] == ["The Warm Water"]
    assert ["".join(each.itertext()) for each in page.iter("h2")] == ["a) Of steam", "b) Of tiles"]


def test_paper_brings_its_style_and_fetches_nothing(files):
    data = files("html").decode()
    page = html5lib.parse(data, namespaceHTMLElements=False)

    assert not any(list(page.iter(tag)) for tag in ("script", "img", "link", "iframe"))
    assert "@page { size: A4" in data


def test_the_policy_of_what_is_downloaded_lets_nothing_run(margin, essay, client):
    policy = client.get(f"/essays/{essay.slug}/export/html/").headers["Content-Security-Policy"]

    assert "sandbox" in [part.strip() for part in policy.split(";")]
    assert "unsafe" not in policy


def test_the_book_is_an_epub(files):
    data = files("epub")
    book = zipfile.ZipFile(io.BytesIO(data))

    assert book.testzip() is None
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    package = ElementTree.fromstring(book.read("EPUB/package.opf"))
    opf = "{http://www.idpf.org/2007/opf}"
    listed = {item.get("href") for item in package.iter(f"{opf}item")}
    assert {f"EPUB/{name}" for name in listed} | {
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
    } == set(book.namelist())
    manifest = {item.get("id") for item in package.iter(f"{opf}item")}
    assert {ref.get("idref") for ref in package.iter(f"{opf}itemref")} <= manifest
    [navigation] = [item for item in package.iter(f"{opf}item") if item.get("properties") == "nav"]
    assert navigation.get("href") == "nav.xhtml"
    assert package.find(".//{http://purl.org/dc/elements/1.1/}language").text == "en"


def test_every_number_of_the_book_leads_to_its_note_and_back(files):
    book = zipfile.ZipFile(io.BytesIO(files("epub")))
    pages = {
        name: ElementTree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")
    }
    ids = {
        (name, element.get("id"))
        for name, page in pages.items()
        for element in page.iter()
        if element.get("id")
    }
    links = [
        (name, link) for name, page in pages.items() for link in page.iter(f"{XHTML}a") if link.get("href")
    ]
    inside = [(name, link) for name, link in links if not link.get("href").startswith("http")]
    for name, link in inside:
        page, _, target = link.get("href").partition("#")
        where = f"EPUB/{page}" if page else name
        assert where in pages
        assert not target or (where, target) in ids
    assert len([link for _, link in inside if link.get(OPS) == "noteref"]) == 4
    for page in pages.values():
        found = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(found) == len(set(found))


@pytest.mark.parametrize("payload", PAYLOADS[::4], ids=range(len(PAYLOADS[::4])))
def test_what_somebody_tried_stays_words_in_every_file(essay, note_on, bashir, export, payload):
    payload = payload.encode(errors="replace").decode().replace("\0", "")
    bashir.display_name = payload.replace("\n", " ")[:60]
    bashir.save()
    line = payload.replace("\n", " ")
    ledger = find_or_add(member=bashir, author=line[:300], title=line[:300] or "T", year="1931")
    note_on(
        bashir,
        "nobody <led> it",
        source=f"So: {payload}"[:500],
        evidence=[EvidenceGiven(ledger, line[:80], payload, "for")],
    )

    paper = export(essay, "html").decode()
    found = [
        harm
        for harm in harm_in_page(paper)
        if harm != "<style>"  # its own, allowed by its fingerprint
    ]
    assert found == []
    book = zipfile.ZipFile(io.BytesIO(export(essay, "epub")))
    for name in book.namelist():
        if name.endswith(".xhtml"):
            ElementTree.fromstring(book.read(name))
            assert harm_in_page(book.read(name).decode()) == []
    trusting = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    trusting.validateLink = lambda url: True
    assert harm_in_page(trusting.render(export(essay, "md").decode())) == []


def test_markdown_that_does_no_harm_is_handed_on_to_the_letter():
    for source in ("Is 1 < 2 & 3?", "See [this](https://example.org) and <https://example.org>.", "`a[0]`"):
        assert harmless(source) == source


def test_numbers_are_put_between_words_and_never_into_a_link():
    html = 'One <a href="/x" rel="nofollow">two <em>three</em></a> four&amp;five'
    marks = [(0, "[a]"), (6, "[b]"), (17, "[c]"), (23, "[d]")]

    assert as_xhtml(html, site="https://h.example", marks=marks) == (
        '[a]One <a href="https://h.example/x" rel="nofollow">two <em>three</em></a>[b] fou[c]r&amp;five[d]'
    )


def test_a_note_of_another_circle_says_whose_it_is(essay, export, note_on, amara, chiara, kitchen):
    join(member=amara, circle=kitchen)
    note_on(amara, "the water was warm", source="Between us cooks.", circle=kitchen)
    note_on(chiara, "Steam rose", source="For everyone.")

    for form in ("md", "html"):
        text = export(essay, form, member=amara).decode()
        head = text[: text.index("Between us cooks.")]
        assert text.count(kitchen.name) == 1
        assert kitchen.name in head[head.index("warm") :]
    rows = {row["words"]: row["circle"] for row in rows_of(export(essay, "csv", member=amara))}
    assert rows == {"Between us cooks.": kitchen.name, "For everyone.": essay.circle.name}
