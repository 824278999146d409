"""The child of `readers.sandbox`: a file on standard input, its outline or refusal as JSON on standard output.

python -m essays.library.readers FILENAME SECONDS BYTES
"""

import json
import resource
import sys
from typing import Any


def main() -> None:
    filename, seconds, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    _limit(seconds, memory)

    from essays.library.outline import to_json
    from essays.library.readers import ImportRefused, Reason, read

    try:
        answer: dict[str, Any] = {"outline": to_json(read(sys.stdin.buffer.read(), filename))}
    except ImportRefused as refusal:
        answer = {"refused": refusal.code, "params": refusal.params}
    except MemoryError:
        answer = {"refused": Reason.TOO_SLOW, "params": {}}
    except RecursionError:
        answer = {"refused": Reason.DAMAGED, "params": {}}
    json.dump(answer, sys.stdout)


def _limit(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
