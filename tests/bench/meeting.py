"""A meeting of 200: each asks every two seconds what has changed, over HTTP, while hands go up and the cursor moves.

`python -m tests.bench.meeting` measures this alone, in a state folder of its own.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles
from urllib.parse import urlencode

PEOPLE = 200
SECONDS = 40  # that are measured, once all have come in
EVERY = 2.0  # seconds between two polls of one person
HAPPENS = 2.0  # seconds between two things that happen, each of which changes everyone's page
MOVES = 10.0  # seconds between two moves of the cursor, after which each fetches what is talked about
WORKERS = 2  # of gunicorn, as an installation has them
CSRF = "a" * 32


@dataclass(frozen=True)
class Polling:
    """Milliseconds that polls took, from asking to the whole answer, and what they cost the server."""

    people: int
    polls: int
    unchanged: int  # of them
    p50_ms: float
    p95_ms: float
    p99_ms: float
    worst_ms: float
    passages: int  # asked for when the cursor moved
    passages_p95_ms: float
    happened: int
    happened_p95_ms: float  # until whoever pressed a button had the answer
    cpu_ms: float  # of the server, a poll, all else included
    share: float  # of one core that the server used

    def as_lines(self) -> str:
        return (
            f"a meeting of {self.people}: {self.polls:,} polls ({100 * self.unchanged / self.polls:.0f} % unchanged), "
            f"p50 {self.p50_ms:.1f} ms, p95 {self.p95_ms:.1f} ms, p99 {self.p99_ms:.1f} ms, "
            f"worst {self.worst_ms:.0f} ms; "
            f"{self.passages:,} times what is talked about, p95 {self.passages_p95_ms:.1f} ms; "
            f"{self.happened} buttons, p95 {self.happened_p95_ms:.1f} ms; "
            f"{self.cpu_ms:.2f} ms of CPU a poll, {100 * self.share:.0f} % of a core"
        )


@dataclass(frozen=True)
class Held:
    """A meeting that was opened: its number, the items of its agenda, and how each of those in it is known."""

    pk: int
    items: Sequence[int]
    cookies: Sequence[str]  # the first facilitates


@dataclass
class Times:
    polls: list[float] = field(default_factory=list)
    unchanged: int = 0
    passages: list[float] = field(default_factory=list)
    happened: list[float] = field(default_factory=list)


def measure(circle, members: Sequence, *, seconds: float = SECONDS) -> Polling:
    """Hold a meeting of `circle` with `members`, who are in it."""
    from django.db import connections

    from tests.bench.serving import serving

    held = hold(circle, members)
    connections.close_all()
    with serving("config.settings", workers=WORKERS) as server:
        asyncio.run(
            _meet(server.port, held, Times(), EVERY)
        )  # all come in, and processes have read what they need
        times, used = Times(), server.cpu_seconds()
        begun = time.perf_counter()
        asyncio.run(_meet(server.port, held, times, seconds))
        used, passed = server.cpu_seconds() - used, time.perf_counter() - begun
    cuts = quantiles(times.polls, n=100, method="inclusive")
    return Polling(
        people=len(held.cookies),
        polls=len(times.polls),
        unchanged=times.unchanged,
        p50_ms=1000 * cuts[49],
        p95_ms=1000 * cuts[94],
        p99_ms=1000 * cuts[98],
        worst_ms=1000 * max(times.polls),
        passages=len(times.passages),
        passages_p95_ms=_p95(times.passages),
        happened=len(times.happened),
        happened_p95_ms=_p95(times.happened),
        cpu_ms=1000 * used / len(times.polls),
        share=used / passed,
    )


def hold(circle, members: Sequence) -> Held:
    """Open a meeting of `circle` with a note to talk about; `members` are signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from forum.debate.actions import open_thread, reply
    from forum.meetings.models import AgendaItem, Meeting
    from forum.meetings.rota.models import Turn
    from forum.members.sessions import SessionStore

    now = timezone.now()
    meeting = Meeting.objects.create(
        circle=circle, title="All of us", starts_at=now, time_zone="UTC", called_by=members[0], opened_at=now
    )
    Turn.objects.create(meeting=meeting, role="facilitator", member=members[0], came_by="drawn")
    items = []
    for place in range(3):
        thread = open_thread(member=members[0], circle=circle, title=f"Peas, {place}", source="When?" * 60)
        for writer in members[:5]:
            reply(member=writer, answers=thread.opening, source="Now, or after the rain. " * 10)
        items.append(
            AgendaItem.objects.create(
                meeting=meeting, place=place, title=f"Peas, {place}", thread=thread, added_by=members[0]
            ).pk
        )
    cookies = []
    for member in members:
        session = SessionStore()
        session[SESSION_KEY] = str(member.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = member.get_session_auth_hash()
        session.create()
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={CSRF}")
    return Held(meeting.pk, items, cookies)


async def _meet(port: int, held: Held, times: Times, seconds: float) -> None:
    """Everyone polls; those who speak and whoever facilitates press buttons. All begin at moments of their own."""
    random, until = Random(7), time.perf_counter() + seconds
    polls = [
        _poll(_Client(port, cookie), held, times, random.random() * EVERY, until) for cookie in held.cookies
    ]
    await asyncio.gather(
        *polls,
        _press_now_and_then(
            [_Client(port, cookie) for cookie in held.cookies[:20]], held, times, until, seconds
        ),
    )


async def _poll(client: "_Client", held: Held, times: Times, first: float, until: float) -> None:
    tag, item = "", None
    await asyncio.sleep(first)
    while (began := time.perf_counter()) < until:
        asks = {"If-None-Match": tag} if tag else {}
        status, headers, body = await client.ask("GET", f"/meetings/{held.pk}/live/now/", asks)
        times.polls.append(time.perf_counter() - began)
        tag = headers["etag"]
        times.unchanged += status == 304
        if status == 200 and (now := body.partition(b'data-item="')[2].partition(b'"')[0]) != item:
            if item is not None:
                asked = time.perf_counter()
                await client.ask("GET", f"/meetings/{held.pk}/live/passage/", {})
                times.passages.append(time.perf_counter() - asked)
            item = now
        await asyncio.sleep(max(0.0, began + EVERY - time.perf_counter()))


async def _press_now_and_then(
    clients: Sequence["_Client"], held: Held, times: Times, until: float, seconds: float
) -> None:
    nth = 0
    while time.perf_counter() < until and seconds > EVERY:
        moves = nth % int(MOVES / HAPPENS) == 0
        said = f"item:{held.items[nth // int(MOVES / HAPPENS) % len(held.items)]}" if moves else "raise"
        if nth % 4 == 3:
            said = "lower"
        client = clients[0 if moves else 1 + nth // 2 % (len(clients) - 1)]
        began = time.perf_counter()
        await client.ask(
            "POST", f"/meetings/{held.pk}/live/say/", {}, urlencode({"do": said, "csrfmiddlewaretoken": CSRF})
        )
        times.happened.append(time.perf_counter() - began)
        nth += 1
        await asyncio.sleep(max(0.0, began + HAPPENS - time.perf_counter()))


class _Client:
    """A browser's connection: kept as long as the server keeps it, and made anew."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie = port, cookie
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, method: str, path: str, more: dict[str, str], form: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the answer. Raises RuntimeError where it is no answer to this."""
        headers = {"Host": "127.0.0.1", "Cookie": self._cookie, "HX-Request": "true", **more}
        if form:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(form))}
        lines = [
            f"{method} {path} HTTP/1.1",
            *(f"{name}: {value}" for name, value in headers.items()),
            "",
            form,
        ]
        sent = "\r\n".join(lines).encode()
        try:
            status, told, body = await self._exchange(sent)
        except (ConnectionError, asyncio.IncompleteReadError):  # it was idle for too long
            self._streams = None
            status, told, body = await self._exchange(sent)
        if told.get("connection") == "close":
            self._streams = None
        if status not in (200, 304, 409):
            raise RuntimeError(f"{method} {path} answered {status}")
        return status, told, body

    async def _exchange(self, sent: bytes) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(sent)
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        told = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
        }
        length = int(told.get("content-length", 0))
        return int(first.split()[1]), told, await reader.readexactly(length) if length else b""


def _p95(seconds: Sequence[float]) -> float:
    return 1000 * quantiles(seconds, n=20, method="inclusive")[18] if len(seconds) > 1 else 0.0


def main() -> None:
    import os
    from tempfile import TemporaryDirectory

    import django

    with TemporaryDirectory(prefix="state-") as state:
        os.environ |= {"VAR_DIR": state, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        from config.serving import preparing
        from tests.bench.people import gather

        preparing.prepare_database()
        preparing.collect_static_files()
        people = gather()
        sys.stdout.write(measure(people.commons, people.writers[:PEOPLE]).as_lines() + "\n")


if __name__ == "__main__":
    main()
