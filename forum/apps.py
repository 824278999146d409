from django.apps import AppConfig


class ForumConfig(AppConfig):
    """People and their talk. Knows nothing of essays."""

    name = "forum"

    def ready(self) -> None:
        from forum.circles import signals  # noqa: F401  (connects: whoever joins is in the Commons)
