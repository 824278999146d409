"""A thread's summary as it stands, and its earlier versions."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from forum.debate.models import Thread


class SummaryWording(models.Model):
    """What one version says, who wrote it and when."""

    number = models.PositiveIntegerField(default=1)
    source = models.TextField()
    html = models.TextField()  # made safe by `forum.text` when it was written
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    @property
    def safe_html(self) -> SafeString:
        return mark_safe(self.html)  # noqa: S308


class Summary(SummaryWording):
    """Where a thread stands."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="summary")
    replies = models.PositiveIntegerField()  # which the thread had when it was written

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return f"{self.thread_id}.{self.number}"


class EarlierSummary(SummaryWording):
    """What a thread's summary said before; or one of a branch that was moved back into it, of the title `about`."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="earlier_summaries")
    about = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name_plural = "earlier summaries"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="earlier_summary_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}.{self.number}"
