"""Comparing and publishing long texts, in the background."""

from django_tasks import task

from essays.editions import publishing


@task()
def compare_next(pk: int) -> None:
    publishing.compare(pk)


@task()
def publish_next(pk: int) -> None:
    publishing.publish_next(pk)
