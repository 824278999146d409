"""What the authors of notes find of an edition that is said to answer them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from essays.editions.models import Answer
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def say_whether(
    *, member: Member, answer: Answer, verdict: str, words: str = "", at: datetime | None = None
) -> Answer:
    """Say whether a published edition answers one's own note. May be said anew."""
    require(member, Act.ANSWER_EDITION, answer.annotation)
    found = Answer.objects.select_for_update(of=("self",)).published().get(pk=answer.pk)
    found.verdict, found.words, found.at = verdict, words, at or timezone.now()
    found.save(update_fields=["verdict", "words", "at"])
    return found
