"""Reading what was brought, and writing what was confirmed, in the background. Safe to run twice."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from essays.exchange import report, writing
from essays.exchange.models import Bringing, BroughtNote
from essays.exchange.reading import FileRefused

AT_ONCE = 500  # rows a statement

State = Bringing.State


@task()
def read_notes(pk: int) -> None:
    """Turn a file into the report on it, or the reason why not, and let go of the file.

    Reading takes its time, so no transaction is open meanwhile. A file that was read by another worker, or discarded,
    before this one was done with it stays as it is.
    """
    waiting = Bringing.objects.filter(pk=pk, state=State.WAITING)
    bringing = waiting.select_related("member", "essay", "edition").first()
    if bringing is None:
        return

    def tell(done: int, total: int) -> None:
        waiting.update(done=done, total=total)

    try:
        rows = report.notes_of(bringing, tell=tell)
    except FileRefused as refused:
        refusal = {"code": refused.code, "params": refused.params}
        waiting.update(state=State.REFUSED, refusal=refusal, data=b"")
        return
    with transaction.atomic():
        if waiting.select_for_update(of=("self",)).only("pk").first():
            BroughtNote.objects.bulk_create(rows, batch_size=AT_ONCE)
            counts = report.counts_of(rows)
            waiting.update(state=State.READ, counts=counts, done=len(rows), total=len(rows), data=b"")


@task()
def write_notes(pk: int) -> None:
    """Write all notes of a file that was confirmed, or none, saying why. What was written stays as it is."""
    with transaction.atomic():
        confirmed = Bringing.objects.filter(pk=pk, state=State.CONFIRMED)
        bringing = confirmed.select_for_update(of=("self",)).select_related("member", "essay__circle").first()
        if bringing is None:
            return
        try:
            with transaction.atomic():
                writing.write(bringing)
            confirmed.update(state=State.WRITTEN, written_at=timezone.now())
        except writing.TextChanged:
            confirmed.update(state=State.REFUSED, refusal={"code": "text_changed", "params": {}})
        except PermissionDenied:
            confirmed.update(state=State.REFUSED, refusal={"code": "not_allowed", "params": {}})
