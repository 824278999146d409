"""docs/settings.md names every environment variable the code reads, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = re.compile(
    r"""(?:env(?:\.\w+)?\(|environ\.get\(|environ\[|environ\.setdefault\()\s*["']([A-Z_]+)["']"""
)
DOCUMENTED = re.compile(r"^\| `([A-Z_]+)`", re.MULTILINE)
DJANGO_S_OWN = {"DJANGO_SETTINGS_MODULE"}


def test_every_setting_is_documented():
    code = "\n".join(path.read_text() for path in (ROOT / "config").rglob("*.py"))

    documented = set(DOCUMENTED.findall((ROOT / "docs" / "settings.md").read_text()))

    assert documented == set(READ.findall(code)) - DJANGO_S_OWN
