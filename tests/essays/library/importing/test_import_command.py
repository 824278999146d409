import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from essays.library.models import Essay
from tests.essays.library import samples
from tests.essays.library.importing.test_bringing import TOLD_AT_ONCE, TOLD_WHEN_READ


def run(*arguments) -> str:
    said = io.StringIO()
    call_command("import_essay", *map(str, arguments), stdout=said)
    return said.getvalue()


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(samples.LETTERED)
    return path


def test_a_file_is_put_up_in_the_commons_and_says_where(commons, file):
    said = run(file)

    essay = Essay.objects.get()
    assert said == (
        "Put up “Bridge or Barrier?” (5 sections, 10 quotations, 3 citations that name no work, such as ‘ibid’) in "
        f"{commons}: {essay.get_absolute_url()}\n"
    )
    assert (essay.circle, essay.put_up_by) == (commons, None)


def test_the_same_file_is_not_put_up_twice(db, file):
    run(file)

    assert run(file) == "“Bridge or Barrier?” is here already: /essays/bridge-or-barrier/\n"
    assert Essay.objects.count() == 1


def test_another_circle_may_read_it_too(kitchen, file):
    run(file)
    run(file, "--circle", "kitchen")

    assert [essay.circle.slug for essay in Essay.objects.order_by("pk")] == ["commons", "kitchen"]


def test_a_dry_run_writes_nothing(db, file):
    assert run(file, "--dry-run").startswith("Would put up “Bridge or Barrier?” (5 sections, ")
    assert not Essay.objects.exists()


def test_json_is_the_outline_and_nothing_else(db, file):
    outline = json.loads(run(file, "--json"))

    assert (outline["title"], outline["author"], outline["date"]) == ("", "Q. Tarrant", "March 2011")
    assert outline["sections"][0]["slug"] == "a-beginnings"
    block = outline["sections"][0]["blocks"][-2]
    assert block["kind"] == "quotation"
    assert set(block["citation"]) == {"raw", "author", "work", "locator", "year"}
    [meant] = [one for one in outline["citations"] if one["raw"] == block["citation"]["raw"]]
    assert (meant["work"], meant["is_sure"]) == (block["citation"]["work"], True)
    assert Essay.objects.exists()


def test_what_is_said_beside_the_file_counts_more_than_what_it_says(db, file):
    run(file, "--title", "On Bridges", "--author", "Tarrant", "--date", "1911", "--language", "fr")

    essay = Essay.objects.get()
    assert (essay.title, essay.author, essay.date, essay.language) == ("On Bridges", "Tarrant", "1911", "fr")
    assert essay.slug == "on-bridges"


@pytest.mark.parametrize(("data", "name", "said"), TOLD_AT_ONCE + TOLD_WHEN_READ)
def test_what_is_no_text_is_refused_in_one_line(db, tmp_path, data, name, said):
    (tmp_path / name).write_bytes(data)

    with pytest.raises(CommandError, match=said) as refused:
        run(tmp_path / name)
    assert "\n" not in str(refused.value)
    assert not Essay.objects.exists()


def test_a_missing_file_a_folder_and_an_unknown_circle_are_said_in_one_line(db, tmp_path, file):
    with pytest.raises(CommandError, match=r"Cannot read .*: no such file or directory\."):
        run(tmp_path / "nothing.txt")
    with pytest.raises(CommandError, match=r"Cannot read .*: is a directory\."):
        run(tmp_path)
    with pytest.raises(CommandError, match="There is no circle “attic”"):
        run(file, "--circle", "attic")


@pytest.mark.skipif(
    "ESSAY_SAMPLE" not in os.environ, reason="ESSAY_SAMPLE names the text this house was built for"
)
def test_the_text_this_house_was_built_for_is_read(db):
    outline = json.loads(run(os.environ["ESSAY_SAMPLE"], "--json"))

    assert [section["label"] for section in outline["sections"]] == list("abcdefghijk")
    quotations = [b for s in outline["sections"] for b in s["blocks"] if b["kind"] == "quotation"]
    assert len(quotations) == 46
    assert not outline["title"]
    assert outline["subtitle"]
    assert outline["author"]
    assert outline["date"]
