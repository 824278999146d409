"""Houses opened for a test: `python -m config.serve` in a process and a state folder of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).parents[2]


def serve_command(var: Path, **environment: str) -> dict:
    """What subprocess needs to serve from the state folder `var` at a free port, on SQLite."""
    ours = {"VAR_DIR": str(var), "HOST": "127.0.0.1", "PORT": str(free_port()), "DEMONSTRATION": "false"}
    theirs = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        "args": [sys.executable, "-m", "config.serve"],
        "cwd": ROOT,
        "env": {**theirs, **ours, **environment},
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
    }


def refusal(var: Path, **environment: str) -> tuple[int, str]:
    """The exit status and the words of a start that fails."""
    finished = subprocess.run(**serve_command(var, **environment), timeout=30)
    return finished.returncode, finished.stdout + finished.stderr


class OpenHouse:
    """A house served until the end of a `with` block."""

    def __init__(self, var: Path, **environment: str) -> None:
        self.command = serve_command(var, **environment)
        self.port = int(self.command["env"]["PORT"])

    def __enter__(self) -> "OpenHouse":
        self.process = subprocess.Popen(**self.command)
        said = next((line for line in self.process.stdout if "open at" in line), None)
        assert said, self.process.stderr.read()
        return self

    def __exit__(self, *_raised: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
        self.process.stdout.close()
        self.process.stderr.close()

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as response:
            return response.status, response.read().decode()

    def send(self, number: signal.Signals) -> int:
        """Send a signal to the process that was started, and to no other; return its exit status."""
        self.process.send_signal(number)
        return self.process.wait(20)

    def family(self) -> list[int]:
        """The processes that live under the one that was started: a server, its two workers, a background worker."""
        deadline = time.monotonic() + 10
        while len(family := descendants(self.process.pid)) < 4 and time.monotonic() < deadline:
            time.sleep(0.05)
        return family


def descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [found for child in map(int, children) for found in (child, *descendants(child))]


def still_alive(pids: list[int], within: float) -> list[int]:
    """Those of `pids` that have not ended after at most `within` seconds."""
    deadline = time.monotonic() + within
    while (alive := [pid for pid in pids if is_alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return alive


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"  # one that has ended and whose parent has not yet asked
