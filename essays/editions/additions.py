"""What a note's page shows of editions: who put it in its place, and which edition answers it."""

from essays.editions.pages.answering import answered
from essays.editions.pages.reattaching import attached
from essays.margin.additions import register as add


def register() -> None:
    add("essays/editions/_attached.html", attached)
    add("essays/editions/_answered.html", answered)
