"""A ruling is on the words that were judged: what their author has put in their place stays, unless the panel says
otherwise with as many seats as if it had been flagged."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.urls import reverse

from forum.debate.actions import edit_post, withdraw_post
from forum.debate.models import Post
from forum.debate.restraining.models import Restraint
from forum.debate.restraining.wordings import letters_of
from forum.moderation.appealing import appeal, begin_review
from forum.moderation.deadlines import move_on
from forum.moderation.flagging import flag
from forum.moderation.models import Case, Panel, Ruling
from forum.moderation.refusing import NotNow
from forum.moderation.voting import vote
from forum.record.checking import checks
from forum.record.models import Entry
from forum.text import TextRefused
from tests.forum.moderation.conftest import NOW, RUDE, all_vote, decided, drawn, opened, seated

DAY = timedelta(days=1)
MENDED = "I was tired, and I am sorry. I mean that the tea was cold."
NEARLY = RUDE.replace("stupid", "stupid, stupid")


@pytest.fixture
def many(settle):
    return settle(30)


def edited(post: Post, words: str, at=NOW) -> Post:
    return edit_post(member=post.author, post=post, source=words, kind=post.kind, at=at)


def say(panel: Panel, choice: str, holding: int) -> None:
    """Have all seats vote `choice` in the round that is on, of which the first `holding` say that it holds for the
    present words as well."""
    for place, seat in enumerate(panel.seats.taken().order_by("number")):
        vote(
            member=seat.member,
            seat=seat,
            choice=choice,
            reason="So.",
            holds_now=place < holding,
            at=panel.voting_at,
        )
    panel.refresh_from_db()


def ruled(case: Case, choice: str, *, holding: int) -> Case:
    panel = seated(case)
    say(panel, choice, holding)
    say(panel, choice, holding)
    case.refresh_from_db()
    return case


def history(client, post: Post, reader=None, **asked) -> str:
    client.logout()
    if reader:
        client.force_login(reader)
    answer = client.get(reverse("post_history", args=[post.pk]), asked)
    return answer.content.decode() if answer.status_code == 200 else ""


def wrong_in_the_record() -> list[str]:
    return [wrong for check in checks().values() for wrong in check()]


@pytest.mark.parametrize("choice", ["fold", "hide"])
def test_mended_words_stay_and_those_that_were_judged_go(many, rude, amara, client, choice):
    case = opened(rude, *many[:2])
    edited(rude, MENDED)

    case = ruled(case, choice, holding=0)

    now = Post.objects.get(pk=rude.pk)
    assert (now.restraint, now.past_restraint, now.source) == ("", choice, MENDED)
    page = client.get(now.thread.get_absolute_url()).content.decode()
    said = {"fold": "folded", "hide": "hidden"}[choice]
    assert "the tea was cold" in page
    assert f"An earlier wording of this post was {said} by ruling {case.rulings.get().entry_id}." in page
    assert f"/rulings/{case.rulings.get().entry_id}/" in page
    told = history(client, now)
    assert "the tea was cold" in told
    assert f"This wording is {said}." in told
    assert ("ashamed" in told) == (choice == "fold")
    judge = case.panel.seats.taken().first().member
    assert "ashamed" in history(client, now, amara)
    assert "ashamed" in history(client, now, judge)
    assert wrong_in_the_record() == []


def test_a_comparison_with_hidden_words_quotes_none_of_them(many, rude, amara, client):
    case = opened(rude, *many[:2])
    edited(rude, MENDED)
    ruled(case, "hide", holding=0)
    edited(rude, MENDED + " So was the milk.")

    for asked in ({"from": 1, "to": 2}, {"from": 1, "to": 3}, {"from": 2, "to": 1}):
        told = history(client, rude, **asked)
        assert "ashamed" not in told
        assert "<ins>" not in told
        assert "<del>" in history(client, rude, amara, **asked)
    assert "<ins>" in history(client, rude, **{"from": 2, "to": 3})


def test_whoever_a_folded_wording_is_aimed_at_does_not_meet_it_in_the_history(many, rude, client):
    rude = edited(rude, RUDE + " All of you.")
    case = opened(rude, *many[:2])
    edited(rude, MENDED)
    ruled(case, "fold", holding=0)
    panel = set(case.panel.seats.values_list("member", flat=True))
    reader = next(one for one in many[2:] if one.pk not in panel)  # those who judge the words read them
    assert "All of you" in history(client, rude, reader)
    Restraint.objects.get().hidden_from.create(member=reader)

    assert "All of you" not in history(client, rude, reader)
    assert "kept from you" in history(client, rude, reader)


def test_what_stood_before_and_in_between_is_closed_with_it(many, rude, client):
    """Whoever moves a comma before, or after, leaves the same words one step further back."""
    rude = edited(rude, RUDE + " All of you.")
    case = opened(rude, *many[:2])
    edited(rude, RUDE + " You all.")
    edited(rude, MENDED)

    ruled(case, "hide", holding=0)

    told = history(client, rude)
    assert told.count("This wording is hidden.") == 3 + 1  # each in its place, and before the comparison
    assert "ashamed" not in told
    assert "the tea was cold" in told


@pytest.mark.parametrize(("holding", "is_held"), [(5, True), (4, False)])
def test_words_changed_to_evade_are_hidden_where_as_many_seats_say_so_as_hiding_needs(
    many, rude, client, holding, is_held
):
    case = opened(rude, *many[:2])
    edited(rude, NEARLY)

    case = ruled(case, "hide", holding=holding)

    now = Post.objects.get(pk=rude.pk)
    assert (now.restraint, now.past_restraint) == (("hide", "") if is_held else ("", "hide"))
    assert ("stupid, stupid" in client.get(now.thread.get_absolute_url()).content.decode()) is not is_held
    assert bool(history(client, now)) is not is_held
    entry = case.rulings.get().entry
    assert [entry.read(name) for name in ("wording", "up_to", "holds_now")] == [
        1,
        2 if is_held else 1,
        is_held,
    ]
    assert wrong_in_the_record() == []


def test_present_words_that_a_panel_has_judged_too_are_not_judged_again_on_the_same_grounds(
    many, rude, amara
):
    case = opened(rude, *many[:2])
    edited(rude, NEARLY)
    ruled(case, "fold", holding=7)
    appeal(member=amara, case=case, reason="No.", at=NOW)
    panel = seated(case)
    for _ in ("first", "final"):
        all_vote(panel, "lapse")
    assert Post.objects.get(pk=rude.pk).restraint == ""

    with pytest.raises(NotNow):
        flag(member=many[5], post=rude, at=NOW)


def test_the_entry_of_a_ruling_commits_to_the_words_that_were_judged(many, rude):
    case = decided(opened(rude, *many[:2]), "fold")
    appeal(member=rude.author, case=case, reason="No.", at=NOW)
    all_vote(seated(case), "affirm")
    case.refresh_from_db()
    move_on(case.due_at)

    judged = case.panels.first().draw.opened.read("commitment")
    rulings = Entry.objects.filter(type="ruling")
    assert [entry.read("commitment") for entry in rulings] == [judged, judged]
    assert wrong_in_the_record() == []


def test_whoever_does_not_say_that_it_holds_leaves_the_present_words_be(many, rude):
    case = opened(rude, *many[:2])
    edited(rude, NEARLY)

    decided(case, "hide")

    assert Post.objects.get(pk=rude.pk).restraint == ""


def test_the_same_words_as_another_kind_are_the_words_that_were_judged(many, rude):
    case = opened(rude, *many[:2])
    edit_post(member=rude.author, post=rude, source=RUDE, kind="critique", at=NOW)

    decided(case, "hide")

    now = Post.objects.get(pk=rude.pk)
    assert (now.restraint, now.past_restraint) == ("hide", "")
    assert wrong_in_the_record() == []


def test_while_a_panel_votes_the_words_stay_as_they_are_and_can_be_taken_back(many, rude, amara, client):
    case = opened(rude, *many[:2])
    drawn(case)
    edited(rude, NEARLY)
    panel = seated(case)
    client.force_login(amara)

    for _ in ("first", "final"):
        with pytest.raises(PermissionDenied, match="voting"):
            edited(rude, MENDED)
        assert client.get(reverse("edit_post", args=[rude.pk])).status_code == 403
        say(panel, "hide", 0)

    edited(rude, MENDED)
    assert Post.objects.get(pk=rude.pk).source == MENDED


def test_words_that_are_voted_on_can_be_taken_back(many, rude):
    case = opened(rude, *many[:2])
    seated(case)

    withdraw_post(member=rude.author, post=rude, at=NOW)

    case.refresh_from_db()
    assert case.closing == Case.Closing.WITHDRAWN


@pytest.mark.parametrize("words", [RUDE, RUDE.upper(), RUDE.replace(" ", "  ").replace(".", " …")])
def test_words_that_were_hidden_do_not_come_back(many, rude, amara, client, words):
    case = opened(rude, *many[:2])
    edited(rude, MENDED)
    ruled(case, "hide", holding=0)
    client.force_login(amara)
    url, kept = reverse("edit_post", args=[rude.pk]), {"kind": "comment", "seen": 2, "token": "a" * 32}

    with pytest.raises(TextRefused):
        edited(rude, words)
    answer = client.post(url, kept | {"source": words})

    assert answer.status_code == 422
    assert "A panel has folded or hidden these words." in answer.content.decode()
    assert Post.objects.get(pk=rude.pk).source == MENDED
    assert letters_of(words) == letters_of(RUDE) != letters_of(NEARLY)


def test_a_note_is_put_to_a_wording_too(many, rude, client):
    decided(opened(rude, *many[:2]), "note")
    assert Post.objects.get(pk=rude.pk).restraint == "note"

    now = edited(rude, MENDED)

    assert (now.restraint, now.past_restraint) == ("", "note")
    page = client.get(now.thread.get_absolute_url()).content.decode()
    assert "An earlier wording of this post was given a note by ruling" in page
    assert "ashamed" in history(client, now)
    assert wrong_in_the_record() == []


def test_when_the_ruling_lapses_the_earlier_wording_is_read_again(many, rude, amara, client):
    case = opened(rude, *many[:2])
    edited(rude, MENDED)
    ruled(case, "hide", holding=0)
    appeal(member=amara, case=case, reason="I mended it.", at=NOW)
    panel = seated(case)
    all_vote(panel, "lapse")
    all_vote(panel, "lapse")

    now = Post.objects.get(pk=rude.pk)
    assert (now.restraint, now.past_restraint, now.past_restrained_by) == ("", "", None)
    assert "ashamed" in history(client, now)
    assert wrong_in_the_record() == []


def test_a_review_asks_of_the_words_that_were_hidden_and_of_no_others(many, rude):
    case = opened(rude, *many[:2])
    edited(rude, MENDED)
    ruled(case, "hide", holding=0)
    case.refresh_from_db()
    move_on(case.due_at)
    later = NOW + 91 * DAY
    Post.objects.update(written_at=F("written_at") + 91 * DAY)  # everybody goes on writing
    review = begin_review(Ruling.objects.get(), later)

    assert (review.revision, review.words) == (1, RUDE)
    decided(review, "hide", at=later)
    now = Post.objects.get(pk=rude.pk)
    assert (now.restraint, now.past_restraint, now.source) == ("", "hide", MENDED)
    found = checks()
    for name in ("cases", "restraints", "what rulings do", "chain, draws and tallies"):
        assert list(found[name]()) == []


def test_other_words_can_be_flagged_in_a_case_of_their_own(many, rude, client):
    case = opened(rude, *many[:2])
    edited(rude, NEARLY)
    ruled(case, "hide", holding=0)

    again = decided(opened(Post.objects.get(pk=rude.pk), *many[2:4]), "fold")

    now = Post.objects.get(pk=rude.pk)
    assert again != case
    assert (now.restraint, now.past_restraint) == ("fold", "hide")
    told = history(client, now)
    assert "stupid, stupid" in told
    assert told.count("This wording is hidden.") == 2  # in its place, and before the comparison
    assert wrong_in_the_record() == []


def test_the_panel_sees_what_was_changed_and_is_asked(many, rude, client):
    case = opened(rude, *many[:2])
    edited(rude, NEARLY)
    panel = seated(case)
    seat = panel.seats.taken().first()
    client.force_login(seat.member)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "What was changed since" in page
    assert 'name="holds_now"' in page

    url, kept = reverse("cast_vote", args=[case.pk]), {"token": "b" * 32, "reason": "Hurts."}
    unsaid = client.post(url, kept | {"choice": "hide"})
    assert unsaid.status_code == 422
    assert "Say whether your vote holds for the present words, too." in unsaid.content.decode()
    assert client.post(url, kept | {"choice": "hide", "holds_now": "yes"}).status_code == 302
    assert seat.ballots.get().holds_now is True
    client.post(url, kept | {"token": "c" * 32, "choice": "keep", "holds_now": "yes"})
    assert seat.ballots.get().holds_now is None


def test_nobody_is_asked_where_the_words_are_those_in_question(many, rude, client):
    case = opened(rude, *many[:2])
    seat = seated(case).seats.taken().first()
    client.force_login(seat.member)
    assert 'name="holds_now"' not in client.get(case.get_absolute_url()).content.decode()


def test_the_page_of_a_case_says_that_the_present_words_stay(many, rude, amara, client):
    case = opened(rude, *many[:2])
    edited(rude, MENDED)
    case = ruled(case, "hide", holding=1)
    sat = set(case.panel.seats.values_list("member", flat=True))
    client.force_login(next(member for member in many[2:] if member.pk not in sat))
    page = client.get(case.get_absolute_url()).content.decode()
    assert "hidden in the history of the post" in page
    assert "not of the present words" in page
    assert "ashamed" not in page
    entry = client.get(case.rulings.get().entry.get_absolute_url()).content.decode()
    assert "It is about version 1 of the post." in entry
    assert "Its later words stay: it holds up to version 1" in entry


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda: Restraint.objects.update(up_to=2), "in another wording than was ruled"),
        (lambda: Ruling.objects.update(up_to=2), "holds for another wording than the record says"),
        (lambda: Case.objects.update(revision=2), "about another wording than the record says"),
        (lambda: Post.objects.update(past_restraint="", past_restrained_by=None), "shown as free"),
    ],
)
def test_whoever_has_a_ruling_hold_for_other_words_behind_the_programs_back_is_found(
    many, rude, change, said
):
    case = opened(rude, *many[:2])
    edited(rude, MENDED)
    ruled(case, "hide", holding=0)

    change()

    assert any(said in wrong for check in checks().values() for wrong in check())
