"""The database and the mail server, as the environment names them, each by an address; and the house's own."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

EXAMPLES = {
    "DATABASE_URL": "postgres://user:password@localhost:5432/margin",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
}


def database_at(url: str) -> dict[str, Any]:
    """Django's settings for the database at `url`. Raises ImproperlyConfigured, in one line, where it names none."""
    return _read("DATABASE_URL", url, Env.DB_SCHEMES, Env.db_url_config)


def mail_server_at(url: str) -> dict[str, Any]:
    """Django's settings for the mail server at `url`. Raises ImproperlyConfigured, in one line, where it names none."""
    return _read("EMAIL_URL", url, Env.EMAIL_SCHEMES, Env.email_url_config)


def site_of(hosts: Sequence[str], *, is_https: bool, port: str) -> str:
    """Where the house is most likely reached from outside: at the first name it answers to.

    This machine's own names are reached at the port it listens at, all others through a proxy.
    """
    host = next((name.lstrip(".") for name in hosts if name.strip(".*")), "localhost")
    if is_https:
        return f"https://{host}"
    is_own = host in ("localhost", "127.0.0.1", "[::1]")
    return f"http://{host}:{port}" if is_own else f"http://{host}"


def _read(
    variable: str, url: str, schemes: dict[str, str], read: Callable[[str], dict[str, Any]]
) -> dict[str, Any]:
    """What is refused is not repeated: it may hold a password."""
    try:
        if urlsplit(url).scheme in schemes:
            return read(url)
    except ValueError:
        pass
    raise ImproperlyConfigured(
        f"{variable} is not an address we know. For example: {variable}={EXAMPLES[variable]}"
    )
