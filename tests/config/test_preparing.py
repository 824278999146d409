"""What stands ready before the door opens, and is not done twice."""

import pytest
from django.contrib.staticfiles.finders import get_finder

from config.serving import preparing


@pytest.fixture
def collected(monkeypatch, settings, tmp_path):
    """Commands called while static files are collected into a folder of the test's own."""
    called = []
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(preparing, "call_command", lambda name, **options: called.append(name))
    yield called
    get_finder.cache_clear()


def test_static_files_are_collected_once(collected):
    preparing.collect_static_files()
    preparing.collect_static_files()

    assert collected == ["collectstatic"]


def test_static_files_are_collected_again_when_one_has_changed(collected, settings, tmp_path):
    ours = tmp_path / "ours"
    ours.mkdir()
    settings.STATICFILES_DIRS = [ours]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    get_finder.cache_clear()  # finders remember the folders they were made for
    (ours / "page.css").write_text("p { color: black }")
    preparing.collect_static_files()

    (ours / "page.css").write_text("p { color: green }")
    preparing.collect_static_files()

    assert collected == ["collectstatic", "collectstatic"]


@pytest.mark.django_db
def test_an_up_to_date_database_is_not_migrated_again(monkeypatch):
    called, said = [], []
    monkeypatch.setattr(preparing, "call_command", lambda name, **options: called.append(name))

    preparing.prepare_database(said.append)

    assert "migrate" not in called
    assert not said


def test_no_essay_is_wanted_where_none_is_named(monkeypatch):
    monkeypatch.setenv("ESSAY", "")

    assert preparing.essay_wanted() is None
