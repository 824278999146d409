"""Reading what was brought, in the background."""

from django_tasks import task

from essays.library.models import ImportDraft
from essays.library.outline import to_json
from essays.library.readers.refusals import ImportRefused
from essays.library.readers.sandbox import read_safely


@task()
def read_draft(pk: int) -> None:
    """Turn what a draft holds into its outline, or the reason why not, and let go of the file.

    Reading takes its time, so no transaction is open meanwhile. A draft that was read by another worker, or
    discarded, before this one was done with it stays as it is.
    """
    waiting = ImportDraft.objects.waiting().filter(pk=pk)
    draft = waiting.first()
    if draft is None:
        return
    try:
        outcome = {
            "state": ImportDraft.State.READ,
            "outline": to_json(read_safely(bytes(draft.data), draft.filename)),
        }
    except ImportRefused as refused:
        outcome = {
            "state": ImportDraft.State.REFUSED,
            "refusal": {"code": refused.code, "params": refused.params},
        }
    waiting.update(**outcome, data=b"")
