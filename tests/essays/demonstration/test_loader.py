"""The demonstration: what an empty installation is filled with."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from essays.citing.models import Check
from essays.demonstration import loader, scripts
from essays.demonstration.cast import PASSWORD, cast
from essays.demonstration.models import Demonstration
from essays.editions.models import Answer
from essays.library.models import Citation, Essay
from essays.margin.models import Annotation, Placement
from essays.reading.models import Plan
from essays.reading.runs import runs_of, sections_of, stages_of
from forum.circles.models import Circle, Invitation
from forum.debate.models import Evidence, Kind, Post, Revision, Thread
from forum.decisions.models import Kind as DecisionKind
from forum.decisions.models import Proposal
from forum.meetings.rota.models import Role
from forum.members.models import Member
from forum.moderation.models import Case
from forum.record.checking import checks
from forum.record.models import Entry
from forum.sources.models import Source

pytestmark = pytest.mark.django_db

WORDS_IN_A_RUN = 12  # as many in a row are a quotation, and no longer chance


@pytest.fixture(scope="module")
def was_needed(kept_in_the_database) -> bool:
    """Has the command load the demonstration for the module, and says whether it was needed before."""
    with kept_in_the_database():
        needed = loader.is_needed()
        call_command("load_demonstration", verbosity=0)
    return needed


@pytest.fixture
def loaded(was_needed, db) -> None:
    """The demonstration, as far as a test can tell loaded for it alone."""


def rows() -> dict[str, int]:
    counted = (Member, Invitation, Essay, Annotation, Thread, Post, Revision, Evidence, Source, Demonstration)
    return {model.__name__: model.objects.count() for model in counted}


def can_sign_in(handle: str) -> bool:
    return authenticate(RequestFactory().post("/"), username=handle, password=PASSWORD) is not None


def test_it_is_needed_only_where_nobody_and_nothing_is(was_needed, loaded):
    assert was_needed
    assert not loader.is_needed()


def test_the_command_does_not_load_it_twice(loaded):
    before = rows()

    with pytest.raises(CommandError, match="has members or texts already"):
        call_command("load_demonstration")

    assert rows() == before


def test_everything_that_is_written_down_is_loaded(loaded):
    in_circles = [thread for circle in scripts.circles() for thread in circle.threads]
    written = [*scripts.annotations(), *scripts.threads(), *in_circles]

    found = rows()

    lived_in = scripts.load("tool_library.toml")
    talks = [*lived_in["thread"], lived_in["closed_case"], lived_in["open_case"]]
    proposals = len(lived_in["decision"])
    asked = len(scripts.load("reading.toml")["prompt"])
    assert len(cast()) == 8
    assert found["Member"] == len(cast()) + len(lived_in["neighbour"])
    assert found["Essay"] == len(scripts.TEXTS) == 2
    assert found["Annotation"] == len(list(scripts.annotations()))
    assert found["Thread"] == len(written) + len(talks) + proposals + asked
    said = sum(1 + len(script.replies) for script in written) + sum(len(talk["posts"]) for talk in talks)
    assert found["Post"] == said + proposals + asked
    checked = list(scripts.cited())
    works_of_the_manual = Citation.objects.order_by().values("source").distinct().count()
    assert found["Source"] == len(scripts.sources()) + works_of_the_manual
    of_the_edition_read_now = Check.objects.filter(citation__in=Citation.objects.current())
    assert of_the_edition_read_now.count() == sum(len(script["checks"]) for script in checked)
    assert set(Citation.objects.values_list("standing", flat=True)) == {"once", "settled", "disputed"}
    assert set(Citation.objects.values_list("certainty", flat=True)) == set(Citation.Certainty.values)
    assert found["Revision"] > 0


def test_there_is_something_of_everything_to_look_at(loaded):
    assert set(Post.objects.values_list("kind", flat=True)) == set(Kind.values)
    assert set(Evidence.objects.values_list("stance", flat=True)) == set(Evidence.Stance.values)
    assert Post.objects.filter(depth__gte=8).exists()
    assert Post.objects.filter(edited_at__isnull=False).exists()
    withdrawn = Post.objects.get(withdrawn_at__isnull=False)
    assert withdrawn.source == ""
    assert Thread.objects.filter(context="").count() >= 5


def test_a_circle_is_there_to_look_at_with_somebody_waiting_before_it(loaded):
    circle = Circle.objects.get(slug="the-slow-table")
    assert circle.joining == Circle.Joining.ASKING
    assert [asking.member.handle for asking in circle.askings.waiting()] == ["farida"]
    assert circle.invitations.good_at(timezone.now()).count() == 1
    assert circle.threads.exists()
    for thread in circle.threads.all():
        came_in = circle.memberships.get(member=thread.opened_by).joined_at
        assert came_in < thread.opened_at


def test_that_circle_is_in_the_middle_of_a_plan_has_met_and_meets_tomorrow(loaded):
    plan = Plan.objects.get()
    past, following, *later = (stage.meeting for stage in plan.stages.order_by("position"))
    assert plan.circle.slug == "the-slow-table"
    assert past.closed_at is not None
    assert past.minutes.stands_at is not None
    assert past.speaking.filter(seconds__gt=0).count() == 4
    taken = {item.owner and item.owner.handle: bool(item.closed_at) for item in past.action_items.all()}
    assert taken == {"amara": False, "goran": True, None: False}
    assert timezone.now() < following.starts_at < timezone.now() + timedelta(days=2)
    for meeting in (past, following):
        assert meeting.rota.entry is not None
        assert {turn.role for turn in meeting.turns.current()} == set(Role)
    assert following.agenda.filter(thread__isnull=False).exists()
    assert following.answers.count() == 4
    assert "amara" in {turn.member.handle for turn in following.turns.current().select_related("member")}
    assert all(meeting.opened_at is None for meeting in later)
    assert all(stage.begins.edition == plan.essay.edition for stage in plan.stages.select_related("begins"))
    assert past.called_at < past.starts_at


def test_what_that_circle_talks_about_is_what_it_reads(loaded):
    plan = Plan.objects.select_related("essay__edition").get()
    past, following, *_later = runs_of(stages_of(plan), sections_of(plan.essay))
    for name in ("Reading and pointing", "Answering a passage"):  # as its minutes say
        assert name in [section.name for section in past.sections]
        assert name in past.meeting.minutes.source
    assert past.meeting.agenda.count() == 2
    pinned = Placement.objects.filter(
        edition=plan.essay.edition, passage__annotation__thread__in=following.meeting.agenda.values("thread")
    )
    assert {placement.section_id for placement in pinned} <= {section.pk for section in following.sections}
    assert pinned.exists()


def test_four_months_of_a_circle_are_there_with_cases_and_a_decision_of_each_kind(loaded):
    closed, opened, practice = Case.objects.order_by("pk")
    assert (closed.closing, closed.rulings.first().outcome) == ("stands", "fold")
    assert [panel.kind for panel in closed.panels.order_by("pk")] == ["first", "appeal"]
    assert closed.post.restraint == "fold"
    assert (opened.stage, practice.is_practice) == ("first", True)
    adopted = Proposal.objects.filter(outcome="adopted")
    assert {proposal.kind for proposal in adopted} == set(DecisionKind) - {DecisionKind.LEAVING}
    assert Proposal.objects.get(kind="leaving").outcome == "fallen"
    assert Proposal.objects.get(kind="guidelines").rounds == 1
    assert Circle.objects.get(slug="the-tool-library").numbers == {"hours_for_questions": 72}


def test_the_record_of_the_demonstration_holds_and_is_in_the_order_of_time(loaded):
    assert [wrong for check in checks().values() for wrong in check()] == []
    times = list(Entry.objects.order_by("number").values_list("at", flat=True))
    assert times == sorted(times)


def test_one_text_has_a_second_edition_with_notes_in_every_state(loaded):
    essay = Essay.objects.get(edition__number=2)
    states = Placement.objects.filter(edition=essay.edition).values_list("state", flat=True)
    assert set(states) == set(Placement.State.values)
    answers = Answer.objects.filter(next_edition__edition=essay.edition)
    assert sorted(answers.values_list("verdict", flat=True)) == ["", "yes"]


def test_every_counter_evidence_brings_a_source(loaded):
    without = Post.objects.filter(kind=Kind.COUNTER_EVIDENCE, evidence=None, withdrawn_at=None)
    assert list(without) == []


def test_the_private_note_is_amaras_alone(loaded, client):
    note = Annotation.objects.get(thread__private_to__isnull=False)
    address = reverse("annotation", args=[note.pk])

    seen_by = set()
    for member in Member.objects.all():
        client.force_login(member)
        if client.get(address).status_code == 200:
            seen_by.add(member.handle)

    assert seen_by == {"amara"}


def test_nobody_speaks_before_joining_or_after_now(loaded):
    for post in Post.objects.select_related("author"):
        assert post.author.joined_at < post.written_at
    assert Post.objects.filter(written_at__gt=Demonstration.objects.get().loaded_at).count() == 0


def test_every_reply_is_younger_than_what_it_answers(loaded):
    for post in Post.objects.exclude(answers=None).select_related("answers"):
        assert post.written_at >= post.answers.written_at, post.source


def test_the_cast_signs_in_only_while_that_is_open(loaded):
    handles = [person.handle for person in cast()]
    assert not any(map(can_sign_in, handles))

    loader.open_sign_in(True)
    assert all(map(can_sign_in, handles))

    loader.open_sign_in(False)
    assert not any(map(can_sign_in, handles))
    assert not any(member.has_usable_password() for member in Member.objects.all())


def test_a_password_that_one_of_the_cast_chose_stays_while_nothing_changes(loaded):
    loader.open_sign_in(True)
    amara = Member.objects.get(handle="amara")
    amara.set_password("a long walk by the sea")
    amara.save()

    loader.open_sign_in(True)

    amara.refresh_from_db()
    assert amara.check_password("a long walk by the sea")


def test_members_who_joined_since_keep_their_passwords(loaded, django_user_model):
    django_user_model.objects.create_user("ines", "ines@example.org", "seven green umbrellas")

    loader.open_sign_in(True)
    loader.open_sign_in(False)

    assert Member.objects.get(handle="ines").check_password("seven green umbrellas")


@pytest.mark.skipif(
    "ESSAY_SAMPLE" not in os.environ, reason="ESSAY_SAMPLE names the text the demonstration is about"
)
def test_the_demonstration_is_in_our_own_words():
    essay = runs(Path(os.environ["ESSAY_SAMPLE"]).read_text(encoding="utf-8"))
    for path in scripts.CONTENT.iterdir():
        shared = runs(path.read_text(encoding="utf-8")) & essay
        assert not shared, f"{path.name} has words of the text in a run: {' '.join(min(shared))}"


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[at:] for at in range(WORDS_IN_A_RUN)), strict=False))
