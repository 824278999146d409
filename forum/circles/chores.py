"""What is done for circles again and again."""

from datetime import datetime, timedelta

from django.utils import timezone

from forum.background import schedule
from forum.circles.models import Invitation


def register() -> None:
    schedule.register("forget whom invitations were mailed to", every=timedelta(days=1), do=_forget_addresses)


def forget_addresses(now: datetime) -> None:
    """Forget, at `now`, the addresses of invitations that hold no longer: most belong to people who did not come."""
    mailed = Invitation.objects.exclude(email="")
    mailed.exclude(pk__in=Invitation.objects.good_at(now).values("pk")).update(email="")


def _forget_addresses() -> None:
    forget_addresses(timezone.now())
