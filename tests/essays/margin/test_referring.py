"""Posts that lead to texts, sections and notes by their bare address."""

import re

import pytest

from essays.margin.actions import annotate
from essays.margin.models import Annotation
from essays.margin.selecting import words_of_range
from forum.circles.models import Circle
from forum.debate.actions import open_thread, withdraw_post
from forum.debate.models import Post


@pytest.fixture
def note(section, amara) -> Annotation:
    return annotate(
        member=amara, selections=[words_of_range(section, 0, 4)], kind="critique", source="I *doubt* it."
    )


def titles(member, source: str, circle: Circle | None = None) -> list[str]:
    thread = open_thread(member=member, circle=circle or Circle.objects.commons(), title="See", source=source)
    opening = Post.objects.get(pk=thread.opening_id)
    return re.findall(r'class="reference"[^>]*>([^<]*)</a>', opening.html)


def test_a_text_a_section_a_paragraph_and_a_note_are_called_by_their_names(section, note, bashir):
    essay = section.edition.essay
    place = f"/essays/{essay.slug}/{section.slug}/"
    name = f"{essay.title} · {section.name}"
    its_note = f"Critique by Amara on “{essay.title}”"

    found = titles(
        bashir,
        "\n".join(
            f"- {address}"
            for address in (
                essay.get_absolute_url(),
                place,
                f"{place}#p2",
                f"{place}2/",
                f"{place}#note-{note.pk}",
                note.get_absolute_url(),
            )
        ),
    )

    assert found == [
        essay.title,
        name,
        f"{name}, paragraph 2",
        f"{name}, paragraph 2",
        its_note,
        its_note,
    ]


def test_a_text_of_a_closed_circle_is_told_of_in_that_circle_alone(section, note, amara, kitchen):
    essay = section.edition.essay
    essay.circle = kitchen
    essay.save()
    note.thread.circle = kitchen
    note.thread.save()
    addresses = f"{essay.get_absolute_url()} /essays/{essay.slug}/{section.slug}/ {note.get_absolute_url()}"

    assert titles(amara, addresses) == []
    assert len(titles(amara, addresses, kitchen)) == 3


def test_a_private_or_withdrawn_note_is_told_of_nowhere(section, note, amara):
    private = annotate(
        member=amara,
        selections=[words_of_range(section, 0, 4)],
        kind="critique",
        source="Mine.",
        private=True,
    )
    withdraw_post(member=amara, post=note.opening)

    assert titles(amara, f"{private.get_absolute_url()} {note.get_absolute_url()}") == []


def test_a_glimpse_shows_the_words_of_a_note_and_the_beginning_of_a_section(client, section, note):
    def glimpse(address: str) -> str:
        answer = client.get("/glimpse/", {"of": address}, headers={"HX-Request": "true"})
        return answer.content.decode()

    assert "I doubt it." in glimpse(note.get_absolute_url())
    beginning = glimpse(f"/essays/{section.edition.essay.slug}/{section.slug}/")
    assert "a) Of steam Steam rose" in beginning
    assert "&amp; nobody &lt;led&gt; it" in beginning


def test_many_sections_cost_as_many_queries_as_one(section, note, bashir, django_assert_max_num_queries):
    place = f"/essays/{section.edition.essay.slug}/{section.slug}/"
    addresses = " ".join([f"{place}#p{number}" for number in range(1, 9)] + [f"{place}#note-{note.pk}"])

    with django_assert_max_num_queries(15):  # one of them seals it
        assert len(titles(bashir, addresses)) == 9
