"""How gunicorn serves the house. What can be set from outside is listed in docs/settings.md."""

import logging
import socket
import struct
from pathlib import Path
from typing import Any

import environ

env = environ.Env()

wsgi_app = "config.wsgi"
worker_class = "gthread"
workers = env.int("WEB_WORKERS", default=2)
threads = env.int("WEB_THREADS", default=4)
preload_app = True  # the code is read once and shared by the workers

timeout = 60  # seconds without a sign of life before a worker is replaced
graceful_timeout = 8  # seconds for requests under way when it ends
keepalive = 5  # seconds an idle connection is kept
SILENCE = 10  # seconds a visitor may pause in the middle of a request

accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  (heartbeats want no disk)


def when_ready(server: Any) -> None:
    """Read the pages' code before the workers share it, and limit a visitor's silence.

    gunicorn waits for the rest of a request for ever, and a thread with it; connections inherit this limit
    from the socket they are accepted on.
    """
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENCE, 0))
    logging.getLogger("gunicorn.error").addFilter(is_not_silence)


def is_not_silence(record: logging.LogRecord) -> bool:
    """Whether a line of the log tells something else than that a visitor fell silent."""
    return not (record.exc_info and isinstance(record.exc_info[1], BlockingIOError))
