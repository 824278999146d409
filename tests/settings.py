"""The settings of an installation, in a state folder of its own for each test process."""

import atexit
import os
import shutil
import tempfile

for name in ("DEBUG", "HTTPS", "EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "MAIL_FROM", "TRUSTED_PROXIES"):
    os.environ.pop(name, None)  # a developer's own settings decide nothing here
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="wide-margin-tests-")
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
# Playwright keeps an event loop in the thread of the tests; Django would take it for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, INSTALLED_APPS, VAR_DIR  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In a file, as in an installation: threads in memory would share one connection, and never wait.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    # Nothing here has to survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"

# By this name pytest-django knows that its live server finds static files where they lie.
INSTALLED_APPS = [
    name.replace("config.apps.StaticFiles", "django.contrib.staticfiles") for name in INSTALLED_APPS
]

# Hashing passwords slowly, naming static files by content and working in the background are tested where they matter,
# not everywhere.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
