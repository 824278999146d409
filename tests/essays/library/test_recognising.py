"""Texts of many sorts are taken for what a reader would take them for."""

import pytest

from essays.library.outline import Outline
from essays.library.readers import read
from essays.library.sectioning import outline_of_text

OPENED = "In the years in which we had a president nobody answered the letters, and nobody was asked to."
PROSE = f"{OPENED}\n\nIn the year in which he was ill they were answered by whoever opened them."


def kinds(outline: Outline) -> list[str]:
    return [block.kind for block in outline.blocks]


def headings(outline: Outline) -> list[str]:
    return [section.heading for section in outline.sections if section.heading]


def about(outline: Outline) -> tuple[str, str, str]:
    return outline.title, outline.author, outline.date


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("Jane Roe, 2020", "Jane Roe", "2020"),
        ("Interview by Dana Price, October 2019", "Dana Price", "October 2019"),
        ("Posted on March 3, 2018 by Ida Fenn", "Ida Fenn", "March 3, 2018"),
        ("By Ida Fenn on 3 March 2018", "Ida Fenn", "3 March 2018"),
        ("3 March 2018 · by Ida Fenn", "Ida Fenn", "3 March 2018"),
        ("by the Lower Town Society", "the Lower Town Society", ""),
        ("Priya Anand and Tom Wells", "Priya Anand and Tom Wells", ""),
        ("New York, May 2020", "", "May 2020"),
    ],
)
def test_a_line_below_the_title_says_whose_it_is_and_from_when(line, author, date):
    outline = outline_of_text(f"The Open Table\n\n{line}\n\n{PROSE}")
    assert about(outline) == ("The Open Table", author, date)
    assert kinds(outline)[:2] == ["title", "byline"]


@pytest.mark.parametrize(
    ("end", "author", "date", "lines"),
    [
        ("Lyon, le 3 mars 1871\n\nÉlise Marchand", "Élise Marchand", "3 mars 1871", 2),
        ("Élise Marchand\n\nLyon, le 3 mars 1871", "Élise Marchand", "3 mars 1871", 2),
        ("Leipzig, im März 1919", "", "März 1919", 1),
        ("Jane Roe, Hull, May 2011", "Jane Roe", "May 2011", 1),
        ("San Diego, May 2011", "", "May 2011", 1),
    ],
)
def test_a_signature_is_read_in_the_order_and_the_language_it_is_written_in(end, author, date, lines):
    outline = outline_of_text(f"{PROSE}\n\n{end}")
    assert (outline.author, outline.date) == (author, date)
    assert kinds(outline)[-lines:] == ["signature"] * lines


def test_a_name_set_in_italics_signs_a_markdown_text_at_either_end():
    above = read(f"# The Open Table\n\n*Jane Roe*, 2020\n\n{PROSE}".encode(), "a.md")
    below = read(f"# The Open Table\n\n{PROSE}\n\n*Jane Roe*, 2020".encode(), "a.md")
    assert about(above) == about(below) == ("The Open Table", "Jane Roe", "2020")


def test_a_title_may_begin_with_words_in_quotation_marks():
    outline = outline_of_text(f"“Nobody chairs us”: a conversation on the river\n\nBy Dana Price\n\n{PROSE}")
    assert about(outline) == ("“Nobody chairs us”: a conversation on the river", "Dana Price", "")


def test_a_text_that_begins_with_a_quotation_has_no_title_for_it():
    assert outline_of_text(f"“Nobody chairs us,”\n\n{PROSE}").title == ""


def test_a_title_may_be_longer_than_the_line_below_it():
    outline = outline_of_text(f"THE SOCIETY OF THE DITCH\n\nA Discourse\n\nby M. Harrow\n\n{PROSE}")
    assert (outline.title, outline.subtitle, outline.author) == (
        "THE SOCIETY OF THE DITCH",
        "A Discourse",
        "M. Harrow",
    )


def test_a_title_and_a_name_in_one_paragraph_are_told_apart():
    outline = read(
        f"<p><b>The Ditch</b><br>M. Harrow, 1894</p><p>{OPENED}</p><p>{OPENED}</p>".encode(), "a.html"
    )
    assert about(outline) == ("The Ditch", "M. Harrow", "1894")


def test_the_language_a_text_names_in_english_becomes_its_code():
    assert outline_of_text(f"Title: The Ditch\n\nLanguage: French\n\n{PROSE}").language == "fr"


def test_questions_in_an_interview_are_no_headings():
    spoken = f"Q: How do you begin?\n\nA: {OPENED}\n\nQ: Who decides?\n\nA: {OPENED}\n\nQ: Who else?\n\nA: {OPENED}"
    assert headings(outline_of_text(f"{PROSE}\n\n{spoken}")) == []


def test_an_interview_that_begins_with_a_question_has_no_title_for_it():
    assert outline_of_text(f"Q: How do you begin?\n\nA: {OPENED}\n\nQ: And then?\n\nA: {OPENED}").title == ""


def test_questions_that_head_their_answers_are_headings():
    asked = f"How do we begin?\n\n{OPENED}\n\nWho decides?\n\n{OPENED}"
    assert headings(outline_of_text(f"{PROSE}\n\n{asked}")) == ["How do we begin?", "Who decides?"]


def test_lines_in_bold_head_what_follows_where_nothing_else_does():
    part = "<p><b>{}</b></p><p>It was ill. It was cured.</p>"
    names = ["Where it began", "What we tried", "Where it ended"]
    outline = read(f"<p>A report</p>{''.join(map(part.format, names))}".encode(), "a.html")
    assert headings(outline) == names


def test_verse_is_told_by_its_lines_in_markup_too():
    verse = "<p>All night the water says one thing,<br>And says it to the wall;<br>The wall has heard it</p>"
    outline = read(f"<p>{OPENED}</p>{verse}<p>{OPENED}</p>".encode(), "a.html")
    assert kinds(outline) == ["paragraph", "verse", "paragraph"]


def test_stars_between_two_parts_are_no_item_of_a_list():
    outline = outline_of_text(f"{PROSE}\n\n* * * * *\n\n{PROSE}")
    assert set(kinds(outline)) == {"paragraph"}


def test_a_list_of_works_is_not_run_together_where_paragraphs_are_not_wrapped():
    works = [
        f"Doe, J. ({year}). The Empty Chair in Its Time. Hull: Tern Books." for year in range(1990, 1996)
    ]
    outline = outline_of_text("\n\n".join([OPENED * 2] * 6) + "\n\nReferences\n\n" + "\n".join(works))
    assert [block.text for block in outline.sections[-1].blocks[1:]] == works


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("> “Nothing was decided.”\n> — Pell, *The Long Evening*, p. 44", "a.md"),
        (
            "<blockquote>Nothing was decided.<p><cite>Pell, The Long Evening, p. 44</cite></blockquote>",
            "a.html",
        ),
    ],
)
def test_the_line_inside_a_quotation_that_says_whence_it_is_is_its_citation(text, name):
    [block] = read(text.encode(), name).blocks
    assert block.kind == "quotation"
    assert block.citation is not None
    assert (block.citation.author, block.citation.work, block.citation.locator) == (
        "Pell",
        "The Long Evening",
        "p. 44",
    )
