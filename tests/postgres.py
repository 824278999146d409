"""A PostgreSQL that stands for as long as the tests run.

`python -m tests.postgres pytest tests/forum` runs a command with DATABASE_URL pointing at one.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.machine import find_postgres

# Nothing here has to survive a power cut.
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def throwaway_server() -> Iterator[str]:
    """A new server on a free port of the loopback address; gives its DATABASE_URL, and is always stopped."""
    programs = find_postgres()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is not installed.")
    with tempfile.TemporaryDirectory(prefix="wide-margin-postgres-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        port, data = free_port(), f"{folder}/data"
        places = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        control = [programs / "pg_ctl", "--pgdata", data, "--wait", "--log", f"{folder}/log"]
        as_postgres([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                     "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
        as_postgres([*control, "-o", f"{places} {CARELESS}", "start"])
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            as_postgres([*control, "--mode", "immediate", "stop"])


def as_postgres(command: Sequence[str | Path]) -> None:
    """Run one of PostgreSQL's programs, which refuse to run as root, from a folder anyone may stand in."""
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)


def free_port() -> int:
    """A port of the loopback address that nothing listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    with throwaway_server() as url:
        finished = subprocess.run(
            [sys.executable, "-m", *sys.argv[1:]], env={**os.environ, "DATABASE_URL": url}, check=False
        )
    sys.exit(finished.returncode)
