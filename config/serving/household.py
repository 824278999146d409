"""The processes that make up a running house, started together and ended together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

GLANCE = 0.1  # seconds between looks at the children
PATIENCE = 10.0  # seconds a child has to end by itself
PAUSE = 2.0  # seconds before a child that ended is started again


@dataclass
class Child:
    """A process of the house. Without an `essential` one the house closes; another is started again."""

    name: str
    command: Sequence[str]
    essential: bool = False
    process: subprocess.Popen | None = field(default=None, init=False)
    starts_at: float = field(default=0.0, init=False)  # on the monotonic clock

    def start(self) -> None:
        # A session of its own keeps the terminal's Ctrl-C from reaching it past us: we tell it, once.
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent(os.getpid()),
        )

    def end(self) -> None:
        """Ask it to end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def bury(self, deadline: float) -> None:
        """Wait until it has ended, or until `deadline` on the monotonic clock; then end whatever is left of it."""
        if not self.process:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Household:
    """Looks after its children until a signal asks it to end."""

    def __init__(self, *children: Child) -> None:
        self.children = children
        self.asked_to_end = False

    def __enter__(self) -> "Household":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note_the_wish)
        for child in self.children:
            child.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        for child in self.children:
            child.end()
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            child.bury(deadline)

    def run(self, *, is_open: Callable[[], bool], announce: Callable[[], None]) -> int:
        """Call `announce` once `is_open`; return the exit status when it is over: 0 if it was asked to end."""
        announced = False
        while not self.asked_to_end:
            if (status := self._status_of_lost_essential()) is not None:
                return status
            self._start_again()
            if not announced and is_open():
                announced = True
                announce()
            time.sleep(GLANCE)
        return 0

    def _status_of_lost_essential(self) -> int | None:
        for child in self.children:
            if child.essential and child.process and (status := child.process.poll()) is not None:
                sys.stderr.write(f"The {child.name} has ended (status {status}); closing.\n")
                return status if status > 0 else 1
        return None

    def _start_again(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process and (status := child.process.poll()) is not None:
                sys.stderr.write(f"The {child.name} has ended (status {status}); starting it again.\n")
                child.process, child.starts_at = None, now + PAUSE
            elif not child.process and now >= child.starts_at:
                child.start()

    def _note_the_wish(self, _number: int, _frame: object) -> None:
        self.asked_to_end = True


def _end_with_parent(parent: int) -> Callable[[], None]:
    """What a child does before it begins: ask the kernel to end it when `parent` ends, even by SIGKILL."""
    if sys.platform != "linux":
        return lambda: None
    libc = ctypes.CDLL(None)
    PR_SET_PDEATHSIG = 1  # noqa: N806  (its name in prctl(2))

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended before we could ask
            os._exit(1)

    return ask
