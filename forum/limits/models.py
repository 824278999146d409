"""What has been taken of each limit."""

from django.db import models


class Allowance(models.Model):
    """That somebody has done a limited act lately, and when all of it will have been given back.

    A row that is past says nothing any more, as if there were none.
    """

    key = models.CharField(max_length=80, primary_key=True)
    settled = models.BigIntegerField(db_index=True)  # microseconds since 1970

    def __str__(self) -> str:
        return self.key
