"""Prompts: what members ask all to think about for a stage. Each opens a thread, so that it is answered, edited, taken
back, flagged and found like all words; here it is only tied to its stage."""

from django.db import transaction

from essays.reading.contexts import PROMPT
from essays.reading.models import Prompt, Stage
from forum.debate.actions import open_thread
from forum.debate.finding import POST
from forum.debate.models import Kind
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search import indexing


@transaction.atomic
def ask(*, member: Member, stage: Stage, source: str) -> Prompt:
    """Ask something for a stage, which comes with its plan and the plan's circle. Raises TextRefused for words that may
    not stand."""
    plan = stage.plan
    require(member, Act.ASK_PROMPT, plan)
    thread = open_thread(member=member, circle=plan.circle, source=source, kind=Kind.QUESTION, context=PROMPT)
    prompt = Prompt.objects.create(stage=stage, thread=thread)
    indexing.update(POST, [prompt.opening.pk], are_new=True)  # only now is it known where it stands
    return prompt
