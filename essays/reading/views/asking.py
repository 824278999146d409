"""Prompts for a stage of a plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from essays.reading.asking import ask
from essays.reading.forms import PromptForm
from essays.reading.models import Stage
from essays.reading.views.finding_them import plan_or_404, prompt_or_404
from forum.debate.marks.reading import remember_reading
from forum.debate.models import Thread
from forum.debate.pages import thread_page
from forum.debate.runs import place_asked
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.text import TextRefused
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.POSTING)
def ask_for_stage(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Ask something for a stage."""
    member, plan = member_of(request), plan_or_404(request, pk)
    require(member, Act.ASK_PROMPT, plan)
    stages = Stage.objects.select_related("plan__circle", "meeting")
    stage = get_object_or_404(stages, plan=plan, position=position)
    form = PromptForm(sent_in(request))
    keep_key = f"prompt-{stage.pk}"
    if form.is_valid():

        def act() -> str:
            ask(member=member, stage=stage, source=form.cleaned_data["words"])
            return f"{plan.get_absolute_url()}#stage-{stage.position}"

        try:
            return do_once(request, form, act, keep_key=keep_key)
        except TextRefused as refused:
            form.add_error("words", str(refused))
    context = {"section": "talk", "plan": plan, "stage": stage, "form": form, "keep_key": keep_key}
    return render(request, "essays/reading/ask.html", context, status=status_of(form))


@require_safe
def show_prompt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, and what has been answered, as in any thread."""
    prompt = prompt_or_404(request, pk)
    thread = Thread.objects.for_pages().get(pk=prompt.thread_id)
    page = thread_page(thread, request.user, **place_asked(thread, request.GET))
    remember_reading(request, page)
    page.tell_shown_to(request.user)
    context = {"section": "talk", "prompt": prompt, "plan": prompt.stage.plan, "page": page}
    return render(request, "essays/reading/prompt.html", context)
