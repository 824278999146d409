"""The page to which the links in mails lead: whoever holds one stops such mail, without signing in."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forum.debate.branching.leading import heads_of
from forum.members.models import Member
from forum.notices.actions import change_notice_settings, mute_thread, stop_all_mail, subscribe
from forum.notices.mail.tokens import ALL, DIGEST, Unsubscription, address_to_stop, read
from forum.notices.models import Level, NoticeSettings
from forum.notices.places import Place, told_of


@dataclass(frozen=True)
class Says:
    """What the page asks, what its button says, and what it says when that is done."""

    asks: str
    button: str
    done: str


@csrf_exempt  # mail programs send the form by themselves (RFC 8058); the signed token says who and what
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether such mail is to stop, and stop it."""
    wanted = read(token)
    if wanted is None:
        raise Http404
    member = get_object_or_404(Member, pk=wanted.member)
    if request.method == "POST":
        _stop(wanted, member)
    context = {
        "says": _says(wanted, member),
        "is_done": request.method == "POST",
        "all_address": "" if wanted.what == ALL else address_to_stop(ALL, member=member),
    }
    return render(request, "forum/notices/unsubscribe.html", context)


def _stop(wanted: Unsubscription, member: Member) -> None:
    if wanted.what == ALL:
        stop_all_mail(member=member)
    elif wanted.what == DIGEST:
        change_notice_settings(member=member, digest=NoticeSettings.Digest.NEVER)
    elif wanted.meetings:
        for meeting in wanted.meetings:
            subscribe(member=member, place=Place("meeting", meeting), level=Level.NOTHING)
    elif (place := _place(int(wanted.what), member)).kind == "thread":
        mute_thread(member=member, thread=place.number)
    else:
        subscribe(member=member, place=place, level=Level.NOTHING)


def _place(thread: int, member: Member) -> Place:
    """What the mail was about, where it is now: a thread, or the branch that it is again since it was moved back."""
    head = heads_of([thread], member).get(thread)
    return Place("branch", head) if head else Place("thread", thread)


def _says(wanted: Unsubscription, member: Member) -> Says:
    """A thread, or a meeting, is named only as long as the member it was mailed to may see it."""
    if wanted.what == ALL:
        return Says(
            asks=_("Do you want no more mail about what others write here?"),
            button=_("Send me no more"),
            done=_("No more mail about what others write is sent to you."),
        )
    if wanted.what == DIGEST:
        return Says(
            asks=_("Do you want no more digests?"),
            button=_("Send me no more digests"),
            done=_("No more digests are sent to you."),
        )
    if len(wanted.meetings) > 1:
        return Says(
            asks=_("Do you want to be told nothing more of the meetings in that mail?"),
            button=_("Nothing more of them"),
            done=_("You are told nothing more of these meetings, neither by mail nor here."),
        )
    if wanted.meetings:
        place = Place("meeting", wanted.meetings[0])
        return _says_of(place, member, _("the meeting “%s”"), _("this meeting"))
    place = _place(int(wanted.what), member)
    name = _("the thread “%s”") if place.kind == "thread" else "%s"
    return _says_of(place, member, name, _("this thread"))


def _says_of(place: Place, member: Member, name: str, nameless: str) -> Says:
    told = told_of([place], member).get(place)
    names = {"thread": name % told.title if told else nameless}
    return Says(
        asks=_("Do you want to be told nothing more of %(thread)s?") % names,
        button=_("Nothing more of it"),
        done=_("You are told nothing more of %(thread)s, neither by mail nor here.") % names,
    )
