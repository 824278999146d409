"""A text about a pier whose quotations lean on one another, put up in the Commons; and ways to check them."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from essays.citing.checking import FoundInBook, check
from essays.citing.models import Check
from essays.library.models import Citation, Essay
from essays.library.publishing import publish
from essays.library.readers import read

PIER = """---
title: Who Built the Pier
author: N. Lindqvist
---

## Of ropes

Brandt remembers how it began.

> “Nobody had called for the first stone; it was carried down by night.” (Brandt. The History of the Long Pier. Page 12)

He adds a little later:

> “Those who carried it had never met.” (ibid page 14)

And once more:

> “No list was kept.” (Brandt 15)

## Of lamps

Sandell saw it from the other bank.

> “The lamps were lit before the wardens came.” (Mira Sandell, Lamps and Wardens, p. 88)

Of the wardens themselves:

> “We arrived, and it was light.” (Otto Kell. Quoted in Sandell. Page 90)
"""


@pytest.fixture
def pier(amara, commons) -> Essay:
    return publish(member=amara, circle=commons, outline=read(PIER.encode(), "pier.md"))


@pytest.fixture
def closed_pier(amara, kitchen) -> Essay:
    return publish(member=amara, circle=kitchen, outline=read(PIER.encode(), "pier.md"))


def citations_of(essay: Essay) -> list[Citation]:
    rows = Citation.objects.filter(section__edition=essay.edition_id).for_reading()
    return list(rows.order_by("position"))


@pytest.fixture
def cited(pier) -> list[Citation]:
    """The five citations of the text, in reading order."""
    return citations_of(pier)


@pytest.fixture
def looked_up() -> Callable[..., Check]:
    """Checks a citation: `looked_up(member, citation, "altered", says="…")`."""

    def look_up(member, citation, finding: str = "as-quoted", **said) -> Check:
        return check(member=member, citation=citation, found=FoundInBook(finding, **said))

    return look_up


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **saved) -> bytes:
    """A file with a red picture in it."""
    written = io.BytesIO()
    Image.new("RGB", size, "red").save(written, kind, **saved)
    return written.getvalue()
