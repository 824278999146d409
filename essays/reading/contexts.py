"""Tells the forum where the thread of a prompt stands."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from essays.reading.models import Prompt
from forum.debate import contexts

PROMPT = "prompt"


def register() -> None:
    contexts.register(PROMPT, contexts_of_prompts)


def contexts_of_prompts(thread_ids: Iterable[int]) -> dict[int, contexts.Context]:
    """Plan and text for which prompts were asked, by thread id, in one query. Nothing here names the text: who sees the
    thread sees its circle, and may not see the text any more."""
    found = Prompt.objects.filter(thread__in=list(thread_ids)).select_related(
        "stage__plan__circle", "stage__plan__essay"
    )
    return {prompt.thread_id: _context_of(prompt) for prompt in found}


def _context_of(prompt: Prompt) -> contexts.Context:
    plan = prompt.stage.plan
    return contexts.Context(
        title=_("Reading plan of %s") % plan.circle.name,
        url=reverse("prompt", args=[prompt.pk]),
        place_url=f"{plan.get_absolute_url()}#stage-{prompt.stage.position}",
        slug=plan.essay.slug,
        circle=plan.essay.circle_id,
    )
