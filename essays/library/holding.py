"""Holding a text while something that goes along into its next edition is written."""

from essays.library.models import Essay


def hold(essay: int) -> int | None:
    """Hold the essay with that key until the transaction ends, and return the key of the edition that is read now.

    Publishing holds it as well. So what is written under it is either there when the next edition takes it along, or
    is written knowing that there is another edition. Before anything of its margin is touched: whoever writes a note
    holds the essay first as well.
    """
    held = Essay.objects.select_for_update(no_key=True).filter(pk=essay)
    return held.values_list("edition", flat=True).first()
