"""How two wordings of a text differ, told section by section."""

from hypothesis import given
from hypothesis import strategies as st

from essays.editions.comparing import Part, changes_between, rows_between
from essays.editions.pages.changes import A_SITTING, changes_page
from essays.editions.rebasing import rebased
from essays.library.outline import Block, Outline, Section


def part(slug: str, *paragraphs: str) -> Part:
    return Part(slug, slug.title(), paragraphs)


def told(old, new) -> list[tuple]:
    found = changes_between(old, new)
    return [
        (one["name"], one["is_new"], one["is_gone"], one["moved"], [kind for kind, _ in one["rows"]])
        for one in found
    ]


def test_what_stays_is_folded_and_what_changed_is_told_word_by_word():
    rows = list(rows_between(["One.", "Two is warm.", "Three."], ["One.", "Two is cold.", "Three."]))
    assert [kind for kind, _ in rows] == ["same", "changed", "same"]
    assert rows[1][1] == [("same", "Two is "), ("removed", "warm"), ("added", "cold"), ("same", ".")]


def test_sections_come_go_and_change_places():
    a, b, c = part("a", "Steam."), part("b", "Tiles."), part("c", "Soap.")
    assert told([a, b, c], [a, b, c]) == [(name, False, False, False, []) for name in "ABC"]
    assert told([a, b, c], [c, a, b]) == [
        ("C", False, False, True, []),
        ("A", False, False, False, []),
        ("B", False, False, False, []),
    ]
    assert told([a, b], [a, c]) == [
        ("A", False, False, False, []),
        ("C", True, False, False, ["changed"]),
        ("B", False, True, False, ["changed"]),
    ]


def test_a_section_that_is_called_otherwise_is_the_same_one():
    [found] = changes_between(
        [part("steam", "It rose.", "It fell.")], [part("vapour", "It rose.", "It sank.")]
    )
    assert (found["name"], found["was"], found["is_new"]) == ("Vapour", "Steam", False)


def test_a_page_holds_what_one_reads_in_a_sitting_and_says_where_it_goes_on():
    long = "word " * (A_SITTING // 5)
    changes = changes_between(
        [part(slug) for slug in "abcd"], [part(slug, f"{long}{slug}") for slug in "abcd"]
    )
    first = changes_page(changes)
    assert (len(first.sections), first.further) == (1, 1)
    assert changes_page(changes, start=3).further is None
    assert changes_page(changes, start=99).sections == []


paragraphs = st.lists(st.sampled_from(["One.", "Two two.", "Three three three.", "Four."]), max_size=6)


@given(paragraphs, paragraphs)
def test_rows_make_up_both_wordings(old, new):
    before, after, at = [], [], 0
    for kind, row in rows_between(old, new):
        if kind == "same":
            before += old[at : at + row]
            after += old[at : at + row]
            at += row
        else:
            went = "".join(text for change, text in row if change != "added")
            before += went.split("\n\n") if went else []
            came = "".join(text for change, text in row if change != "removed")
            after += came.split("\n\n") if came else []
            at = len(before)
    if old != new:
        assert (before, after) == (old, new)


def outline(**sections: str) -> Outline:
    return Outline(
        "T", "", "", "", "en",
        tuple(Section("", slug, slug, (Block("paragraph", text),)) for slug, text in sections.items()),
    )  # fmt: skip


def words(found: Outline) -> dict[str, str]:
    return {section.slug: section.blocks[0].text for section in found.sections}


def test_two_editions_become_one_and_what_both_changed_is_said():
    base = outline(a="A.", b="B.", c="C.", d="D.")
    mine = outline(a="A!", b="B.", c="C!", d="D.")
    theirs = outline(a="A.", b="B?", c="C?", e="E.")
    merged, both = rebased(base, mine, theirs)
    assert words(merged) == {"a": "A!", "b": "B?", "c": "C!", "e": "E."}
    assert both == ["c"]


@given(st.permutations("abcd"))
def test_without_changes_of_mine_it_is_theirs(order):
    base = outline(a="A.", b="B.")
    theirs = outline(**{slug: f"{slug}?" for slug in order})
    assert words(rebased(base, base, theirs)[0]) == words(theirs)
