"""Sources that stand in notes: which quotation is whose, and what notes cite in passing."""

import pytest

from essays.library.outline import Outline
from essays.library.readers import read
from essays.library.resolving import resolve
from essays.library.resolving.gathering import cited_in

TEXT = """On Piers

I. Beginnings

The pier was long in the making, and many have written of it since, some of them kindly.

“Nobody had called for the first stone; it was carried down by night.”{1}

There is more to be said, as others have shown.{2} One of them goes on in the same place:

“Those who carried it had never met.”{3}

And Finch, whom we met already:

“No list was kept of those who came.”{4}

II. Ends

It ended as it began.

“We arrived, and it was light.”{5}

Notes

1. Jonas Brandt, The History of the Long Pier (London, 1931), p. 12.
2. Orla Finch, From Rope to Raft, p. 8.
3. Ibid., p. 9.
4. Finch, Rope, p. 11.
5. Brandt, op. cit., p. 40.
"""


def outline(signs: str) -> Outline:
    """The text with its notes' signs written like the first of `signs`, and so on."""
    marked = TEXT
    for number, sign in enumerate(signs.split(), start=1):
        marked = marked.replace(f"{{{number}}}", sign)
    return read(marked.encode(), "piers.txt")


@pytest.mark.parametrize("signs", ["1 2 3 4 5", "¹ ² ³ ⁴ ⁵", "[1] [2] [3] [4] [5]"])
def test_a_quotation_cites_what_its_note_cites_and_ibid_means_the_note_before(signs):
    resolved = resolve(cited_in([part.blocks for part in outline(signs).sections]))
    assert [(one.author, one.work, one.locator) for one in resolved] == [
        ("Jonas Brandt", "The History of the Long Pier", "p. 12"),
        ("Orla Finch", "From Rope to Raft", "p. 9"),
        ("Orla Finch", "From Rope to Raft", "p. 11"),
        ("Jonas Brandt", "The History of the Long Pier", "p. 40"),
    ]
    assert [one.leans_on for one in resolved] == [None, None, 1, 0]


def test_a_note_that_cites_nothing_makes_no_citation():
    said = TEXT.replace(
        "1. Jonas Brandt, The History of the Long Pier (London, 1931), p. 12.", "1. so they say"
    )
    marked = said.replace("{1}", "1")
    cited = [block.citation.raw for block in read(marked.encode(), "piers.txt").blocks if block.citation]
    assert "so they say" not in cited
