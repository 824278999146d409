"""A section as plain text, changed by hand: what was not touched stays as it was."""

from hypothesis import given
from hypothesis import strategies as st

from essays.library.outline import Block, Citation, Mark, Section
from essays.library.rewording import heading_of, reworded, wording_of

VERSE = "Steam, steam,\n   rise and go;\n\nnobody leads you,\n   nobody's slow."
CODE = "def bathe():\n\n\n    return 'warm'"
CITED = Citation("Okafor, p. 112", "Okafor", None, "p. 112")
SECTION = Section(
    "a",
    "Of steam",
    "a-of-steam",
    (
        Block("heading", "a) Of steam"),
        Block("paragraph", "The water was very warm all the same.", marks=(Mark(10, 18, "emphasis"),)),
        Block("verse", VERSE),
        Block("quotation", "Whoever keeps the key keeps the house (Okafor, p. 112)", CITED),
        Block("code", CODE),
        Block("paragraph", "The tiles were laid by everyone who had ever bathed there."),
    ),
)


def changed(old: str, new: str) -> Section:
    wording = wording_of(SECTION)
    assert old in wording
    return reworded(SECTION, wording.replace(old, new))


def test_what_nobody_touched_comes_back_exactly():
    assert reworded(SECTION, wording_of(SECTION)) == SECTION
    assert (
        reworded(SECTION, wording_of(SECTION).replace("\n", "\r\n"), heading=heading_of(SECTION)) == SECTION
    )


def test_a_changed_word_leaves_kind_marks_and_the_other_blocks():
    section = changed("warm all", "cold all")
    assert section.blocks[1].text == "The water was very cold all the same."
    assert section.blocks[1].marks == (Mark(10, 18, "emphasis"),)
    assert section.blocks[2:] == SECTION.blocks[2:]


def test_marks_follow_their_words_and_go_with_them():
    assert changed("The water", "In winter the water").blocks[1].marks == (Mark(20, 28, "emphasis"),)
    assert changed("was very ", "").blocks[1].marks == ()


def test_a_verse_with_a_blank_line_in_it_stays_one_verse():
    section = changed("nobody leads you", "nobody leads us")
    assert section.blocks[2] == Block("verse", VERSE.replace("leads you", "leads us"))
    assert section.blocks[4].text == CODE


def test_a_citation_stays_with_its_quotation_and_is_read_again_where_it_was_changed():
    assert changed("keeps the house", "owns the house").blocks[3].citation == CITED
    mended = changed("Okafor, p. 112", "Okafor, p. 113").blocks[3].citation
    assert (mended.raw, mended.author, mended.locator) == ("Okafor, p. 113", "Okafor", "p. 113")
    assert changed(" (Okafor, p. 112)", "").blocks[3].citation is None


def test_a_new_paragraph_is_a_paragraph_and_one_that_went_is_gone():
    section = changed("The tiles", "Nobody was asked.\n\nThe tiles")
    assert section.blocks[5] == Block("paragraph", "Nobody was asked.")
    assert section.blocks[6] == SECTION.blocks[5]
    assert changed(VERSE + "\n\n", "").blocks == (*SECTION.blocks[:2], *SECTION.blocks[3:])


def test_a_paragraph_cut_in_two_keeps_its_marks_in_one_half():
    section = changed(" very warm", " very\n\nwarm")
    assert [block.text for block in section.blocks[1:3]] == ["The water was very", "warm all the same."]
    assert section.blocks[1].marks == (Mark(10, 18, "emphasis"),)


def test_another_heading_names_the_section_anew():
    section = reworded(SECTION, wording_of(SECTION), heading="b) Of  vapour")
    assert (section.label, section.heading, section.slug) == ("b", "Of vapour", "")
    assert section.blocks[0] == Block("heading", "b) Of vapour")
    assert section.blocks[1:] == SECTION.blocks[1:]


def test_a_heading_may_go_and_come():
    without = reworded(SECTION, wording_of(SECTION), heading="")
    assert (without.label, without.heading, without.blocks) == ("", "", SECTION.blocks[1:])
    again = reworded(without, wording_of(without), heading="a) Of steam")
    assert (again.label, again.heading, again.blocks) == ("a", "Of steam", SECTION.blocks)


words = st.text(st.sampled_from("ab \n\t.“"), max_size=40)
blocks = st.builds(
    Block, st.sampled_from(["paragraph", "verse", "code", "quotation"]), words.filter(str.strip)
)
sections = st.builds(
    lambda found: Section("", "", "s", tuple(found)), st.lists(blocks, min_size=1, max_size=6)
)


@given(sections)
def test_any_section_survives_a_save_without_a_change(section):
    assert reworded(section, wording_of(section), heading="") == section


@given(sections, words)
def test_all_words_that_were_typed_are_in_the_section_and_no_others(section, text):
    now = reworded(section, text)
    assert "".join(wording_of(now).split()) == "".join(text.split())
    assert all(0 <= mark.start < mark.end <= len(block.text) for block in now.blocks for mark in block.marks)


@given(sections, st.integers(0, 6), words.filter(str.strip))
def test_a_paragraph_put_in_changes_no_other(section, place, text):
    paragraphs = [block.text for block in section.blocks]
    added = [*paragraphs[:place], f"Zzz {' '.join(text.split())} zzz", *paragraphs[place:]]
    kept = [block for block in reworded(section, "\n\n".join(added)).blocks if "zz" not in block.text.lower()]
    assert [block.text.split() for block in kept] == [text.split() for text in paragraphs]
