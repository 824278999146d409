"""What pages are measured against: the least that Django does here for a page like ours.

Both are served by the same gunicorn from the same database, but without middleware, context processors,
translation, a frame around the page, or any question of who is reading.

- `string`: 50 KB of text that is ready. The price of a request.
- `page`: one query for 20 posts of 200 words with their authors, the first of the thread of 50, and a
  template that shows each with its escaped name and kind, its time as an ISO date, and its stored HTML.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from forum.debate.models import Post

READY = "A calm line of text, sixty-four characters long with its end.\n" * 800


def string(request: HttpRequest) -> HttpResponse:
    return HttpResponse(READY)


def page(request: HttpRequest, thread: int) -> HttpResponse:
    posts = Post.objects.filter(thread=thread).select_related("author").order_by("path")[:20]
    return render(request, "bench/floor.html", {"posts": posts})


urlpatterns = [path("healthz", string), path("string/", string), path("page/<int:thread>/", page)]
