"""Modules of scripts: files named by their content cannot import one another in a circle."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMPORT = re.compile(r'(?:^import [^"]*|\bimport\()"(\.[^"]+)"', re.MULTILINE)
MODULES = sorted(ROOT.glob("*/static/*/js/**/*.js"))


def address_of(module: Path) -> str:
    """As it is served, below /static/."""
    return module.relative_to(next(parent for parent in module.parents if parent.name == "static")).as_posix()


FOUND = {address_of(module): module for module in MODULES}


def imported_by(address: str) -> set[str]:
    """What it imports, at once or when it is needed."""
    here = Path("/static") / Path(address).parent
    names = IMPORT.findall(FOUND[address].read_text())
    return {Path(here / name).resolve().relative_to("/static").as_posix() for name in names}


@pytest.mark.parametrize("address", FOUND)
def test_no_module_imports_itself_by_way_of_others(address):
    reached, waiting = set(), imported_by(address)
    while waiting:
        reached |= waiting
        waiting = set().union(*(imported_by(one) for one in waiting)) - reached
    assert address not in reached
