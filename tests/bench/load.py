"""Asking a server for a page again and again, and what that cost."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count, islice
from statistics import quantiles
from urllib.parse import urlencode
from uuid import uuid4

from tests.bench.serving import Server
from tests.bench.words import wordings

ALONE, TOGETHER = 1, 4  # clients
SECONDS = 0.3  # each of them asks for, and a few requests at least
LEAST = 5
REPLIES = 40
CSRF = "a" * 32


@dataclass(frozen=True)
class Sample:
    """What a run of equal requests took: times of one client alone, and how many requests four together are given."""

    cpu_ms: float  # of the worker, a request; SQLite works inside it, PostgreSQL beside it
    p50_ms: float
    p95_ms: float
    per_second: float


def sample_reading(server: Server, path: str, cookie: str) -> Sample:
    """GET `path` again and again: first alone, where times mean something, then from several at once."""
    used = server.cpu_seconds()
    alone, _ = _read(server, path, cookie, clients=ALONE)
    used = server.cpu_seconds() - used
    together, elapsed = _read(server, path, cookie, clients=TOGETHER)
    return _sample(alone, used, per_second=len(together) / elapsed)


def sample_replying(server: Server, path: str, cookie: str) -> Sample:
    """POST replies of 200 words to `path`, one after the other, up to the answer that leads on."""
    headers = _headers(f"{cookie}; csrftoken={CSRF}") | {"Content-Type": "application/x-www-form-urlencoded"}
    forms = [
        {"kind": "comment", "source": text.source, "token": uuid4(), "csrfmiddlewaretoken": CSRF}
        for text in islice(wordings(200), REPLIES)
    ]
    used = server.cpu_seconds()
    with closing(server.connect()) as connection:
        seconds = [_timed(connection, "POST", path, headers, urlencode(form), expected=302) for form in forms]
    return _sample(seconds, server.cpu_seconds() - used, per_second=len(seconds) / sum(seconds))


def _read(server: Server, path: str, cookie: str, *, clients: int) -> tuple[list[float], float]:
    """Seconds of each request, and of all together. Every client has a connection of its own."""

    def client(_number: int) -> list[float]:
        with closing(server.connect()) as connection:
            return list(_requests(connection, path, cookie))

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        seconds = [one for some in pool.map(client, range(clients)) for one in some]
    return seconds, time.perf_counter() - began


def _requests(connection: HTTPConnection, path: str, cookie: str) -> Iterator[float]:
    until = time.perf_counter() + SECONDS
    for number in count(1):
        yield _timed(connection, "GET", path, _headers(cookie))
        if number >= LEAST and time.perf_counter() > until:
            return


def _timed(
    connection: HTTPConnection, method: str, path: str, headers: dict[str, str], body=None, *, expected=200
) -> float:
    """Seconds from sending a request to having the whole answer."""
    began = time.perf_counter()
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    response.read()
    if response.status != expected:
        raise RuntimeError(f"{method} {path} answered {response.status}, not {expected}")
    return time.perf_counter() - began


def _headers(cookie: str) -> dict[str, str]:
    return {"Accept-Encoding": "identity"} | ({"Cookie": cookie} if cookie else {})


def _sample(seconds: list[float], cpu: float, *, per_second: float) -> Sample:
    percentiles = quantiles(seconds, n=100, method="inclusive")
    return Sample(
        cpu_ms=1000 * cpu / len(seconds),
        p50_ms=1000 * percentiles[49],
        p95_ms=1000 * percentiles[94],
        per_second=per_second,
    )
