"""The demonstration: what an empty installation is filled with, all of it or nothing."""

import os
import re
import shutil
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from django.urls import reverse

from essays.demonstration import loader, scripts
from essays.demonstration.cast import PASSWORD, cast
from essays.demonstration.models import Demonstration
from essays.library.models import Essay
from essays.margin.models import Annotation
from forum.debate.models import Evidence, Kind, Post, Revision, Thread
from forum.members.models import Member
from forum.sources.models import Source

pytestmark = pytest.mark.django_db

WORDS_IN_A_RUN = 12  # as many in a row are a quotation, and no longer chance


@pytest.fixture
def loaded() -> None:
    loader.load()


@pytest.fixture
def content(monkeypatch, tmp_path) -> Path:
    """A copy of what the demonstration is written in, which may be spoilt."""
    copy = tmp_path / "content"
    shutil.copytree(scripts.CONTENT, copy)
    monkeypatch.setattr(scripts, "CONTENT", copy)
    return copy


def rows() -> dict[str, int]:
    counted = (Member, Essay, Annotation, Thread, Post, Revision, Evidence, Source, Demonstration)
    return {model.__name__: model.objects.count() for model in counted}


def can_sign_in(handle: str) -> bool:
    return authenticate(RequestFactory().post("/"), username=handle, password=PASSWORD) is not None


def test_everything_that_is_written_down_is_loaded(loaded):
    written = [*scripts.annotations(), *scripts.threads()]

    found = rows()

    assert found["Member"] == len(cast()) == 8
    assert found["Essay"] == len(scripts.TEXTS) == 2
    assert found["Annotation"] == len(list(scripts.annotations()))
    assert found["Thread"] == len(written)
    assert found["Post"] == sum(1 + len(script.replies) for script in written)
    assert found["Source"] == len(scripts.sources())
    assert found["Revision"] > 0


def test_there_is_something_of_everything_to_look_at(loaded):
    assert set(Post.objects.values_list("kind", flat=True)) == set(Kind.values)
    assert set(Evidence.objects.values_list("stance", flat=True)) == set(Evidence.Stance.values)
    assert Post.objects.filter(depth__gte=8).exists()
    assert Post.objects.filter(edited_at__isnull=False).exists()
    withdrawn = Post.objects.get(withdrawn_at__isnull=False)
    assert withdrawn.source == ""
    assert Thread.objects.filter(context="").count() >= 5


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


def test_it_is_needed_only_where_nobody_and_nothing_is(commons):
    assert loader.is_needed()
    loader.load()
    assert not loader.is_needed()


def test_where_somebody_has_joined_it_is_not_needed(amara):
    assert not loader.is_needed()


def test_the_command_does_not_load_it_twice():
    call_command("load_demonstration", verbosity=0)
    before = rows()

    with pytest.raises(CommandError, match="has members or texts already"):
        call_command("load_demonstration")

    assert rows() == before


def test_if_it_breaks_at_the_last_reply_nothing_of_it_is_left(content):
    last = '\n[[thread.replies]]\ndepth = 1\nby = "nobody"\nkind = "comment"\ndays_ago = 1\nbody = "Hello?"\n'
    with (content / "threads.toml").open("a", encoding="utf-8") as script:
        script.write(last)

    with pytest.raises(KeyError, match="nobody"):
        loader.load()

    assert set(rows().values()) == {0}
    assert loader.is_needed()


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


def test_where_no_demonstration_is_loaded_there_is_nothing_to_open(amara):
    loader.open_sign_in(True)
    assert not can_sign_in("amara")


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
