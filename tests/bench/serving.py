"""gunicorn as the house is served, with one worker or more, whose processor time can be read."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
PATIENCE = 20.0  # seconds a server has to answer for the first time
TICKS = os.sysconf("SC_CLK_TCK")  # in a second


@dataclass(frozen=True)
class Server:
    """A running gunicorn and its workers."""

    port: int
    workers: tuple[int, ...]  # process ids

    @property
    def worker(self) -> int:
        """The first, which mostly is the only one."""
        return self.workers[0]

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def cpu_seconds(self) -> float:
        """Processor time the workers have used so far, their own and the kernel's for them."""
        return sum(_ticks(worker) for worker in self.workers) / TICKS

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(HOST, self.port, timeout=60)


@contextmanager
def serving(settings: str, *, workers: int = 1) -> Iterator[Server]:
    """The installation under this settings module, for as long as the block lasts."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "--bind", f"{HOST}:{port}"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings, "WEB_WORKERS": str(workers)}
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment) as master:
        try:
            _wait_until_it_answers(port, master)
            yield Server(port, _children(master.pid, workers))
        finally:
            master.terminate()


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind((HOST, 0))
        return found.getsockname()[1]


def _wait_until_it_answers(port: int, master: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and master.poll() is None:
        try:
            with closing(http.client.HTTPConnection(HOST, port, timeout=PATIENCE)) as connection:
                connection.request("GET", "/healthz")
                connection.getresponse()
                return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise RuntimeError("gunicorn did not begin to answer")


def _children(process: int, count: int) -> tuple[int, ...]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        if len(found) == count:
            return tuple(int(child) for child in found)
        time.sleep(0.1)
    raise RuntimeError(f"gunicorn did not begin with {count} workers")


def _ticks(process: int) -> int:
    stat = Path(f"/proc/{process}/stat").read_text()
    user, system = stat.rpartition(")")[2].split()[11:13]
    return int(user) + int(system)
