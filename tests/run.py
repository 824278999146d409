"""`make test`: the whole suite on PostgreSQL, then on SQLite with a real browser.

What the machine lacks is got, where that can be done; else it is said loudly, and the rest is run. With
CI=true nothing may be missing. Arguments are handed on to pytest.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from tests.machine import find_chromium, find_postgres, try_to_get
from tests.postgres import throwaway_server

NO_TESTS_FOUND = 5  # pytest's exit status


def main(arguments: list[str]) -> int:
    # A terminated run, like an interrupted one, leaves through the context managers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    has_postgres = is_here("PostgreSQL", find_postgres, "postgresql")
    has_chromium = is_here("Chromium", find_chromium, "chromium")
    if os.environ.get("CI") == "true" and not (has_postgres and has_chromium):
        say("With CI=true nothing may be missing: install PostgreSQL and Chromium.")
        return 1

    notes, passed = [], True
    if has_postgres:
        with throwaway_server() as url:
            note, passed = run("PostgreSQL", "not browser", arguments, DATABASE_URL=url)
        notes.append(note)
    else:
        notes.append("NOT RUN: the tests on PostgreSQL. There is no PostgreSQL on this machine.")
    if not has_chromium:
        notes.append("NOT RUN: the tests in a browser. There is no Chromium on this machine.")

    which = "not postgres" if has_chromium else "not postgres and not browser"
    _, passed_here = run("SQLite", which, arguments, DATABASE_URL="", TEST_NOTES="\n".join(notes))
    return 0 if passed and passed_here else 1


def is_here(name: str, find: Callable[[], object], package: str) -> bool:
    if not find():
        say(f"{name} is not here; trying to install it …")
        try_to_get(package)
    return bool(find())


def run(engine: str, which: str, arguments: list[str], **environment: str) -> tuple[str, bool]:
    """Run pytest on one engine; return a line about it, and whether all passed."""
    say(f"— The tests on {engine} —")
    begun = time.monotonic()
    # Each process begins at a place of its own, so that what is built for a module is seldom built twice.
    spread = ["-n", "auto"]
    pytest = [sys.executable, "-m", "pytest", *spread, "-m", which, "-q", *arguments]
    # pytest rewrites every assertion, and each process does so again where it may not keep what came of it.
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    status = subprocess.run(pytest, env={**ours, **environment}, check=False).returncode
    passed = status in (0, NO_TESTS_FOUND)
    return f"On {engine}: {'passed' if passed else 'FAILED'} in {time.monotonic() - begun:.0f} s.", passed


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
