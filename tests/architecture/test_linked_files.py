"""What pages link is served: a stylesheet that is bound into another one, or misnamed, is found by no browser."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders

from config.storage import bound

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LINK = re.compile(r"""{%\s*(?:static|module)\s+["']([^"'{]+)["']""")


def linked() -> dict[str, set[str]]:
    """The names of static files in the templates, each with where it is linked."""
    names: dict[str, set[str]] = {}
    for template in TEMPLATES.rglob("*.*"):
        for name in LINK.findall(template.read_text()):
            names.setdefault(name, set()).add(str(template.relative_to(TEMPLATES)))
    return names


@pytest.fixture(scope="module")
def served() -> set[str]:
    found = {path: (storage, path) for finder in get_finders() for path, storage in finder.list([])}
    return set(bound(found))


def test_every_stylesheet_and_script_that_a_page_links_is_served(served):
    names = linked()
    assert {"essays/css/fates.css", "essays/js/margin.js"} <= names.keys()
    assert {name: where for name, where in names.items() if name not in served} == {}
