import io
import subprocess
import sys
import zipfile

import docx
import pytest

from essays.library.outline import Mark, Outline
from essays.library.readers import ImportRefused, read
from essays.library.readers.sandbox import PROJECT, read_safely
from essays.library.sectioning import outline_of_text
from tests.essays.library import samples

SAME_TEXT = outline_of_text(samples.LETTERED)
LONG_ENOUGH = "The ferry waited, and whoever had a ticket waited with it. " * 6


def paragraphs() -> list[str]:
    return [line for line in samples.LETTERED.splitlines() if line.strip()]


def word_file(write=None) -> bytes:
    document = docx.Document()
    if write:
        write(document)
    else:
        for paragraph in paragraphs():
            document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return file.getvalue()


def shape_of(outline: Outline):
    return [(s.label, s.heading, s.slug, [(b.kind, b.citation) for b in s.blocks]) for s in outline.sections]


def blocks_of(outline: Outline) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in outline.blocks]


def refusal(data: bytes, filename: str) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(data, filename)
    assert str(refused.value)
    return refused.value.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_text_is_the_same_in_every_encoding(encoding):
    assert read(samples.LETTERED.encode(encoding), "essay.txt") == SAME_TEXT


def test_line_ends_of_other_systems_make_no_difference():
    assert read(samples.LETTERED.replace("\n", "\r\n").encode(), "essay.txt") == SAME_TEXT


def test_a_cyrillic_text_of_old_is_read():
    text = "Река поднялась ночью, а к полудню ушла. Паром стоял у берега, и никто не знал, чей он. " * 20
    assert read(text.encode("cp1251"), "river.txt").sections[0].blocks[0].text == text.strip()


@pytest.mark.parametrize(
    ("data", "filename"),
    [
        ("\n\n".join(paragraphs()).encode(), "essay.md"),
        ("".join(f"<p>{line}</p>" for line in paragraphs()).encode(), "essay.html"),
        (word_file(), "essay.docx"),
    ],
    ids=["markdown", "html", "docx"],
)
def test_without_headings_in_its_markup_a_file_is_read_by_its_words(data, filename):
    outline = read(data, filename)
    assert shape_of(outline) == shape_of(SAME_TEXT)
    assert (outline.subtitle, outline.author, outline.date) == (
        "Bridge or Barrier?",
        "Q. Tarrant",
        "March 2011",
    )


def test_markdown_gives_sections_marks_footnotes_and_front_matter():
    outline = read(samples.MARKDOWN.encode(), "weir.md")
    assert (outline.title, outline.author, outline.date) == (
        "Notes From the Weir",
        "Ines Calder",
        "2021-04-03",
    )
    assert [(s.label, s.heading) for s in outline.sections] == [("a", "The gate"), ("b", "The pond")]
    kinds = [kind for kind, _ in blocks_of(outline)]
    assert kinds[:7] == ["title", "subtitle", "heading", "paragraph", "quotation", "heading", "list_item"]
    assert ("code", "level = 4") in blocks_of(outline)
    assert blocks_of(outline)[-1] == ("note", "1 The log was kept by hand.")


def test_links_are_kept_only_where_they_are_safe():
    block = read(samples.MARKDOWN.encode(), "weir.md").sections[0].blocks[3]
    links = [mark for mark in block.marks if mark.kind == "link"]
    assert [(block.text[m.start : m.end], m.href) for m in links] == [("the log", "https://example.org/log")]


def test_html_in_markdown_is_text():
    outline = read(b"Hello <b onclick=x>there</b>\n\n<script>alert(1)</script>", "x.md")
    assert blocks_of(outline)[-1][1] == "<script>alert(1)</script>"
    assert outline.sections[0].blocks[0].marks == ()


HTML = f"""<!doctype html><html lang="en-GB"><head><title>Weir | Site</title>
<meta name="author" content="Ines Calder"><style>p {{}}</style><script>var a = "no"</script></head><body>
<h1>Notes From the Weir</h1><h2>1. The gate</h2>
<p onclick="evil()">The <b>gate <i>was</i></b> open,<br>see <a href="https://example.org/log">log</a>
and <a href="javascript:evil()">this</a>.</p>
<blockquote><p>The gate is open.</p><footer>— Calder, The Weir Book, p. 3</footer></blockquote>
<ul><li>pin<li>bar</ul><pre>level
  4</pre><template>no</template><!-- no --><svg><text>no</text></svg>
<h2>2. The pond</h2><p>{LONG_ENOUGH}</p><noscript>no</noscript></body></html>"""


def test_html_gives_what_is_seen_and_nothing_that_runs():
    outline = read(HTML.encode(), "weir.html")
    assert (outline.title, outline.author, outline.language) == (
        "Notes From the Weir",
        "Ines Calder",
        "en-GB",
    )
    assert [(s.label, s.heading) for s in outline.sections] == [("1", "The gate"), ("2", "The pond")]
    assert blocks_of(outline) == [
        ("title", "Notes From the Weir"),
        ("heading", "1. The gate"),
        ("paragraph", "The gate was open,\nsee log and this."),
        ("quotation", "The gate is open.\n— Calder, The Weir Book, p. 3"),
        ("list_item", "pin"),
        ("list_item", "bar"),
        ("code", "level\n  4"),
        ("heading", "2. The pond"),
        ("paragraph", LONG_ENOUGH.strip()),
    ]
    assert outline.sections[0].blocks[3].citation.work == "The Weir Book"


def test_marks_lie_where_the_words_are():
    marks = read(HTML.encode(), "weir.html").sections[0].blocks[2].marks
    assert marks == (
        Mark(4, 12, "strong"),
        Mark(9, 12, "emphasis"),
        Mark(23, 26, "link", "https://example.org/log"),
    )


def test_a_page_is_known_by_its_content_whatever_its_name():
    assert read(HTML.encode(), "weir.txt").title == "Notes From the Weir"


def test_deeply_nested_html_does_not_break_the_reader():
    assert read(b"<html>" + b"<div>" * 5000 + LONG_ENOUGH.encode(), "deep.html").sections[0].blocks


def test_a_word_file_gives_its_styles_footnotes_aside():
    def write(document):
        document.core_properties.author = "Ines Calder"
        document.add_paragraph("Notes From the Weir", style="Title")
        document.add_paragraph("A second look", style="Subtitle")
        document.add_heading("a) The gate", level=1)
        paragraph = document.add_paragraph("The gate was ")
        paragraph.add_run("never").bold = True
        document.add_paragraph("The gate is open. (Calder, Weir, p. 3)", style="Quote")
        document.add_paragraph("the pin", style="List Bullet")
        document.add_heading("b) The pond", level=1)
        document.add_paragraph("Still.")

    outline = read(word_file(write), "weir.docx")
    assert (outline.title, outline.subtitle, outline.author) == (
        "Notes From the Weir",
        "A second look",
        "Ines Calder",
    )
    assert [(s.label, s.heading) for s in outline.sections] == [("a", "The gate"), ("b", "The pond")]
    assert [kind for kind, _ in blocks_of(outline)] == [
        "title", "subtitle", "heading", "paragraph", "quotation", "list_item", "heading", "paragraph",
    ]  # fmt: skip
    assert outline.sections[0].blocks[3].marks == (Mark(13, 18, "strong"),)


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"", "a.txt", "empty"),
        (word_file(lambda document: None), "a.docx", "empty"),
        (b"<html><body><p></p></body></html>", "a.html", "empty"),
        ("\ufeff \n\t ".encode(), "a.txt", "empty"),
        (b"a" * (5 * 1024 * 1024 + 1), "a.txt", "too_long"),
        (b"text\0with\0zeroes and more of it", "a.txt", "binary"),
        (bytes(range(1, 32)) * 40, "a.txt", "binary"),
        (b"%PDF-1.7 ...", "a.txt", "unsupported"),
        (b"\x89PNG\r\n", "a.docx", "unsupported"),
        (b"\x7fELF\x02", "a", "unsupported"),
        (b"{\\rtf1 hello}", "a.docx", "unsupported"),
        (with_part(b"", "mimetype", b"application/vnd.oasis.opendocument.text"), "a.odt", "unsupported"),
        (with_part(b"", "a.txt", b"a"), "a.docx", "unsupported"),
        (with_part(word_file(), "word/media/zeroes.bin", bytes(51 * 1024 * 1024)), "a.docx", "zip_bomb"),
        (with_part(word_file(), "word/media/zeroes.bin", bytes(20 * 1024 * 1024)), "a.docx", "zip_bomb"),
        (with_part(word_file(), "word/vbaProject.bin", b"x"), "a.docm", "macros"),
        (
            with_part(word_file(), "word/extra.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
            "a.docx",
            "unsafe_xml",
        ),
        (word_file()[:3000], "a.docx", "damaged"),
        (with_part(b"", "word/document.xml", b"<broken"), "a.docx", "damaged"),
        (b"<script>alert(1)</script>", "a.html", "no_text"),
        (b"<html><script>steal(everything)</script><p>Hello</p></html>", "a.html", "no_text"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.svg", "no_text"),
        (b"<!-- x --><svg onload=alert(1)></svg>", "a.txt", "no_text"),
        (b"<html><body><img src=x onerror=alert(1)></body></html>", "a.html", "no_text"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data, filename, code):
    assert refusal(data, filename) == code


def test_reading_safely_gives_the_same_outline():
    assert read_safely(samples.LETTERED.encode(), "essay.txt") == SAME_TEXT


def test_a_refusal_comes_through_the_sandbox():
    with pytest.raises(ImportRefused) as refused:
        read_safely(b"%PDF-1.7", "--help.txt")
    assert (refused.value.code, refused.value.params) == ("unsupported", {"kind": "a PDF"})


def test_what_takes_too_long_is_stopped():
    with pytest.raises(ImportRefused) as refused:
        read_safely(b"a) b\n" * 1_000_000, "slow.txt", seconds=1)
    assert refused.value.code == "too_slow"


def test_what_takes_too_much_memory_is_stopped():
    with pytest.raises(ImportRefused) as refused:
        read_safely(b"a) b\n" * 1_000_000, "large.txt", memory=120 * 1024**2)
    assert refused.value.code == "too_slow"


def test_the_readers_know_no_django():
    code = "import sys, essays.library.readers.docx, essays.library.readers.markdown\n"
    code += "sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0
