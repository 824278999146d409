"""Prompts for a stage of a plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from essays.reading.asking import ask, ask_no_more, ask_otherwise
from essays.reading.forms import PromptForm
from essays.reading.models import Stage
from essays.reading.views.finding_them import plan_or_404, prompt_or_404
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.POSTING)
def ask_for_stage(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Ask something for a stage."""
    member, plan = member_of(request), plan_or_404(request, pk)
    require(member, Act.ASK_PROMPT, plan)
    stage = get_object_or_404(Stage.objects.select_related("plan", "meeting"), plan=plan, position=position)
    form = PromptForm(sent_in(request))
    keep_key = f"prompt-{stage.pk}"
    if form.is_valid():

        def act() -> str:
            ask(member=member, stage=stage, words=form.cleaned_data["words"])
            return f"{plan.get_absolute_url()}#stage-{stage.position}"

        return do_once(request, form, act, keep_key=keep_key)
    context = {"section": "talk", "plan": plan, "stage": stage, "form": form, "keep_key": keep_key}
    return render(request, "essays/reading/prompt.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def change_prompt(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one's own otherwise."""
    member, prompt = member_of(request), prompt_or_404(request, pk)
    require(member, Act.CHANGE_PROMPT, prompt)
    plan = prompt.stage.plan
    form = PromptForm(sent_in(request), initial={"words": prompt.words})
    keep_key = f"prompt-changed-{prompt.pk}"
    if form.is_valid():

        def act() -> str:
            ask_otherwise(member=member, prompt=prompt, words=form.cleaned_data["words"])
            return f"{plan.get_absolute_url()}#stage-{prompt.stage.position}"

        return do_once(request, form, act, keep_key=keep_key)
    context = {
        "section": "talk", "plan": plan, "stage": prompt.stage, "prompt": prompt, "form": form,
        "keep_key": keep_key,
    }  # fmt: skip
    return render(request, "essays/reading/prompt.html", context, status=status_of(form))


@require_POST
@member_required
@limited(Limit.EDITING)
def withdraw_prompt(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own back."""
    member, prompt = member_of(request), prompt_or_404(request, pk)
    ask_no_more(member=member, prompt=prompt)
    return redirect(f"{prompt.stage.plan.get_absolute_url()}#stage-{prompt.stage.position}")
