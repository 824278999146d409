"""Which of our dependencies' static files we serve."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Leaves out what no page asks for: htmx in its other editions, and its extensions."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "django_htmx/ext/*",
        "htmax-*",
        "htmx-4*",
        "htmx-2.js",
    ]
