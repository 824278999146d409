"""The pages on which a circle decides."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from forum.circles.actions import join
from forum.debate.actions import reply
from forum.decisions.amending import reword
from forum.decisions.changes import of_guidelines, of_leaving, plain
from forum.decisions.clock import move_all
from forum.decisions.drafting import draft
from forum.decisions.models import Position, Proposal, ProposalVote
from forum.decisions.picture import picture_of
from forum.decisions.taking_positions import second, take_position
from forum.members.waiting import waiting_for
from tests.conftest import make_member
from tests.forum.decisions.conftest import is_in, propose, say

NOW = timezone.now()


def at_positions(member, circle, change=None) -> Proposal:
    """A proposal whose positions are open now."""
    proposal = propose(member, circle, change, at=timezone.now() - timedelta(hours=49))
    move_all(timezone.now())
    proposal.refresh_from_db()
    return proposal


def words_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", answer.content.decode())


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_proposal_is_written_kept_and_put_before_the_circle(as_member, amara, bashir, table):
    client = as_member(amara)
    assert "Our guidelines" in words_of(client, "/circles/table/decisions/new/")
    said = {
        "title": "Tuesdays",
        "text": "We meet on Tuesdays.",
        "why": "Mondays are **full**.",
        "review_months": 6,
    }
    answer = client.post("/circles/table/decisions/new/plain/", said)
    proposal = Proposal.objects.get()
    assert answer.url == proposal.get_absolute_url()
    assert "Only you see it" in words_of(client, answer.url)
    assert "Tuesdays" in words_of(client, "/circles/table/decisions/")

    client.force_login(bashir)
    assert client.get(answer.url).status_code == 404
    assert "Tuesdays" not in words_of(client, "/circles/table/decisions/")

    client.force_login(amara)
    client.post(f"{answer.url}open/")
    client.logout()
    page = words_of(client, answer.url)
    for shown in ("We meet on Tuesdays.", "<strong>full</strong>", "Questions", "Positions open", "in 1 day"):
        assert shown in page


def test_what_is_missing_is_said_where_it_was_typed_and_nothing_is_lost(as_member, amara, table):
    answer = as_member(amara).post("/circles/table/decisions/new/plain/", {"title": "T", "why": "So."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say what would be decided." in page
    assert "So." in page


@pytest.mark.parametrize(
    ("kind", "said", "refused"),
    [
        ("number", {"name": "days_for_positions", "value": 99}, "Between 2 and 30, please."),
        ("number", {"name": "days_for_positions", "value": 5}, "This is what holds already."),
        ("number", {"name": "nobody", "value": 5}, "Choose one."),
        (
            "settings",
            {"title": "T", "name": "Table", "purpose": "Bread.", "way": "invitation"},
            "holds already",
        ),
        ("guidelines", {"title": "T", "guidelines": "x" * 301}, "Guideline 1 has 301 characters."),
        ("leaving", {"member": "nobody"}, "Nobody of that handle is in this circle."),
    ],
)
def test_what_cannot_be_proposed_is_refused_with_the_reason(as_member, amara, table, kind, said, refused):
    answer = as_member(amara).post(
        f"/circles/table/decisions/new/{kind}/", {"why": "So.", "review_months": 6} | said
    )
    assert answer.status_code == 422
    assert refused in answer.content.decode()


def test_a_third_is_kept_as_a_draft_and_told_why(as_member, amara, table):
    for title in ("A", "B"):
        propose(amara, table, title=title, at=NOW)
    third = draft(member=amara, circle=table, title="C", change=plain("C."), why="So.")
    client = as_member(amara)
    answer = client.post(f"/decisions/{third.pk}/open/", follow=True)
    assert "You have two open proposals" in answer.content.decode()
    third.refresh_from_db()
    assert third.stage == "draft"


def test_guidelines_are_compared_word_by_word(client, amara, table):
    table.guidelines = "Be kind.\nBe brief."
    table.save()
    proposal = propose(amara, table, of_guidelines(table, "Be kind.\nBe patient."), at=NOW)
    page = words_of(client, proposal.get_absolute_url())
    assert re.search(r"<del>.*brief</del>", page)
    assert re.search(r"<ins>.*patient</ins>", page)


def test_a_position_is_said_changed_and_seen_by_everybody(as_member, amara, bashir, table):
    proposal = at_positions(amara, table)
    client = as_member(bashir)
    path = f"/decisions/{proposal.pk}/position/"
    assert "Where do you stand?" in words_of(client, path)
    client.post(path, {"says": "concern", "reason": "I sing on Tuesdays."})
    client.post(path, {"says": "consent", "reason": "I sing on Mondays now."})
    client.logout()
    page = words_of(client, proposal.get_absolute_url())
    assert "I sing on Mondays now." in page
    assert "I sing on Tuesdays." not in page
    assert Position.objects.get().says == "consent"


def test_a_block_says_what_it_guards_and_what_would_lift_it(as_member, amara, bashir, chiara, table):
    proposal = at_positions(amara, table)
    client = as_member(bashir)
    path = f"/decisions/{proposal.pk}/position/"
    answer = client.post(path, {"says": "block", "reason": "No."})
    assert answer.status_code == 422
    assert "Say what would lift your block." in answer.content.decode()
    client.post(path, {"says": "block", "reason": "No.", "harms": "The purpose: Bread.", "lifts": "Ovens."})
    page = words_of(client, proposal.get_absolute_url())
    for shown in ("The purpose: Bread.", "Ovens.", "does not stand yet"):
        assert shown in page
    assert "I find it principled" not in page  # it is one's own

    client.force_login(chiara)
    block = Position.objects.get()
    assert "I find it principled" in words_of(client, proposal.get_absolute_url())
    client.post(f"/positions/{block.pk}/second/", {"says": "yes"})
    page = words_of(client, proposal.get_absolute_url())
    assert "Found principled by</dt><dd>Chiara</dd>" in page
    client.post(f"/positions/{block.pk}/second/", {"says": "no"})
    assert not block.seconds.exists()


def vote_under_way(amara, bashir, chiara, table) -> Proposal:
    proposal = at_positions(amara, table)
    block = say(proposal, "block", bashir, at=timezone.now())
    second(member=chiara, position=block)
    for _stage in ("positions", "amending"):
        proposal.refresh_from_db()
        Proposal.objects.filter(pk=proposal.pk).update(ends_at=timezone.now())
        move_all(timezone.now())
    proposal.refresh_from_db()
    assert proposal.stage == "vote"
    return proposal


def test_a_vote_is_secret_and_can_be_changed(as_member, amara, bashir, chiara, table):
    proposal = vote_under_way(amara, bashir, chiara, table)
    client, path = as_member(amara), f"/decisions/{proposal.pk}/vote/"
    page = words_of(client, proposal.get_absolute_url())
    assert "75 % of the votes" in page
    token = token_in(page)
    client.post(path, {"says": "yes", "token": token})
    client.post(path, {"says": "no", "token": token})
    assert ProposalVote.objects.get().says == "no"
    assert "You voted no." in words_of(client, proposal.get_absolute_url())
    client.force_login(bashir)
    page = words_of(client, proposal.get_absolute_url())
    assert "1 has voted." in page
    assert "You voted" not in page


def test_amendments_are_shown_with_what_changed(as_member, amara, bashir, table):
    proposal = propose(amara, table, at=NOW)
    client = as_member(amara)
    said = {"title": "Tuesdays", "text": "We meet on Fridays.", "because": "Bashir asked."}
    client.post(f"/decisions/{proposal.pk}/words/", said)
    page = words_of(client, proposal.get_absolute_url())
    assert "Bashir asked." in page
    assert re.search(r"<ins>.*Fridays</ins>", page)


def test_the_discussion_is_a_thread_that_leads_back(client, amara, bashir, table):
    proposal = propose(amara, table, at=NOW)
    post = reply(member=bashir, answers=proposal.thread.opening, source="Why not Mondays?", kind="question")
    answer = client.get(post.get_absolute_url())
    assert answer.url.startswith(f"/decisions/{proposal.pk}/discussion/")
    page = words_of(client, answer.url)
    assert "Why not Mondays?" in page
    assert proposal.get_absolute_url() in page
    assert "Why not Mondays?" in words_of(client, proposal.get_absolute_url())
    assert client.get(f"/threads/{proposal.thread.pk}/").status_code == 302


def test_the_front_door_says_what_waits_for_a_member(as_member, amara, bashir, table):
    proposal = at_positions(amara, table)
    client = as_member(bashir)
    assert "Say where you stand to “Tuesdays” in Table" in words_of(client, "/")
    take_position(member=bashir, proposal=proposal, says="consent", reason="Yes.")
    assert waiting_for(bashir) == []
    assert len(waiting_for(amara)) == 1


def test_what_waits_again_after_an_amendment_is_all_but_blocks(amara, bashir, chiara, dmitri, table):
    proposal = at_positions(amara, table)
    block = say(proposal, "block", bashir, at=timezone.now())
    second(member=chiara, position=block)
    take_position(member=chiara, proposal=proposal, says="consent", reason="Yes.")
    Proposal.objects.filter(pk=proposal.pk).update(ends_at=timezone.now())
    move_all(timezone.now())
    assert [one.words for one in waiting_for(amara)] == [
        "Your proposal “Tuesdays” is blocked: you can amend it"
    ]
    reword(member=amara, proposal=proposal, change=plain("We meet on Fridays."))
    assert [len(waiting_for(member)) for member in (bashir, chiara)] == [0, 1]


def test_whoever_is_asked_to_leave_is_told_and_answers(as_member, amara, esi, table):
    proposal = propose(amara, table, of_leaving(esi), at=timezone.now())
    client = as_member(esi)
    assert "Table is asked whether you should leave it" in words_of(client, "/")
    client.post(f"/decisions/{proposal.pk}/answer/", {"source": "I was **ill**."})
    client.logout()
    page = words_of(client, proposal.get_absolute_url())
    assert "What Esi answers" in page
    assert "<strong>ill</strong>" in page


def test_the_circles_page_says_by_which_decision_its_guidelines_hold(client, amara, table):
    assert "as they were written when the circle began" in words_of(client, "/circles/table/")
    proposal = propose(amara, table, at=NOW)
    table.guidelines_decision, table.guidelines_decided_at = proposal.pk, NOW
    table.numbers = {"days_for_positions": 9, "hours_for_questions": 48}
    table.save()
    page = words_of(client, "/circles/table/")
    assert proposal.get_absolute_url() in page
    assert "9 days for taking positions on a proposal (elsewhere 5)" in page
    assert "48 hours" not in page


def test_a_deadline_is_told_in_the_readers_own_zone(as_member, amara, bashir, table):
    proposal = propose(amara, table, at=NOW)
    for reader in (bashir, amara):  # Karachi, UTC
        there = date_format(
            timezone.localtime(proposal.ends_at, ZoneInfo(reader.time_zone)), "DATETIME_FORMAT"
        )
        assert there in words_of(as_member(reader), proposal.get_absolute_url())


def test_decided_and_due_are_lists_of_their_own(client, amara, bashir, table):
    proposal = at_positions(amara, table)
    take_position(member=bashir, proposal=proposal, says="consent", reason="Yes.")
    Proposal.objects.filter(pk=proposal.pk).update(ends_at=timezone.now())
    move_all(timezone.now())
    assert "Tuesdays" not in words_of(client, "/circles/table/decisions/")
    assert "Tuesdays" in words_of(client, "/circles/table/decisions/?show=decided")
    assert "Tuesdays" not in words_of(client, "/circles/table/decisions/?show=review")
    Proposal.objects.update(review_at=timezone.now())
    assert "Tuesdays" in words_of(client, "/circles/table/decisions/?show=review")
    client.force_login(bashir)
    assert "It stays as it is" in words_of(client, proposal.get_absolute_url())
    client.post(f"/decisions/{proposal.pk}/review/", {"months": 3})
    assert "Tuesdays" not in words_of(client, "/circles/table/decisions/?show=review")


def test_lists_go_on_by_key(client, amara, bashir, chiara, table):
    members = [make_member(f"m{number}") for number in range(11)]
    for member in members:
        join(member=member, circle=table)
        for title in ("A", "B"):
            propose(member, table, title=f"{title} of {member.handle}", at=NOW)
    page = client.get("/circles/table/decisions/").context["page"]
    assert len(page.proposals.rows) == 20
    rest = client.get(f"/circles/table/decisions/?before={page.proposals.further}").context["page"]
    assert len(rest.proposals.rows) == 2


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def crowded(amara, bashir, chiara, dmitri, table) -> Proposal:
    """A proposal with words that changed, two blocks, positions and a discussion."""
    proposal = propose(amara, table, at=timezone.now() - timedelta(hours=47))
    reword(member=amara, proposal=proposal, change=plain("We meet on Fridays."), because="So.")
    move_all(timezone.now() + timedelta(hours=1))
    proposal.refresh_from_db()
    for member in (bashir, chiara):
        block = say(proposal, "block", member, at=timezone.now())
        second(member=dmitri, position=block)
    say(proposal, "consent", amara, dmitri, at=timezone.now())
    for words in ("Why?", "Why not?"):
        reply(member=bashir, answers=proposal.thread.opening, source=words)
    return proposal


def test_questions_asked_of_the_database(client, amara, bashir, chiara, dmitri, table):
    proposal = crowded(amara, bashir, chiara, dmitri, table)
    paths = [
        f"/decisions/{proposal.pk}/",
        f"/decisions/{proposal.pk}/positions/",
        "/circles/table/decisions/",
    ]
    asked = [queries(client, path) for path in paths]
    assert all(number <= 6 for number in asked), asked
    client.force_login(dmitri)
    paths += [f"/decisions/{proposal.pk}/position/", f"/decisions/{proposal.pk}/discussion/"]
    asked = [queries(client, path) for path in paths]
    assert all(number <= 10 for number in asked), asked


def test_questions_do_not_grow_with_what_is_said(client, amara, bashir, chiara, dmitri, esi, table):
    proposal = crowded(amara, bashir, chiara, dmitri, table)
    client.force_login(dmitri)
    path = proposal.get_absolute_url()
    before = queries(client, path)
    say(proposal, "concern", esi, at=timezone.now())
    for block in Position.objects.filter(says="block"):
        second(member=esi, position=block)
    for number in range(5):
        reply(member=esi, answers=proposal.thread.opening, source=f"And {number}?")
    assert queries(client, path) == before


def test_a_seat_for_everyone_and_nobody_is_missed_among_many():
    assert picture_of({"consent": 0}) is None
    few = picture_of({"consent": 3, "block": 1, "silent": 2})
    assert (len(few.seats), few.each) == (6, 1)
    many = picture_of({"consent": 900, "block": 1, "silent": 100})
    assert [seat.says for seat in many.seats].count("block") == 1
    assert len(many.seats) <= 63


def test_nobody_outside_has_a_say(as_member, amara, table):
    proposal = at_positions(amara, table)
    hana = make_member("hana")
    client = as_member(hana)
    assert not is_in(hana, table)
    for path in ("position", "vote"):
        assert client.post(f"/decisions/{proposal.pk}/{path}/", {"says": "consent"}).status_code == 403
    assert client.get("/circles/table/decisions/new/").status_code == 403


def test_a_proposal_is_found_and_a_draft_is_not(client, amara, table):
    draft(member=amara, circle=table, title="Marmalade", change=plain("We cook."), why="So.")
    propose(amara, table, plain("We make apricot jam."), title="Jam", at=NOW)
    assert f"/decisions/{Proposal.objects.get(title='Jam').pk}/" in words_of(client, "/search/?q=apricot")
    client.force_login(amara)
    assert "cook" not in words_of(client, "/search/?q=marmalade")
