"""Words as the columns of a database take them."""

import re
from typing import cast

from django.db import models

# A database cannot keep these; each gives way to one character, so that offsets stay.
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


def keepable(text: str) -> str:
    """The text as it is stored: what is no character replaced, and every line ended by a newline."""
    return _UNKEEPABLE.sub("\ufffd", text).replace("\r", "\n")


def fitting(model: type[models.Model], field: str, value: str) -> str:
    """`value` in one line, as long as that column takes it."""
    column = cast(models.CharField, model._meta.get_field(field))
    return keepable(" ".join(value.split()))[: column.max_length]
