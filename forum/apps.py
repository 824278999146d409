from datetime import timedelta

from django.apps import AppConfig


class ForumConfig(AppConfig):
    """People and their talk. Knows nothing of essays."""

    name = "forum"

    def ready(self) -> None:
        from forum.background import chores, schedule
        from forum.circles import signals  # noqa: F401  (connects: whoever joins is in the Commons)
        from forum.members import chores as members_chores
        from forum.web.idempotency import forget_sent_forms

        chores.register()
        members_chores.register()
        schedule.register("forget sent forms", every=timedelta(days=1), do=forget_sent_forms)
