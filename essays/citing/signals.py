"""Carries what members found out about a text's citations into its next edition."""

from typing import Any

from essays.citing.carrying import carry_over
from essays.library.signals import edition_published


def connect() -> None:
    edition_published.connect(carry_into_the_next, dispatch_uid="essays.citing.carried")


def carry_into_the_next(sender: Any, edition: Any, before: Any, **_: Any) -> None:
    successors = dict(enumerate(edition.succession or (), start=1))
    carry_over(old=before, new=edition, successors=successors)
