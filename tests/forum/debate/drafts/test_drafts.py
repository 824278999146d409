"""What is typed and not sent: kept, found again, and gone once it is sent."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join
from forum.debate.actions import open_thread, reply, withdraw_post
from forum.debate.drafts.actions import (
    KEPT,
    LONGEST,
    MOST,
    DraftRefused,
    discard_draft,
    forget_old_drafts,
    leave_no_draft,
    save_draft,
)
from forum.debate.drafts.models import Draft
from forum.debate.models import Post, Thread

WORDS = "I kept them from March to June."


def save(client, place: str, **typed):
    return client.post(reverse("save_draft"), {"place": place, "kind": "comment"} | typed)


def form_at(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def words_in(html: str) -> str:
    return re.search(r"<textarea name=\"source\"[^>]*>\n(.*?)</textarea>", html, re.DOTALL)[1]


def token_in(html: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', html)[1]


@pytest.fixture
def place(opening) -> str:
    """Where one answers the opening post."""
    return f"reply-to-{opening.pk}"


@pytest.fixture
def draft(bashir, place) -> Draft:
    return save_draft(member=bashir, place=place, fields={"source": WORDS, "kind": "question"})


def test_what_is_typed_is_found_again_on_another_device(as_member, bashir, opening, place):
    answer = save(as_member(bashir), place, source=WORDS, kind="question")
    elsewhere = Client()
    elsewhere.force_login(bashir)

    html = form_at(elsewhere, reverse("reply", args=[opening.pk]))

    assert words_in(html) == WORDS
    assert re.search(r'value="question"[^>]*checked', html)
    assert f'data-version="{answer.json()["version"]}"' in html
    assert "restored." in html


def test_a_later_saving_stands_instead_of_the_earlier(as_member, bashir, place):
    client = as_member(bashir)
    first, second = (
        save(client, place, source=words).json()["version"] for words in (WORDS, f"{WORDS} Alone.")
    )

    assert first < second
    assert Draft.objects.get().source == f"{WORDS} Alone."


def test_what_is_emptied_is_not_kept(as_member, bashir, place, draft):
    assert save(as_member(bashir), place, source=" ").json() == {"version": ""}
    assert not Draft.objects.exists()


def test_a_choice_alone_is_no_draft(as_member, bashir, place):
    save(as_member(bashir), place, kind="critique", **{"evidence-stance": "against"})

    assert not Draft.objects.exists()


def test_a_source_that_was_begun_is_kept_too(as_member, bashir, opening, place):
    client = as_member(bashir)
    save(client, place, **{"evidence-title": "The Ledger", "evidence-says": "Nobody."})

    html = form_at(client, reverse("reply", args=[opening.pk]))

    assert 'value="The Ledger"' in html
    assert "Nobody.</textarea>" in html


def test_sending_leaves_no_draft(as_member, bashir, opening, draft):
    client = as_member(bashir)
    url = reverse("reply", args=[opening.pk])

    client.post(url, {"source": WORDS, "kind": "comment", "token": token_in(form_at(client, url))})

    assert Post.objects.filter(source=WORDS).exists()
    assert not Draft.objects.exists()
    assert words_in(form_at(client, url)) == ""


def test_a_saving_that_comes_after_the_sending_brings_nothing_back(as_member, bashir, opening, place):
    client = as_member(bashir)
    url = reverse("reply", args=[opening.pk])
    token = token_in(form_at(client, url))
    client.post(url, {"source": WORDS, "kind": "comment", "token": token})

    late = save(client, place, source=WORDS, token=token)

    assert late.json() == {"version": ""}
    assert not Draft.objects.exists()
    assert save(client, place, source="Another.", token=token_in(form_at(client, url))).json()["version"]


def test_what_is_refused_stays_a_draft(as_member, bashir, opening, draft):
    client = as_member(bashir)
    answer = client.post(reverse("reply", args=[opening.pk]), {"source": "", "kind": "comment"})

    assert answer.status_code == 422
    assert Draft.objects.get() == draft


def test_a_quotation_stands_below_what_was_typed(as_member, bashir, opening, draft):
    html = form_at(as_member(bashir), reverse("reply", args=[opening.pk]) + "?quote=1")

    assert words_in(html).startswith(f"{WORDS}\n\n&gt; Amara wrote:")


def test_a_new_thread_and_another_wording_have_drafts_of_their_own(as_member, bashir, commons, answer):
    client = as_member(bashir)
    save(client, f"thread-in-{commons.pk}", title="Tea", source="Who?")
    save(client, f"edit-{answer.pk}-1", source="Then Chiara does.", seen="1")

    new = form_at(client, reverse("new_thread", args=[commons.slug]))
    other = form_at(client, reverse("edit_post", args=[answer.pk]))

    assert 'value="Tea"' in new
    assert words_in(new) == "Who?"
    assert words_in(other) == "Then Chiara does."


def test_a_draft_of_a_note_is_found_beside_its_passage(as_member, amara, bashir, world_text):
    client = as_member(bashir)
    url = reverse("annotate", args=[world_text.essay.slug, "of-steam"]) + "?start=10&end=20"
    key = re.search(r'data-keep="([^"]+)"', form_at(client, url))[1].replace("&amp;", "&")
    save(client, key, source="Whose key?", layer="private", start="10", end="20", further="")

    html = form_at(client, url)
    assert words_in(html) == "Whose key?"
    assert re.search(r'value="private"[^>]*checked', html)

    listed = form_at(client, reverse("drafts"))
    assert "Note beside The Warm Water · Of steam" in listed
    assert f'href="{url.replace("?", "?section=")}'.partition("?")[0] in listed


@pytest.fixture
def world_text(amara, bashir, commons):
    """A text in the Commons."""
    from essays.library.publishing import publish
    from essays.library.readers import read
    from tests.world import TEXT

    text = TEXT.format(title="The Warm Water", cited="A book").encode()

    class Held:
        essay = publish(member=amara, circle=commons, outline=read(text, "water.md"))

    return Held


class TestWhoseTheyAre:
    """A draft is its writer's alone."""

    def test_nobody_else_is_shown_one(self, as_member, amara, opening, draft):
        client = as_member(amara)

        assert words_in(form_at(client, reverse("reply", args=[opening.pk]))) == ""
        assert WORDS not in form_at(client, reverse("drafts"))

    def test_nobody_else_discards_one(self, as_member, amara, place, draft):
        as_member(amara).post(reverse("discard_typed"), {"place": place})

        assert Draft.objects.get() == draft

    @pytest.mark.parametrize(
        "place", ["", "nowhere", "reply-to-0", "reply-to-99999999999999999999", "thread-in-999"]
    )
    def test_nothing_is_kept_of_a_place_that_is_none(self, as_member, bashir, place):
        assert save(as_member(bashir), place, source=WORDS).status_code == 404

    def test_nothing_is_kept_of_a_place_one_may_not_see(self, as_member, amara, bashir, kitchen):
        tea = open_thread(member=amara, circle=kitchen, title="Tea", source="Milk?")
        client = as_member(bashir)

        for place in (f"reply-to-{tea.opening_id}", f"thread-in-{kitchen.pk}", f"edit-{tea.opening_id}-1"):
            assert save(client, place, source=WORDS).status_code == 404

    def test_who_has_left_a_circle_keeps_their_own_words_and_is_told_nothing_of_it(
        self, as_member, amara, bashir, kitchen
    ):
        join(member=bashir, circle=kitchen)
        tea = open_thread(member=amara, circle=kitchen, title="Tea at five", source="Milk?")
        save(as_member(bashir), f"reply-to-{tea.opening_id}", source=WORDS)
        bashir.memberships.filter(circle=kitchen).update(left_at=timezone.now())

        html = form_at(as_member(bashir), reverse("drafts"))

        assert "You can no longer write there" in html
        assert WORDS in html
        assert "Tea at five" not in html


class TestTheirList:
    def test_it_tells_where_each_is_gone_on_with(self, as_member, bashir, commons, opening, draft):
        save_draft(member=bashir, place=f"thread-in-{commons.pk}", fields={"title": "Tea", "source": "Who?"})

        html = form_at(as_member(bashir), reverse("drafts"))

        assert (
            f'<a href="{reverse("reply", args=[opening.pk])}">Reply to Amara in “Who keeps the minutes?”</a>'
            in html
        )
        assert f"New thread in {commons.name}" in html
        assert html.index("New thread in") < html.index("Reply to Amara")

    def test_one_discards_there_what_one_will_not_send(self, as_member, bashir, place, draft):
        answer = as_member(bashir).post(reverse("discard_typed"), {"place": place}, follow=True)

        assert "The draft has been discarded." in answer.content.decode()
        assert not Draft.objects.exists()

    def test_many_cost_as_many_queries_as_one(
        self, as_member, bashir, opening, django_assert_max_num_queries
    ):
        for number in range(15):
            post = reply(member=bashir, answers=opening, source=f"Number {number}.")
            save_draft(member=bashir, place=f"reply-to-{post.pk}", fields={"source": WORDS})
        client = as_member(bashir)
        client.get(reverse("drafts"))

        with django_assert_max_num_queries(10):
            assert form_at(client, reverse("drafts")).count("Reply to Bashir") >= 15

    def test_without_scripts_one_asks_to_keep_it(self, as_member, bashir, opening):
        answer = as_member(bashir).post(
            reverse("reply", args=[opening.pk]),
            {"source": WORDS, "kind": "comment", "then": "keep"},
            follow=True,
        )

        assert answer.redirect_chain == [(reverse("drafts"), 302)]
        assert "Your draft has been saved." in answer.content.decode()
        assert Draft.objects.get().source == WORDS
        assert not Post.objects.filter(source=WORDS).exists()


class TestHowMuch:
    def test_a_hundred_are_kept_and_one_more_is_refused_and_says_so(self, as_member, bashir, opening, place):
        Draft.objects.bulk_create(
            Draft(member=bashir, place=f"thread-in-{number}", fields={"source": "x"})
            for number in range(MOST)
        )

        answer = save(as_member(bashir), place, source=WORDS)

        assert answer.status_code == 422
        assert "a hundred drafts" in answer.json()["refused"]
        save_draft(member=bashir, place="thread-in-1", fields={"source": "one of the hundred, gone on with"})

    def test_too_long_a_form_is_refused_and_leaves_what_was_kept(self, bashir, place, draft):
        with pytest.raises(DraftRefused):
            save_draft(member=bashir, place=place, fields={"source": "a" * LONGEST})
        assert Draft.objects.get().source == WORDS

    def test_what_nobody_has_touched_for_sixty_days_is_deleted(self, bashir, place, commons):
        now = timezone.now()
        for name, age in ((place, KEPT + timedelta(hours=1)), ("thread-in-1", KEPT - timedelta(hours=1))):
            save_draft(member=bashir, place=name, fields={"source": WORDS}, at=now - age)

        forget_old_drafts(now)

        assert [draft.place for draft in Draft.objects.all()] == ["thread-in-1"]


def test_discarding_twice_and_sending_without_a_draft_change_nothing(bashir, place):
    discard_draft(member=bashir, place=place)
    leave_no_draft(member=bashir, place=place, token=uuid.uuid4())
    leave_no_draft(member=bashir, place=place, token=None)

    assert not Draft.objects.exists()


def test_a_withdrawn_post_is_named_by_no_draft(as_member, amara, bashir, opening, draft, thread: Thread):
    withdraw_post(member=amara, post=opening)

    assert "Who keeps the minutes?" not in form_at(as_member(bashir), reverse("drafts"))
