"""Prompts: what members ask all to think about for a stage."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from essays.reading.models import Prompt, Stage
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def ask(*, member: Member, stage: Stage, words: str) -> Prompt:
    """Ask something for a stage, which comes with its plan."""
    require(member, Act.ASK_PROMPT, stage.plan)
    return Prompt.objects.create(stage=stage, member=member, words=words)


@transaction.atomic
def ask_otherwise(*, member: Member, prompt: Prompt, words: str, at: datetime | None = None) -> Prompt:
    """Give one's own prompt other words. The same words change nothing."""
    require(member, Act.CHANGE_PROMPT, prompt)
    if words != prompt.words:
        prompt.words, prompt.changed_at = words, at or timezone.now()
        prompt.save(update_fields=["words", "changed_at"])
    return prompt


@transaction.atomic
def ask_no_more(*, member: Member, prompt: Prompt, at: datetime | None = None) -> None:
    """Take one's own prompt back. Twice changes nothing."""
    require(member, Act.CHANGE_PROMPT, prompt)
    Prompt.objects.filter(pk=prompt.pk, withdrawn_at=None).update(withdrawn_at=at or timezone.now())
