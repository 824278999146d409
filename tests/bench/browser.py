"""How soon a section can be used, and its margin is painted, in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.serving import Server
from tests.machine import find_chromium

VISITS = 5  # the median is told

# Whatever the page says of itself, we look once a frame: a frame after the last highlight was put in, it has
# been painted.
WATCH = """
(places) => new Promise((tell) => {
  const painted = () => [...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0);
  const look = () => {
    if (painted() < places || document.readyState === "loading") return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => {
      const index = performance.getEntriesByType("resource").find((one) => one.name.includes("margin.json"));
      tell({ usable: performance.now(), answered: index.responseEnd });
    }));
  };
  look();
})
"""


@dataclass(frozen=True)
class Painting:
    """Milliseconds, in the middle of several visits with nothing kept from the one before."""

    usable_ms: float  # from the beginning of the navigation until the page is there and its margin is painted
    painting_ms: float  # of these, from the last byte of the margin's index


def paintings(server: Server, sections: dict[int, str]) -> dict[int, Painting] | None:
    """The paintings of sections by number of annotations, given their paths; None without Chromium."""
    program = find_chromium()
    if program is None:
        return None
    with _chromium(program) as chromium:
        return {
            places: _painting(chromium, server.address + path, places) for places, path in sections.items()
        }


def _painting(chromium, address: str, places: int) -> Painting:
    seen = [_visit(chromium, address, places) for _ in range(VISITS)]
    return Painting(
        usable_ms=median(times["usable"] for times in seen),
        painting_ms=median(times["usable"] - times["answered"] for times in seen),
    )


def _visit(chromium, address: str, places: int) -> dict[str, float]:
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        return page.evaluate(WATCH, places)
    finally:
        context.close()


@contextmanager
def _chromium(program: Path) -> Iterator:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()
