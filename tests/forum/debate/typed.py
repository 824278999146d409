"""What is typed into the forms of posts."""

import uuid

from django.urls import reverse

from forum.debate.models import Post

EVIDENCE = {
    "evidence-title": "The Ledger of the Baths",
    "evidence-author": "Okafor, Ngozi",
    "evidence-year": "1931",
    "evidence-locator": "p. 112",
    "evidence-says": "The minutes were burnt.",
    "evidence-stance": "against",
}


def words(**more) -> dict[str, str]:
    return {"kind": "comment", "source": "And I bring the tea.", "token": str(uuid.uuid4())} | more


def answer_url(post: Post) -> str:
    return reverse("reply", args=[post.pk])
