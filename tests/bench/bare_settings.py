"""The same installation without middleware, and with nothing to serve but the two floors."""

from pathlib import Path

from config import settings as house
from config.settings import *  # noqa: F403

MIDDLEWARE = []
# It insists on its middleware.
INSTALLED_APPS = [app for app in house.INSTALLED_APPS if app != "allauth.account"]
ROOT_URLCONF = "tests.bench.floors"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]
# Opening an SQLite file for each request is what Django does unless told otherwise, so it is part of the floor.
if house.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    house.DATABASES["default"]["CONN_MAX_AGE"] = 0
