"""Sets the stage: a state folder of its own, emptied again afterwards, and the settings everyone has.

Results go to `bench/` in the state folder that VAR_DIR names, `var/` if it names none. DATABASE_URL may name
an empty PostgreSQL database; what is built there stays.
"""

import os
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
OURS_TO_SET = ("ALLOWED_HOSTS", "DEBUG", "EMAIL_URL", "HTTPS", "SECRET_KEY", "TRUSTED_PROXIES")


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers and the state folder go too
    folder = Path(os.environ.get("VAR_DIR") or CHECKOUT / "var").expanduser().resolve() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="state-", dir=folder) as state:
        for name in OURS_TO_SET:
            os.environ.pop(name, None)
        os.environ |= {"VAR_DIR": state, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        from tests.bench.run import run  # reads models, which are there only now

        return run(folder)


if __name__ == "__main__":
    sys.exit(main())
