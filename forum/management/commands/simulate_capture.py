"""`manage.py simulate_capture`: how often false accounts get their way with panels."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path

from django.core.management.base import BaseCommand

from forum.moderation.capture.reporting import picture_of, table_of
from forum.moderation.capture.trying import try_all

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)  # the same whenever it is run


class Command(BaseCommand):
    help = "Tries to capture panels of simulated circles, and says how often it works; see docs/capture.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--draws", type=int, default=500, help="panels drawn for each figure")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--svg", type=Path, help="where to write the picture")

    def handle(self, *, draws: int, seed: int, svg: Path | None, **_) -> None:
        outcomes = list(try_all(draws=draws, seed=seed, now=NOW))
        self.stdout.write(table_of(outcomes))
        if svg is not None:
            svg.write_text(picture_of(outcomes), encoding="utf-8")
