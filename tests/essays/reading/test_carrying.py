"""A plan, and how far one is, survive a new edition of the text."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from essays.library.models import Edition, Section
from essays.library.publishing import lay_out
from essays.library.signals import edition_published
from essays.reading.carrying import successors
from essays.reading.marking import mark_read
from essays.reading.models import Mark
from essays.reading.replanning import course_of
from tests.essays.reading.conftest import outline_of


@pytest.fixture
def publish_with(path):
    """Publishes an edition with these sections, whose blocks become what they are called."""

    def publish(labels: str) -> Edition:
        before = path.edition
        outline = outline_of(labels)
        becomes = {}
        for index, label in enumerate(labels):
            becomes[label] = (2 * index + 1, 2 * index + 2)
        succession: list[int | None] = []
        for section in before.sections.order_by("position"):
            heading, words = becomes.get(section.label, (None, None))
            succession += [heading, words]
        edition = Edition.objects.create(
            essay=path, number=before.number + 1, digest=str(before.number), succession=succession
        )
        lay_out(edition, outline)
        edition_published.send(sender=Edition, edition=edition, before=before)
        path.edition = edition
        path.save(update_fields=["edition"])
        return edition

    return publish


def as_read(plan, now) -> list[str]:
    plan = type(plan).objects.for_pages().get(pk=plan.pk)
    return ["".join(section.label for section in run.sections) for run in course_of(plan, now).runs]


@pytest.mark.parametrize(
    ("labels", "read"),
    [
        ("abcdefgh", ["ab", "cd", "e", "fgh"]),
        ("bacdefgh", ["ba", "cd", "e", "fgh"]),
        ("abdefgh", ["ab", "d", "e", "fgh"]),  # c has gone: the next stage begins with what follows
        ("acdfgh", ["a", "cd", "", "fgh"]),  # of e nothing is left, and its meeting stays
        ("efgh", ["", "", "e", "fgh"]),
        ("abcde", ["ab", "cd", "", "e"]),
    ],
)
def test_stages_begin_where_their_words_went(plan, publish_with, labels, read):
    publish_with(labels)
    assert as_read(plan, timezone.now()) == read


def test_a_plan_survives_two_editions_and_shows_no_old_page(client, plan, publish_with):
    publish_with("abcdefgh")
    publish_with("abcdefgh")
    html = client.get(plan.get_absolute_url()).content.decode()
    assert "/essays/the-long-path/e-house/" in html
    assert "/editions/" not in html.partition("</main>")[0].partition('<div class="plan-page"')[2]


@pytest.mark.parametrize(("labels", "now"), [("abcdefgh", "e"), ("abcdfgh", "d"), ("fgh", None)])
def test_who_has_read_up_to_what_is_gone_has_read_what_came_before(
    bashir, path, sections, publish_with, labels, now
):
    mark_read(member=bashir, essay=path, section=sections["e"])
    publish_with(labels)
    section = Mark.objects.get().section
    assert (section.label if section else None) == now
    if section:
        assert section.edition_id == path.edition_id


def a_text(counts, first=1):
    sections, number = [], first
    for index, count in enumerate(counts):
        rows = [{"number": number + n, "start": 10 * n, "end": 10 * n + 9} for n in range(count)]
        number += count
        sections.append(Section(pk=first * 1000 + index, slug=f"s{first}-{index}", blocks=rows))
    return sections


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=6),
    st.lists(st.integers(1, 4), min_size=1, max_size=6),
    st.data(),
)
def test_each_section_is_followed_by_one_of_the_new_edition_or_by_none(old_counts, new_counts, data):
    old, new = a_text(old_counts), a_text(new_counts, first=2)
    numbers = [row["number"] for section in new for row in section.blocks]
    succession = data.draw(
        st.lists(st.none() | st.sampled_from(numbers), min_size=sum(old_counts), max_size=sum(old_counts))
    )
    for forwards in (True, False):
        found = successors(old, new, succession, forwards=forwards)
        assert set(found) == {section.pk for section in old}
        assert set(found.values()) <= {section.pk for section in new} | {None}
        if any(succession):
            assert any(found.values())
