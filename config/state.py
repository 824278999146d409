"""The folder that holds everything an installation keeps: database, secret key, uploads, mail."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FOLDERS = ("mail", "uploads", "static")


def prepare_var(folder: Path) -> Path:
    """Make the state folder and the folders in it; return it.

    Raises ImproperlyConfigured, in one line, where it cannot be written to.
    """
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(0o700)  # whatever stands in it is nobody else's to read
        for name in FOLDERS:
            (folder / name).mkdir(exist_ok=True)
    except OSError as refused:
        raise ImproperlyConfigured(
            f"Cannot write to the state folder {folder}: {refused.strerror}."
        ) from None
    if not os.access(folder, os.W_OK):
        raise ImproperlyConfigured(f"Cannot write to the state folder {folder}: permission denied.")
    return folder


def read_or_make_secret(path: Path) -> str:
    """The installation's secret key: made at the first start, then read, with nobody else allowed to read it.

    Several processes may start at once: each writes a file of its own, and linking it into place lets
    exactly one win, with its secret whole.
    """
    if not path.exists():
        own = path.with_name(f"{path.name}.{os.getpid()}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(64), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(own, path)
        own.unlink()
    return path.read_text(encoding="ascii").strip()
