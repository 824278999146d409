"""Reading what one was told, and saying what one wants to be told."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.notices.actions import change_notice_settings, read_all, read_posts, recount, subscribe
from forum.notices.choices import BY_LEVEL, CHOICES
from forum.notices.deciding import address_of
from forum.notices.forms import LevelForm, NoticeSettingsForm
from forum.notices.meetings.models import MeetingNotice
from forum.notices.meetings.reading import read_meeting
from forum.notices.models import Notice
from forum.notices.pages import level_said, notices_page, subscriptions_page
from forum.notices.parts.models import PartNotice
from forum.notices.parts.reading import read_part
from forum.notices.places import Place, label_of, told_of
from forum.web.access import member_required
from forum.web.asked import number_in
from forum.web.htmx import is_fragment, page_or_fragment
from forum.web.sending import sent_in


@require_safe
@member_required
def show_notices(request: HttpRequest) -> HttpResponse:
    """What a member was told, by thread; ?new shows only what they have not read."""
    member = member_of(request)
    recount(member=member)
    page = notices_page(member, only_new="new" in request.GET, before=request.GET.get("before", ""))
    return render(request, "forum/notices/notices.html", {"page": page})


@require_safe
@member_required
def follow_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to what a notice tells of, and take it as read."""
    member = member_of(request)
    notice = get_object_or_404(Notice.objects.visible_to(member).select_related("post__thread"), pk=pk)
    read_posts(member=member, posts=[notice.post_id])
    return redirect(address_of(notice))


@require_safe
@member_required
def follow_meeting_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the meeting that a notice tells of, and take it as read."""
    member = member_of(request)
    notices = MeetingNotice.objects.visible_to(member).select_related("meeting")
    meeting = get_object_or_404(notices, pk=pk).meeting
    read_meeting(member=member, meeting=meeting)
    return redirect(meeting.get_absolute_url())


@require_safe
@member_required
def follow_part_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the role, the minutes or the action item that a notice tells of, and take it as read."""
    member = member_of(request)
    notice = get_object_or_404(PartNotice.objects.visible_to(member).for_lists(), pk=pk)
    read_part(member=member, notice=notice)
    return redirect(notice.get_absolute_url())


@require_POST
@member_required
def read_notices(request: HttpRequest) -> HttpResponse:
    """Take all as read that stood on the page; what has come since stays new."""
    read_all(
        member=member_of(request),
        until=number_in(request.POST.get("until")) or 0,
        until_of_cases=number_in(request.POST.get("until_of_cases")) or 0,
        until_of_meetings=number_in(request.POST.get("until_of_meetings")) or 0,
        until_of_parts=number_in(request.POST.get("until_of_parts")) or 0,
    )
    return redirect("notices")


@require_safe
@member_required
def show_subscriptions(request: HttpRequest) -> HttpResponse:
    """What a member has said of places."""
    page = subscriptions_page(member_of(request), before=request.GET.get("before", ""))
    return render(request, "forum/notices/subscriptions.html", {"page": page})


@member_required
@limited(Limit.TAKING_NOTE)
def choose_level(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Say how much one wants to be told of a place: on a page of its own, or in a menu on the page of that place."""
    member, place = member_of(request), Place(kind, number)
    told = told_of([place], member).get(place)
    if told is None:
        raise Http404
    form = LevelForm(sent_in(request))
    is_saved = form.is_bound and form.is_valid()
    if is_saved:
        subscribe(member=member, place=place, level=form.cleaned_data["level"])
        if not is_fragment(request):
            messages.success(request, _("Saved."))
            return redirect(request.path)
    return page_or_fragment(
        request,
        page="forum/notices/subscription.html",
        fragment="forum/notices/_choices.html",
        context={
            "section": told.section,
            "place": place,
            "label": label_of(kind),
            "told": told,
            "form": form,
            "choices": CHOICES,
            "chosen": BY_LEVEL[level_said(member, place)],
            "is_saved": is_saved,
        },
        status=422 if form.is_bound and not is_saved else 200,
    )


@member_required
@limited(Limit.TAKING_NOTE)
def change_settings(request: HttpRequest) -> HttpResponse:
    """What one is told as usual, and how it is mailed."""
    member = member_of(request)
    form = NoticeSettingsForm(request.POST) if request.method == "POST" else NoticeSettingsForm.of(member)
    if form.is_bound and form.is_valid():
        change_notice_settings(member=member, **form.cleaned_data)
        messages.success(request, _("Your settings have been saved."))
        return redirect("notice_settings")
    return render(
        request, "forum/notices/settings.html", {"form": form}, status=422 if form.is_bound else 200
    )
