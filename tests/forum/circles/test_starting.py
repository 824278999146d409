"""Anyone starts a circle, and is then a member of it like the others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.circles.actions import join
from forum.circles.guidelines import LONGEST, MOST, default_guidelines
from forum.circles.models import Circle, Membership
from forum.circles.starting import start_circle
from forum.debate.actions import open_thread
from forum.members.models import Member
from forum.permissions import Act, can


def said(**changed) -> dict[str, str]:
    return {"name": "Slow readers", "purpose": "A page a week.", "way": "freely", "guidelines": ""} | changed


def start(client, **changed):
    return client.post(reverse("new_circle"), said(**changed))


def start_as(member, name="Slow readers", **changed) -> Circle:
    details = {"purpose": "Reads.", "guidelines": "", "access": "open", "joining": "freely"} | changed
    return start_circle(member=member, name=name, **details)


@pytest.mark.parametrize(
    ("way", "access", "joining"),
    [
        ("freely", "open", "freely"),
        ("asking", "open", "asking"),
        ("invitation", "open", "invitation"),
        ("closed", "closed", "invitation"),
    ],
)
def test_a_circle_is_started_with_one_question_about_who_reads_and_joins(
    as_member, bashir, way, access, joining
):
    response = start(as_member(bashir), way=way)

    circle = Circle.objects.get(is_commons=False)
    assert response.url == circle.get_absolute_url()
    assert (circle.name, circle.purpose) == ("Slow readers", "A page a week.")
    assert (circle.access, circle.joining) == (access, joining)
    assert [membership.member for membership in circle.memberships.all()] == [bashir]


def test_the_form_begins_with_guidelines_to_change(as_member, bashir):
    page = as_member(bashir).get(reverse("new_circle"))

    assert page.context["form"]["guidelines"].value() == "\n\n".join(default_guidelines())


def test_guidelines_are_kept_one_a_line(as_member, bashir):
    start(as_member(bashir), guidelines="Knock.\r\n\r\n   Wipe your feet. \r\n")

    assert Circle.objects.get(is_commons=False).guideline_list == ["Knock.", "Wipe your feet."]


def test_where_none_are_written_down_the_default_holds(commons):
    assert list(commons.guideline_list) == default_guidelines()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": " "}, "Give the circle a name."),
        ({"name": "Slow\u202ereaders"}, "invisible"),
        ({"name": "x" * 81}, "80"),
        ({"purpose": ""}, "what the circle is for"),
        ({"way": "closed-freely"}, "Choose one."),
        ({"guidelines": "\n".join(["Knock."] * (MOST + 1))}, "nobody keeps more"),
        ({"guidelines": f"Knock.\n{'x' * (LONGEST + 1)}"}, "Guideline 2 has"),
    ],
)
def test_what_makes_no_circle_is_refused_where_it_was_typed_and_kept(as_member, bashir, changed, why):
    page = start(as_member(bashir), **changed)

    assert page.status_code == 422
    assert why in page.content.decode()
    assert Circle.objects.get().is_commons
    assert page.context["form"]["name"].value() == said(**changed)["name"]


def test_sending_the_form_twice_starts_one_circle(as_member, bashir):
    client = as_member(bashir)
    token = client.get(reverse("new_circle")).context["form"]["token"].value()

    answers = [start(client, token=token).url for _ in range(2)]

    assert answers[0] == answers[1]
    assert Circle.objects.filter(is_commons=False).count() == 1


def test_addresses_are_made_of_names_and_told_apart(amara):
    assert [start_as(amara).slug for _ in range(3)] == ["slow-readers", "slow-readers-2", "slow-readers-3"]
    assert [start_as(amara, name).slug for name in ("New", "Private", "Кухня", "L’été à deux")] == [
        "new-2",
        "private-2",
        "circle",
        "lete-a-deux",
    ]


def test_the_address_of_a_closed_circle_cannot_be_guessed_nor_told_from_another(amara, bashir):
    closed = start_as(amara, access="closed", joining="invitation")

    assert closed.slug.startswith("slow-readers-")
    assert len(closed.slug) == len("slow-readers-") + 6
    assert start_as(bashir).slug == "slow-readers"


# --- No founder ------------------------------------------------------------------------------------


@pytest.fixture
def beginner_and_another(amara, bashir, dmitri) -> tuple[Circle, Member, Member]:
    """A circle that Amara has started, and that Bashir has come into; Dmitri asks."""
    circle = start_as(amara, joining="asking")
    join(member=bashir, circle=circle)
    circle.askings.create(member=dmitri, words="May I?")
    return circle, amara, bashir


def test_no_row_knows_who_started_a_circle(beginner_and_another):
    circle, beginner, another = beginner_and_another

    assert [field.name for field in Circle._meta.get_fields() if field.related_model is Member] == []
    own, others = (Membership.objects.get(circle=circle, member=who) for who in (beginner, another))
    told = {"id", "member", "joined_at"}  # which everyone's tells
    for field in Membership._meta.concrete_fields:
        assert field.name in told or getattr(own, field.attname) == getattr(others, field.attname), field.name


def test_no_act_knows_who_started_a_circle(beginner_and_another, amara, bashir, chiara, dmitri):
    circle, beginner, another = beginner_and_another
    join(member=chiara, circle=circle)
    theirs = open_thread(member=chiara, circle=circle, title="Soap", source="Who brings it?")
    things = [
        circle,
        theirs,
        theirs.opening,
        circle.askings.get(),
        circle.invitations.model(circle=circle, by=chiara),
        (type("Text", (), {"circle_id": circle.pk, "circle": circle}), circle),
        chiara,
        None,
    ]

    def allowed(member, act) -> list[bool | None]:
        found = []
        for thing in things:
            try:
                found.append(can(member, act, thing))
            except (AttributeError, TypeError, ValueError):  # an act on another kind of thing
                found.append(None)
        return found

    for act in Act:
        assert allowed(beginner, act) == allowed(another, act), act


@pytest.mark.parametrize("name", ["circle", "circle_members", "askings", "invite", "leave_circle"])
def test_no_page_knows_who_started_a_circle(client, beginner_and_another, name):
    circle, beginner, another = beginner_and_another
    Member.objects.update(time_zone="UTC")

    def page_of(member) -> tuple[list[str], int]:
        client.force_login(member)
        client.get("/circles/")  # what is done once a visit
        with CaptureQueriesContext(connection) as asked:
            html = client.get(reverse(name, args=[circle.slug])).content.decode()
        main = html.partition("<main")[2].partition("</main>")[0]
        shown = [
            line for line in main.splitlines() if "csrfmiddlewaretoken" not in line and "token" not in line
        ]
        return shown, len(asked)

    assert page_of(beginner) == page_of(another)
