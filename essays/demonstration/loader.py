"""Loads the demonstration: two short texts of our own, a cast, a living margin, and two circles of its own.

Everything goes through the same actions as everyone's words.
"""

from django.db import transaction
from django.utils import timezone

from essays.demonstration import scripts
from essays.demonstration.cast import PASSWORD, cast
from essays.demonstration.circles import play_a_circle
from essays.demonstration.editions import play_an_edition
from essays.demonstration.models import Demonstration
from essays.demonstration.reading import read_together
from essays.demonstration.stage import Stage
from essays.demonstration.tool_library import play_tool_library
from essays.library.models import Essay
from forum.members.models import Member


def is_needed() -> bool:
    """Whether the installation is still empty: nobody has joined, nothing has been put up."""
    return not Member.objects.exists() and not Essay.objects.exists()


@transaction.atomic
def load() -> None:
    """Load the whole demonstration, or nothing of it."""
    Demonstration.objects.create()
    stage = Stage.set_up(now=timezone.now())
    for script in scripts.annotations():
        stage.play_in_the_margin(script)
    for script in scripts.threads():
        stage.play_in_the_commons(script)
    for circle in scripts.circles():
        play_a_circle(stage, circle)
    for cited in scripts.cited():
        stage.play_on_a_citation(cited)
    for edition in scripts.editions():
        play_an_edition(stage, edition)
    play_tool_library(stage, beside=[read_together(stage)])


def open_sign_in(is_open: bool) -> None:
    """Let the cast sign in with the password that is shown, or nobody: only a loopback address may open it.

    Does nothing where no demonstration is loaded, or where it is as asked already.
    """
    demonstration = Demonstration.objects.exclude(is_open=is_open).first()
    if demonstration is None:
        return
    with transaction.atomic():
        for member in Member.objects.filter(handle__in=[person.handle for person in cast()]):
            member.set_password(PASSWORD if is_open else None)
            member.save(update_fields=["password"])
        demonstration.is_open = is_open
        demonstration.save(update_fields=["is_open"])
