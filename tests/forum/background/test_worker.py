"""The queue is worked off, abandoned tasks are begun again, and chores don't stop for one that fails."""

import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, TaskResultStatus, get_date_max

from forum.background.chores import RESULTS_ARE_KEPT
from forum.background.recovery import LONGEST_TASK, MOST_ATTEMPTS, recover_abandoned
from forum.background.schedule import Chore, Schedule, registered
from forum.background.worker import make_worker, see_to_chores, work
from forum.web.idempotency import REMEMBERED, forget_sent_forms
from forum.web.models import SubmittedForm

NOW = timezone.now()


@pytest.fixture(autouse=True)
def _the_queue_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def task_begun(ago: timedelta, *, attempts: int = 1) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=NOW - ago,
        worker_ids=["worker"] * attempts,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="tests.forum.background.nothing",
        backend_name="default",
        run_after=get_date_max(),
    )


def status_of(task: DBTaskResult) -> str:
    task.refresh_from_db()
    return task.status


@pytest.mark.django_db
def test_a_task_whose_worker_is_lost_is_put_back_in_the_queue():
    task = task_begun(LONGEST_TASK + timedelta(seconds=1))

    assert recover_abandoned(NOW) == 1
    assert status_of(task) == TaskResultStatus.READY


@pytest.mark.django_db
def test_recovering_twice_changes_nothing_more():
    task_begun(LONGEST_TASK + timedelta(seconds=1))
    recover_abandoned(NOW)

    assert recover_abandoned(NOW) == 0


@pytest.mark.django_db
def test_a_task_that_may_still_be_under_way_is_left_alone():
    task = task_begun(LONGEST_TASK - timedelta(seconds=1))

    assert recover_abandoned(NOW) == 0
    assert status_of(task) == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_a_task_that_lost_its_worker_each_time_is_given_up():
    task = task_begun(LONGEST_TASK + timedelta(seconds=1), attempts=MOST_ATTEMPTS)

    recover_abandoned(NOW)

    assert status_of(task) == TaskResultStatus.FAILED
    assert "Given up" in task.traceback


@pytest.mark.django_db(transaction=True)
def test_a_worker_hands_back_when_the_queue_is_empty():
    worker = make_worker()

    worker.run()

    assert worker.running


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_does_not_end_the_worker(monkeypatch, caplog):
    worker, looks = make_worker(), []

    def look() -> None:
        looks.append("at the queue")
        if len(looks) == 1:
            raise OperationalError("database is locked")
        worker.running = False

    monkeypatch.setattr(worker, "run", look)
    work(worker)

    assert len(looks) == 2
    assert "The database does not answer" in caplog.text


@pytest.mark.django_db
def test_a_chore_that_fails_is_logged_and_the_others_are_done(caplog):
    done = []
    chores = [
        Chore("break", timedelta(hours=1), lambda: 1 / 0),
        Chore("sweep", timedelta(hours=1), lambda: done.append("sweep")),
    ]

    see_to_chores(Schedule(chores))

    assert done == ["sweep"]
    assert "The chore “break” failed." in caplog.text


@pytest.mark.django_db
def test_every_registered_chore_can_be_done_twice():
    for chore in registered() * 2:
        chore.do()


@pytest.mark.django_db
def test_results_are_forgotten_after_a_week_and_not_before():
    old, recent, waiting = task_begun(timedelta()), task_begun(timedelta()), task_begun(timedelta())
    DBTaskResult.objects.filter(pk__in=[old.pk, recent.pk]).update(status=TaskResultStatus.SUCCESSFUL)
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=NOW - RESULTS_ARE_KEPT - timedelta(hours=1))
    DBTaskResult.objects.filter(pk=recent.pk).update(finished_at=NOW)

    see_to_chores(Schedule(registered()))

    kept = set(DBTaskResult.objects.values_list("pk", flat=True))
    assert {recent.pk, waiting.pk} <= kept
    assert old.pk not in kept


def test_sent_forms_are_forgotten_after_a_week(amara):
    SubmittedForm.objects.create(member=amara, token=uuid.uuid4(), at=NOW - REMEMBERED - timedelta(hours=1))
    new = SubmittedForm.objects.create(member=amara, token=uuid.uuid4())

    forget_sent_forms()

    assert list(SubmittedForm.objects.all()) == [new]
