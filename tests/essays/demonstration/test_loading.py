"""When the demonstration is loaded: into an empty installation, once, all of it or nothing."""

import shutil
from pathlib import Path

import pytest

from essays.demonstration import loader, scripts
from tests.essays.demonstration.test_loader import can_sign_in, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(monkeypatch, tmp_path) -> Path:
    """A copy of what the demonstration is written in, which may be spoilt."""
    copy = tmp_path / "content"
    shutil.copytree(scripts.CONTENT, copy)
    monkeypatch.setattr(scripts, "CONTENT", copy)
    return copy


def test_where_somebody_has_joined_it_is_not_needed(amara):
    assert not loader.is_needed()


def test_if_it_breaks_at_the_last_reply_nothing_of_it_is_left(content):
    last = '\n[[thread.replies]]\ndepth = 1\nby = "nobody"\nkind = "comment"\ndays_ago = 1\nbody = "Hello?"\n'
    with (content / "threads.toml").open("a", encoding="utf-8") as script:
        script.write(last)

    with pytest.raises(KeyError, match="nobody"):
        loader.load()

    assert set(rows().values()) == {0}
    assert loader.is_needed()


def test_where_no_demonstration_is_loaded_there_is_nothing_to_open(amara):
    loader.open_sign_in(True)
    assert not can_sign_in("amara")
