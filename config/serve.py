"""`python -m config.serve`: from a fresh clone to a running house, and from Ctrl-C to nothing left of it.

What can be set from outside is listed in docs/settings.md. Whatever prevents the start is said in one line,
with exit status 2.
"""

import contextlib
import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured

from config.serving import CannotStart
from config.serving.address import LOOPBACK_HOSTS, Address
from config.serving.household import Child, Household


def main() -> int:
    try:
        address = Address.wanted()
        prepare(address)
        with Household(server(address), worker()) as household:
            status = household.run(is_open=address.answers, announce=lambda: announce(address))
        if household.asked_to_end:
            say("Closed.")
        return status
    except (CannotStart, ImproperlyConfigured) as refused:
        sys.stderr.write(f"{refused}\n")
        return 2
    except KeyboardInterrupt:
        return 130


def prepare(address: Address) -> None:
    """Everything between the command and the open door. Raises CannotStart or ImproperlyConfigured."""
    address.check_free()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not os.environ.get("ALLOWED_HOSTS"):
        os.environ["ALLOWED_HOSTS"] = ",".join(address.hosts())

    from config.serving import preparing

    essay = preparing.essay_wanted()
    django.setup()

    from django.conf import settings
    from django.db import connections

    preparing.prepare_database(say)
    if not settings.DEBUG:
        preparing.collect_static_files()
    preparing.load_demonstration(say, may_sign_in=is_reached_only_from_here(address))
    if essay:
        preparing.import_essay(essay, say)
    connections.close_all()


def is_reached_only_from_here(address: Address) -> bool:
    """Whether nobody but people at this machine can come in: no proxy hands the door on under another name."""
    from django.conf import settings

    return address.is_loopback and not settings.HTTPS and set(settings.ALLOWED_HOSTS) <= set(LOOPBACK_HOSTS)


def server(address: Address) -> Child:
    from django.conf import settings

    if settings.DEBUG:
        command = [sys.executable, "manage.py", "runserver", address.bind]
    else:
        command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "--bind", address.bind]
    return Child("server", command, essential=True)


def worker() -> Child:
    return Child("background worker", [sys.executable, "manage.py", "work"])


def announce(address: Address) -> None:
    """Say where the house stands and how to come in."""
    from django.conf import settings

    lines = [f"Wide Margin is open at {address.url}", how_to_sign_in(address)]
    if not address.is_loopback:
        lines.append(f"It answers to {', '.join(settings.ALLOWED_HOSTS)}; for other names set ALLOWED_HOSTS.")
    lines.append(f"Everything it keeps is in {settings.VAR_DIR}. Ctrl-C closes it.")
    say(*lines)


def say(*lines: str) -> None:
    """Tell whoever typed the command, if they still listen: their terminal may have gone before us."""
    with contextlib.suppress(OSError):
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()


def how_to_sign_in(address: Address) -> str:
    from django.db import connections

    from essays.demonstration.cast import PASSWORD, cast
    from essays.demonstration.models import Demonstration

    is_open = Demonstration.objects.filter(is_open=True).exists()
    connections.close_all()
    if is_open:
        return f"Sign in as “{cast()[0].handle}” with the password “{PASSWORD}”, or join as yourself."
    return f"Join at {address.url}accounts/signup/"


if __name__ == "__main__":
    sys.exit(main())
