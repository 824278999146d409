"""Other forms in which a note is read at its lasting address, told by the rooms above.

A room registers a media type and how a note answers in it; `annotation` asks here before it shows the page.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from essays.margin.models import Annotation
from forum.web.negotiation import form_asked

Answer = Callable[[HttpRequest, Annotation], HttpResponse]

_answers: dict[str, Answer] = {}


def register(media_type: str, answer: Answer) -> None:
    """`answer` takes the request and a note its reader may see; it is asked where `media_type` is preferred to HTML."""
    _answers[media_type] = answer


def answer_asked(request: HttpRequest) -> Answer | None:
    """How to answer in the form that is asked for; None where that is the page."""
    return _answers.get(form_asked(request, _answers))
