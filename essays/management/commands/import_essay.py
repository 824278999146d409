"""`manage.py import_essay FILE`: put a text up from a file."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from essays.library.corrections import PARTICULARS
from essays.library.importing.refusals import explain
from essays.library.importing.summaries import summary_of
from essays.library.outline import Outline, to_json
from essays.library.publishing import AlreadyHere, publish, title_of
from essays.library.readers import LONGEST_FILE, ImportRefused
from essays.library.readers.sandbox import read_safely
from essays.library.resolving import resolve
from essays.library.resolving.gathering import cited_in, listed_in
from forum.circles.models import Circle


def resolved_in(outline: Outline) -> Iterator[dict[str, Any]]:
    """What each citation of a text means, in reading order: what is printed, and the work and place it was led to."""
    blocks = [section.blocks for section in outline.sections]
    cited = cited_in(blocks)
    for one, meant in zip(cited, resolve(cited, listed=listed_in(blocks)), strict=True):
        yield {"raw": one.citation.raw} | asdict(meant)


class Command(BaseCommand):
    help = "Puts a plain text, Markdown, HTML or DOCX file up, unless the same text stands in that circle already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the file; - is the standard input")
        parser.add_argument(
            "--circle", metavar="SLUG", help="the circle that reads it; the Commons, unless named"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be put up, and write nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="print the outline, and what its citations mean, as JSON"
        )
        for name in PARTICULARS:
            parser.add_argument(f"--{name}", help=f"the {name}, whatever the file says")

    def handle(self, **options: Any) -> None:
        circle = self.circle(options["circle"])
        outline = self.outline(options["file"])
        said = {name: options[name] for name in PARTICULARS if options[name] is not None}
        outline = replace(outline, **said)
        outcome = self.outcome(outline, circle, writes=not options["dry_run"])
        if options["json"]:
            told = to_json(outline) | {"citations": list(resolved_in(outline))}
            outcome = json.dumps(told, ensure_ascii=False, indent=2)
        self.stdout.write(outcome)

    def circle(self, slug: str | None) -> Circle:
        if slug is None:
            return Circle.objects.commons()
        try:
            return Circle.objects.get(slug=slug)
        except Circle.DoesNotExist:
            raise CommandError(f"There is no circle “{slug}”.") from None

    def outline(self, file: str) -> Outline:
        try:
            return read_safely(self.content(file), file)
        except OSError as failed:
            raise CommandError(f"Cannot read {file}: {(failed.strerror or str(failed)).lower()}.") from None
        except ImportRefused as refused:
            raise CommandError(f"{file}: {explain(refused.code, refused.params)}") from None

    def content(self, file: str) -> bytes:
        """What is in the file; of one that is too long, just enough to tell."""
        if file == "-":
            return sys.stdin.buffer.read(LONGEST_FILE + 1)
        with Path(file).expanduser().open("rb") as opened:
            return opened.read(LONGEST_FILE + 1)

    def outcome(self, outline: Outline, circle: Circle, *, writes: bool) -> str:
        """Put the text up if this `writes`; say in a line what came of it."""
        found = f"“{title_of(outline)}” ({summary_of(outline)})"
        if not writes:
            return f"Would put up {found} in {circle}."
        try:
            essay = publish(member=None, circle=circle, outline=outline)
        except AlreadyHere as twin:
            return f"“{twin.essay}” is here already: {twin.essay.get_absolute_url()}"
        return f"Put up {found} in {circle}: {essay.get_absolute_url()}"
