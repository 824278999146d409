"""What the tests need of the machine beside Python: a browser and PostgreSQL."""

import os
import shutil
import subprocess
from pathlib import Path

# The first that is here is taken. The shell has no window to open and no toolbar to paint for every page.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def find_chromium() -> Path | None:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def find_postgres() -> Path | None:
    """The folder with PostgreSQL's server programs, the newest where there are several."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if packaged:
        return packaged[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def try_to_get(package: str) -> None:
    """Install a Debian package, where that can be done without asking anyone; else do nothing."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quietly = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quietly)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    subprocess.run(install, check=False, **quietly)
