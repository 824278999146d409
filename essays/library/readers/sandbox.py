"""Reading what strangers upload: in a child process that may neither last nor grow."""

import json
import logging
import subprocess
import sys
from pathlib import Path

from essays.library.outline import InvalidOutline, Outline, from_json
from essays.library.readers import LONGEST_FILE, MEGABYTE
from essays.library.readers.refusals import ImportRefused, Reason

PROJECT = Path(__file__).resolve().parents[3]
GIBIBYTE = 1024**3

logger = logging.getLogger(__name__)


def read_safely(data: bytes, filename: str, *, seconds: int = 20, memory: int = GIBIBYTE) -> Outline:
    """Return `readers.read(data, filename)`, computed within `seconds` and `memory` bytes.

    Raises ImportRefused as `read` does, and with Reason.TOO_SLOW when a limit was reached, DAMAGED when the
    reader broke over the file or answered with something that is no outline.
    """
    if len(data) > LONGEST_FILE:
        raise ImportRefused(Reason.TOO_LONG, megabytes=LONGEST_FILE // MEGABYTE)
    try:
        child = subprocess.run(  # noqa: S603 (our own module, no shell)
            [
                sys.executable,
                "-m",
                "essays.library.readers",
                _plain_name(filename),
                str(seconds),
                str(memory),
            ],
            input=data,
            capture_output=True,
            cwd=PROJECT,
            env={"PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"},
            timeout=seconds + 5,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ImportRefused(Reason.TOO_SLOW) from late
    return _answer(child)


def _plain_name(filename: str) -> str:
    """Only its ending matters to a reader, and an argument of a process may not be just anything."""
    return f"file{Path(filename.replace(chr(0), '')).suffix[:16]}"


def _answer(child: subprocess.CompletedProcess[bytes]) -> Outline:
    if child.returncode < 0:
        raise ImportRefused(Reason.TOO_SLOW)
    if child.returncode > 0:
        logger.warning("A reader broke: %s", child.stderr[-2000:].decode("utf-8", "replace"))
        raise ImportRefused(Reason.DAMAGED)
    answer = json.loads(child.stdout)
    if "refused" in answer:
        raise ImportRefused(Reason(answer["refused"]), **answer["params"])
    try:
        return from_json(answer["outline"])
    except InvalidOutline as wrong:
        raise ImportRefused(Reason.DAMAGED) from wrong
