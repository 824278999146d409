"""Pages in the reader's own language and time, and the memory of when they were last here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from forum.members.speaking import speaking_to
from forum.members.visits import note_visit


def speak_as_the_reader(get_response: Callable[[HttpRequest], HttpResponse]):
    """For a member, the language and time zone of their profile; for a visitor, the browser's language and UTC.

    Pages that ask for no member cost no query: the member is looked up only where a session cookie was sent.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        member = request.user if request.session.session_key else None
        if member is None or not member.is_authenticated:
            return get_response(request)
        if opens_a_page(request):
            note_visit(member=member, at=timezone.now())
        with speaking_to(member):
            response = get_response(request)
            response.headers["Content-Language"] = member.page_language
        return response

    return middleware


def opens_a_page(request: HttpRequest) -> bool:
    """Whether a person is looking, and not only a script asking for a part."""
    return (
        request.method == "GET" and "HX-Request" not in request.headers and not request.path.endswith(".json")
    )
