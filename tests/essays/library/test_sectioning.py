import os
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essays.library.outline import BLOCK_KINDS, InvalidOutline, Outline, from_json, to_json
from essays.library.sectioning import outline_of_text
from essays.library.slugs import RESERVED_SLUGS
from tests.essays.library import samples


def words_of(outline: Outline) -> str:
    return " ".join(" ".join(block.text for block in outline.blocks).split())


def kinds_of(outline: Outline, section: int) -> list[str]:
    return [block.kind for block in outline.sections[section].blocks]


def texts_of(outline: Outline, kind: str) -> list[str]:
    return [block.text for block in outline.blocks if block.kind == kind]


def headings_of(outline: Outline) -> list[tuple[str, str]]:
    return [(section.label, section.heading) for section in outline.sections]


@pytest.mark.parametrize(
    "text", [samples.LETTERED, samples.ONE_LINE_EACH], ids=["blank lines", "one line each"]
)
class TestALetteredEssay:
    def test_has_a_section_for_each_letter_though_one_is_missing_and_one_begins_with_a_hard_space(self, text):
        assert [section.label for section in outline_of_text(text).sections] == samples.LETTERED_LABELS

    def test_headings_lose_label_and_full_stop_but_keep_a_question_mark(self, text):
        headings = [section.heading for section in outline_of_text(text).sections]
        assert headings[1:3] == ["The ferry often waited, rather than sailed", "Who paid for the rope?"]

    def test_the_heading_line_stays_a_block_as_it_was_written(self, text):
        assert (
            texts_of(outline_of_text(text), "heading")[1] == "b) The ferry often waited, rather than sailed."
        )

    def test_quotations_are_found_with_their_slips_and_nothing_else_is(self, text):
        quotations = texts_of(outline_of_text(text), "quotation")
        assert len(quotations) == samples.LETTERED_QUOTATIONS
        assert [q[:9] for q in quotations if not q.startswith("“")] == ["When the "]
        assert [q[-9:] for q in quotations if not q.endswith(")")] == ["volume 7."]
        assert all(block.citation for block in outline_of_text(text).blocks if block.kind == "quotation")

    def test_it_says_what_it_is_who_wrote_it_and_when(self, text):
        outline = outline_of_text(text)
        assert (outline.title, outline.subtitle) == ("", "Bridge or Barrier?")
        assert (outline.author, outline.date) == ("Q. Tarrant", "March 2011")
        assert kinds_of(outline, 0)[:2] == ["subtitle", "heading"]
        assert kinds_of(outline, -1)[-1] == "signature"

    def test_nothing_is_lost(self, text):
        assert words_of(outline_of_text(text)) == " ".join(text.split())


def test_a_wrapped_book_has_chapters_with_titles_lists_verse_and_indented_quotations():
    outline = outline_of_text(samples.CHAPTERS)
    assert (outline.title, outline.author) == ("THE COMMON WELL", "Ada Penrose")
    assert headings_of(outline)[1] == ("CHAPTER II", "THE DRAWING")
    assert kinds_of(outline, 0) == ["title", "byline", "heading", "paragraph", "quotation", "paragraph"]
    assert kinds_of(outline, 1) == ["heading", "paragraph", *["list_item"] * 3, "paragraph", "verse"]
    assert outline.sections[1].blocks[3].text.endswith("gather in them and the rims stay sound;")
    assert outline.sections[1].blocks[-1].text.count("\n") == 3


def test_wrapped_lines_are_joined():
    prose = "The rope was measured twice and cut once, as ropes should be. " * 9
    wrapped = textwrap.fill(prose, width=72)
    outline = outline_of_text(f"{wrapped}\n\n{wrapped}")
    assert [block.text for block in outline.blocks] == [prose.strip(), prose.strip()]


def test_roman_numerals_and_french_quotation_marks():
    outline = outline_of_text(samples.FRENCH)
    assert headings_of(outline) == [("I", "La rive"), ("II", "Le pont"), ("III", "Le retour")]
    assert (outline.title, outline.author) == ("Le pont et la rive", "Jeanne Morel")
    assert [quotation[:7] for quotation in texts_of(outline, "quotation")] == ["« Celui"]


def test_numbers_german_quotation_marks_and_a_dashed_signature():
    outline = outline_of_text(samples.GERMAN)
    assert headings_of(outline) == [("1", "Das Ufer"), ("2", "Das Holz"), ("3", "Der Steg")]
    assert (outline.title, outline.author, outline.date) == ("Die Brücke", "Lotte Krämer", "Mai 1931")
    assert outline.sections[0].blocks[3].citation.locator == "p. 31"


def test_headings_without_numbers_are_found_where_nothing_else_is():
    outline = outline_of_text(samples.BARE)
    assert headings_of(outline) == [("", ""), ("", "Why we drew lots"), ("", "What the lots could not do")]
    assert outline.sections[0].slug == "opening"
    assert (outline.subtitle, outline.author) == ("Some Notes From a Long Winter", "Jonas Okafor")
    assert outline.date == "12 January 2019"


def test_prose_with_references_after_the_full_stop_is_not_quotation():
    outline = outline_of_text(samples.ACADEMIC)
    assert texts_of(outline, "quotation") == []
    assert [section.label for section in outline.sections] == ["1", "2", "3", ""]
    assert texts_of(outline, "heading")[2:4] == ["2.1 Ropes", "2.2 Rafts"]
    assert kinds_of(outline, -1) == ["heading", "note", "note"]


@pytest.mark.parametrize(
    "listed",
    [
        "a) a rope,\n\nb) a plank,\n\nc) a lantern.",
        "a) a rope\nb) a plank\nc) a lantern",
        "1. A rope.\n\n2. A plank, which must be long enough to reach from the pier to the boat at low tide, "
        "and wide enough for two people to pass one another without either stepping aside.\n\n3. A lantern.",
        "(i) Rope;\n(ii) Plank;\n(iii) Lantern.",
    ],
)
def test_items_that_follow_one_another_are_a_list_and_no_headings(listed):
    outline = outline_of_text(
        f"Whoever crosses at night should carry:\n\n{listed}\n\nNothing else is needed."
    )
    assert kinds_of(outline, 0) == ["paragraph", *["list_item"] * 3, "paragraph"]


def test_a_table_of_contents_does_not_steal_the_headings():
    body = "The water rose in the night and was gone by noon.\n\n"
    text = f"A Flood\n\n1. Rain\n2. Water\n3. Mud\n\n1. Rain\n\n{body}2. Water\n\n{body}3. Mud\n\n{body}"
    assert headings_of(outline_of_text(text)) == [("", ""), ("1", "Rain"), ("2", "Water"), ("3", "Mud")]


@pytest.mark.parametrize(
    "prose",
    [
        "“Ferry rights” is a phrase one hears often, and it means very little (Finch, p. 3)",
        "He said that “the rope is ours.” and meant it (he was no liar).",
        "They called it ‘the toll’, and it was one. It grew every year (see Brandt, p. 4).",
        "“Yes,” she said, and went (as she always did).",
        "“No!” (laughter)",
    ],
)
def test_a_paragraph_that_merely_contains_quotes_and_an_aside_is_no_quotation(prose):
    assert texts_of(outline_of_text(f"A first paragraph stands here.\n\n{prose}"), "quotation") == []


@pytest.mark.parametrize(
    "quotation",
    [
        '"The rope is ours, and so is the water." (Finch 2004: 17)',
        "‘The workers’ rope is ours, and so is the water.’ (Finch, Ropes, p. 3)",
        "“He called it “ours” and meant it.” (Finch. Ropes. Page 3)",
        "“The rope is ours.” (Finch, Ropes (Harrow, 1990), p. 3)",
        "“The rope is ours.” [Finch, Ropes, 12]",
        "“The rope is ours.” (Finch, Ropes, p. 3) (emphasis added)",
        "The rope is ours, and so is the water.” (Finch. Ropes. Page 3)",
        "> The rope is ours,\n> and so is the water.",
        "“The rope is ours, and so is the water.”\n— Orla Finch, Ropes, p. 3",
    ],
)
def test_many_ways_to_quote(quotation):
    outline = outline_of_text(f"A first paragraph stands here.\n\n{quotation}\n\nAnd a last one.")
    assert texts_of(outline, "quotation") == [quotation]


def test_two_quotations_may_follow_one_another():
    text = "They wrote:\n\n“One rope is enough.” (Finch, p. 3)\n\n“Two are better.” (Brandt, p. 4)"
    assert kinds_of(outline_of_text(text), 0) == ["paragraph", "quotation", "quotation"]


def test_a_quotation_of_several_paragraphs_opens_each_and_closes_the_last():
    text = "They wrote:\n\n“One rope is enough.\n\n“Two are better.” (Brandt, p. 4)"
    assert kinds_of(outline_of_text(text), 0) == ["paragraph", "quotation", "quotation"]


def test_lone_numerals_between_sentences_are_headings_and_take_the_title_below():
    body = "The water rose in the night and was gone by noon."
    outline = outline_of_text(f"The Flood\n\nI\n\nTHE RAIN\n\n{body}\n\nII\n\nTHE MUD\n\n{body}")
    assert headings_of(outline) == [("I", "THE RAIN"), ("II", "THE MUD")]


def test_page_numbers_that_interrupt_sentences_are_no_headings():
    half = "The water rose in the night, and those who had slept on the pier until then went on"
    outline = outline_of_text(f"{half}\n\n1\n\nsleeping. {half}\n\n2\n\nsleeping.")
    assert texts_of(outline, "heading") == []


def test_lettered_parts_within_numbered_sections_stay_within_them():
    body = "Homes stand empty, and people wait beside them.\n\n"
    text = f"1) Who waits\n\n{body}(a) Here\n\n{body}(b) There\n\n{body}2) Who lists\n\n{body}"
    outline = outline_of_text(text)
    assert headings_of(outline) == [("1", "Who waits"), ("2", "Who lists")]
    assert kinds_of(outline, 0).count("heading") == 3


def test_names_with_initials_are_no_headings():
    text = (
        "The list was long.\n\nA. Finch wrote the first. She never waited for anything herself.\n\nIt grew."
    )
    assert texts_of(outline_of_text(text), "heading") == []


def test_markdown_like_headings_are_read_in_plain_text():
    text = "# The Weir\n\n## One\n\nWater.\n\n## Two\n\nMore water.\n\nThree\n-----\n\nMud."
    outline = outline_of_text(text)
    assert outline.title == "The Weir"
    assert [section.heading for section in outline.sections] == ["One", "Two", "Three"]
    assert words_of(outline) == " ".join(text.split())


def test_addresses_are_short_plain_and_never_twice():
    names = ["Notes", "Notes", "Über große Fähren", "Вода", "rope " * 40]
    body = "The water rose in the night and was gone by noon.\n\n"
    outline = outline_of_text("".join(f"# {name}\n\n{body}" for name in names))
    slugs = [section.slug for section in outline.sections]
    assert slugs[:4] == ["notes-2", "notes-3", "uber-grosse-fahren", "section-4"]
    assert len(slugs[4]) <= 60
    assert slugs[4].endswith("rope")


LINES = st.one_of(
    st.text(max_size=80),
    st.sampled_from([line for line in samples.LETTERED.splitlines() + samples.CHAPTERS.splitlines() if line]),
    st.sampled_from(
        ["a) One.", "b) Two.", "II.", "Notes", "# x", "> y", "---", "- z", "“A.” (B 1)", "by A B", "(c)"]
    ),
)


@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n"]))
@settings(max_examples=300, deadline=None)
def test_of_no_text_anything_is_lost_and_the_outline_survives_its_journey(lines, gap):
    text = gap.join(lines)
    outline = outline_of_text(text)
    assert words_of(outline) == " ".join(text.split())
    assert {block.kind for block in outline.blocks} <= set(BLOCK_KINDS)
    slugs = [section.slug for section in outline.sections]
    assert len(set(slugs)) == len(slugs)
    assert not set(slugs) & RESERVED_SLUGS
    assert from_json(to_json(outline)) == outline


def test_what_is_no_outline_is_not_taken_for_one():
    data = to_json(outline_of_text(samples.LETTERED))
    block = data["sections"][0]["blocks"][0]
    for wrong in (
        [],
        data | {"sections": None},
        data | {"colour": "red"},
        data | {"sections": [{"label": "a"}]},
        data | {"sections": [data["sections"][0] | {"blocks": [block | {"kind": "script"}]}]},
        data | {"sections": [data["sections"][0] | {"blocks": [block | {"marks": [{"start": 0}]}]}]},
    ):
        with pytest.raises(InvalidOutline):
            from_json(wrong)


@pytest.mark.skipif("ESSAY_SAMPLE" not in os.environ, reason="ESSAY_SAMPLE names no file")
def test_the_essay_this_was_built_for():
    text = Path(os.environ["ESSAY_SAMPLE"]).read_text(encoding="utf-8")
    outline = outline_of_text(text)
    assert [section.label for section in outline.sections] == list("abcdefghijk")
    assert len(texts_of(outline, "quotation")) == 46
    assert all(block.citation for block in outline.blocks if block.kind == "quotation")
    assert (outline.title, outline.subtitle) == ("", "Help or Hindrance?")
    assert (outline.author, outline.date) == ("R. Ratcliffe", "February 2012")
    assert words_of(outline) == " ".join(text.split())
