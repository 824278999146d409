"""What is asked for stages, as the pages of plans and of meetings show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from essays.margin.words import replies
from essays.reading.models import Plan, Prompt, Stage
from forum.debate.bylines import byline
from forum.debate.restraining.hows import in_short
from forum.text import excerpt

WORDS = 600  # code points


@dataclass(frozen=True, slots=True)
class PromptLine:
    """What somebody asks for a stage, and how much has been answered."""

    pk: int
    opening: int  # the number of its post
    words: str  # the first of them, plain; "" where they are withheld, or taken back
    withheld: str  # what is said in place of its words; "" where they stand there
    is_withdrawn: bool
    author: str
    replies: str  # how many there are, in words; "" where there are none
    is_own: bool


def prompts_by_stage(reader: Any, plan: Plan) -> Mapping[int, Sequence[PromptLine]]:
    """What `reader` is shown of the prompts of a plan, by the number of the stage, in one query."""
    found: dict[int, list[PromptLine]] = {}
    for prompt in Prompt.objects.visible_to(reader).filter(stage__plan=plan).for_lists():
        found.setdefault(prompt.stage_id, []).append(_line(prompt, reader))
    return found


def prompts_for(reader: Any, stage: Stage) -> Sequence[PromptLine]:
    """The same of one stage, in one query."""
    prompts = Prompt.objects.visible_to(reader).filter(stage=stage).for_lists()
    return [_line(prompt, reader) for prompt in prompts]


def _line(prompt: Prompt, reader: Any) -> PromptLine:
    post = prompt.opening
    return PromptLine(
        pk=prompt.pk,
        opening=post.pk,
        words=excerpt(post.html, WORDS),
        withheld=in_short(post.restraint),
        is_withdrawn=post.withdrawn_at is not None,
        author=byline(post.author.name, post.elsewhere),
        replies=replies(prompt.thread.reply_count),
        is_own=post.author_id == reader.pk,
    )
