"""Whether an edition answers one's note."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essays.editions import answering
from essays.editions.forms import AnswerForm
from essays.editions.models import Answer
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether an edition answers one's note."""
    answers = (
        Answer.objects.visible_to(request.user)
        .published()
        .select_related("annotation__essay", "annotation__thread__opening", "next_edition__edition")
    )
    found = get_object_or_404(answers, pk=pk)
    member = member_of(request)
    require(member, Act.ANSWER_EDITION, found.annotation)
    initial = {"verdict": found.verdict, "words": found.words}
    form = AnswerForm(sent_in(request), initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data

        def act() -> str:
            answering.say_whether(member=member, answer=found, verdict=said["verdict"], words=said["words"])
            return found.annotation.get_absolute_url()

        thanks = _("Thank you. It stands with your note, and with the edition.")
        return do_once(request, form, act, said=thanks)
    context = {"section": "texts", "answer": found, "form": form}
    return render(request, "essays/editions/answer.html", context, status=status_of(form))
