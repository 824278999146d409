"""Writing through the pages: what is typed arrives once, or comes back with a reason."""

import pytest
from django.test import Client
from django.urls import reverse

from forum.debate.actions import withdraw_post
from forum.debate.models import Kind, Post, Thread
from forum.sources.models import Source
from tests.forum.debate.typed import EVIDENCE, answer_url, words


def last_post() -> Post:
    return Post.objects.latest("pk")


def test_a_reply_leads_to_where_it_stands(as_member, bashir, opening):
    sent = as_member(bashir).post(answer_url(opening), words(kind="question"), follow=True)

    assert last_post().kind == Kind.QUESTION
    assert (
        sent.redirect_chain[-1][0]
        == f"/threads/{opening.thread_id}/?at={last_post().pk}#post-{last_post().pk}"
    )


def test_the_browser_is_told_once_to_forget_what_was_taken(as_member, bashir, opening):
    client = as_member(bashir)
    sent = client.post(answer_url(opening), words(), follow=True)

    assert f'<meta name="taken" content="reply-to-{opening.pk}">' in sent.content.decode()
    assert 'name="taken"' not in client.get(opening.thread.get_absolute_url()).content.decode()


def test_a_double_click_posts_once(as_member, bashir, opening):
    client, form = as_member(bashir), words()
    first = client.post(answer_url(opening), form)
    second = client.post(answer_url(opening), form)

    assert first.url == second.url
    assert opening.replies.count() == 1


def test_words_that_are_refused_come_back_with_the_reason(as_member, bashir, opening):
    sent = as_member(bashir).post(answer_url(opening), words(source="long " * 4000))

    assert sent.status_code == 422
    page = sent.content.decode()
    assert "This text is too long." in page
    assert "long long long" in page
    assert not opening.replies.exists()


def test_words_that_were_refused_may_be_sent_again_shorter(as_member, bashir, opening):
    client, form = as_member(bashir), words(source="long " * 4000)
    client.post(answer_url(opening), form)
    client.post(answer_url(opening), form | {"source": "Shorter."})

    assert last_post().source == "Shorter."


@pytest.mark.parametrize(
    ("missing", "asked"),
    [
        ("evidence-title", "Say which book, paper or page it is."),
        ("evidence-says", "Say what the source says."),
        ("evidence-stance", "Choose one."),
    ],
)
def test_counter_evidence_needs_its_source(as_member, bashir, opening, missing, asked):
    sent = as_member(bashir).post(
        answer_url(opening), words(kind="counter-evidence", **{**EVIDENCE, missing: ""})
    )

    assert sent.status_code == 422
    assert asked in sent.content.decode()
    assert not opening.replies.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("field", "said", "asked"),
    [
        ("evidence-year", "abcd", "A year, such as 1917 or c. 1917."),
        ("evidence-address", "javascript:alert(1)", "Begins with https:// or is a DOI such as 10.1000/182."),
    ],
)
def test_a_detail_that_says_nothing_of_the_source_is_asked_for_again(
    as_member, bashir, opening, field, said, asked
):
    sent = as_member(bashir).post(answer_url(opening), words(**{**EVIDENCE, field: said}))

    assert sent.status_code == 422
    assert asked in sent.content.decode()
    assert not Source.objects.exists()


@pytest.mark.parametrize("kind", Kind.values)
def test_a_post_of_any_kind_may_bring_evidence(as_member, bashir, opening, kind):
    as_member(bashir).post(answer_url(opening), words(kind=kind, **EVIDENCE))

    piece = last_post().evidence.get()
    assert str(piece.source) == "Okafor, Ngozi, The Ledger of the Baths, 1931"
    assert (piece.locator, piece.says, piece.stance) == ("p. 112", "The minutes were burnt.", "against")


def test_a_source_that_is_known_is_found_again(as_member, bashir, opening, ledger):
    as_member(bashir).post(answer_url(opening), words(kind="support", **EVIDENCE))

    assert last_post().evidence.get().source == ledger


def test_quoting_begins_with_the_words_answered(as_member, bashir, opening):
    page = as_member(bashir).get(answer_url(opening) + "?quote=1").content.decode()

    assert "&gt; Amara wrote:\n&gt;\n&gt; I kept them *twice*.\n" in page


def test_quoting_takes_only_the_words_selected(as_member, bashir, opening):
    page = as_member(bashir).get(answer_url(opening) + "?quote=1&words=kept+them").content.decode()

    assert "&gt; kept them\n" in page
    assert "twice" not in page.split("<textarea")[1].split("</textarea>")[0]


def test_withdrawn_words_are_not_quoted(as_member, amara, bashir, opening):
    withdraw_post(member=amara, post=opening)

    page = as_member(bashir).get(answer_url(opening) + "?quote=1").content.decode()

    assert "Amara withdrew this post." in page
    assert "twice" not in page


def test_a_reply_form_comes_as_a_fragment_or_as_a_page(as_member, bashir, opening):
    client = as_member(bashir)
    page = client.get(answer_url(opening)).content.decode()
    fragment = client.get(answer_url(opening), headers={"HX-Request": "true"}).content.decode()

    assert "<h1>" in page
    assert "<h1>" not in fragment
    assert fragment.strip().startswith("<form")


def test_a_fragment_asked_for_after_the_session_ended_leads_to_the_entrance(client, opening):
    answer = client.get(
        answer_url(opening),
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver/threads/{opening.thread_id}/"},
    )

    assert answer.headers["HX-Redirect"] == f"/accounts/login/?next=/threads/{opening.thread_id}/"


def test_a_thread_is_started_in_a_circle(as_member, bashir, commons):
    form = words(title="Tea", kind="question", **EVIDENCE)
    sent = as_member(bashir).post(reverse("new_thread", args=["commons"]), form)

    thread = Thread.objects.get()
    assert sent.url == thread.get_absolute_url()
    assert (thread.title, thread.circle, thread.opening.kind) == ("Tea", commons, Kind.QUESTION)
    assert thread.opening.evidence.exists()


def test_a_preview_looks_as_the_post_will(as_member, bashir):
    sent = as_member(bashir).post(reverse("preview"), {"source": "So *much*. <script>"})

    assert sent.content.decode().strip() == "<p>So <em>much</em>. &lt;script&gt;</p>"


def test_a_preview_says_why_words_are_refused(as_member, bashir):
    sent = as_member(bashir).post(reverse("preview"), {"source": "long " * 4000})

    assert sent.status_code == 200
    assert "This text is too long." in sent.content.decode()


def test_without_scripts_a_preview_comes_with_the_form_and_writes_nothing(as_member, bashir, opening):
    asked = words(source="So *much*.", then="preview", **{"evidence-title": "The Ledger of the Baths"})
    sent = as_member(bashir).post(answer_url(opening), asked)

    page = sent.content.decode()
    assert sent.status_code == 200
    assert "<p>So <em>much</em>.</p>" in page
    assert "So *much*.</textarea>" in page
    assert "The Ledger of the Baths" in page
    assert asked["token"] in page
    assert not opening.replies.exists()


def test_a_preview_is_for_members(client, db):
    assert client.post(reverse("preview"), {"source": "x"}).status_code == 403


def test_every_form_asks_for_its_csrf_token(bashir, answer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bashir)
    for name, args in [
        ("reply", [answer.pk]),
        ("edit_post", [answer.pk]),
        ("withdraw_post", [answer.pk]),
        ("new_thread", ["commons"]),
        ("preview", []),
    ]:
        assert client.post(reverse(name, args=args), words()).status_code == 403
    assert Post.objects.count() == 2


def test_a_form_sent_without_leaving_its_page_leads_on_when_it_is_taken(as_member, bashir, opening):
    sent = as_member(bashir).post(answer_url(opening), words(), headers={"HX-Request": "true"})

    assert sent.status_code == 204
    assert sent.headers["HX-Redirect"] == last_post().get_absolute_url()


def test_a_form_sent_when_the_session_has_ended_leads_back_to_itself(client, opening):
    standing_on = {"HX-Request": "true", "HX-Current-URL": "http://testserver/threads/5/"}
    sent = client.post(answer_url(opening), words(), headers=standing_on)

    assert sent.headers["HX-Redirect"] == f"/accounts/login/?next={answer_url(opening)}"
