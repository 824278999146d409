"""Who may send which form: whoever may not is told so, and nothing at all has changed then."""

from functools import cache

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from forum.limits.models import Allowance
from forum.web.models import SubmittedForm
from tests import decided, met, minuted, planned
from tests.circled import addresses_of
from tests.security import addresses
from tests.security.test_forms import FORMS

ASIDE = (Session, SubmittedForm, Allowance)  # what changes with every visit
OF_A_VISIT = ("last_login", "new_since", "seen_at", "last_seen")  # columns that do
WORK = {"evidence-title": "Another Book", "evidence-author": "Nobody", "evidence-year": "1932"}
SAID = {
    "annotate": {"kind": "critique", "source": "Is it?", "start": 8, "end": 15, "exact": "keeps t"},
    "reply": {"kind": "comment", "source": "Or never."},
    "edit_post": {"kind": "comment", "source": "Or never.", "revision": 2},
    "branch_off": {"title": "Soap"},
    "summarise": {"source": "On Sundays.", "seen": 2},
    "new_thread": {"title": "Soap", "source": "Who brings it?"},
    "change_tags": {"tags": "soap"},
    "next_section": {"heading": "Of taps", "text": "They dripped.", "seen": 2},
    "reattach": {"words": "The tap was opened"},
    "answer_edition": {"verdict": "yes"},
    "check_citation": {"finding": "as-quoted"},
    "mend_citation": WORK,
    "edit_source": {"title": "Another Book", "kind": "book", "type": "book"},
    "bringing": {"layer": "circle"},
    "new_circle": {"name": "Soap", "purpose": "Soap.", "way": "freely"},
    "ask_to_join": {"words": "Please."},
    "answer_asking": {"says": "yes"},
    "invite": {"limit": 5, "days": 7},
    "give_number": {"words": "three blind mice"},
    "draw_again": {"words": "three blind mice"},
    "appeal_ruling": {"words": "three blind mice", "reason": "No."},
    "cast_vote": {"choice": "keep", "reason": "So."},
    "invite_by_mail": {"addresses": "esi@example.org", "days": 7},
    "write_proposal": {"title": "Soap", "text": "We buy soap.", "why": "So.", "review_months": 6},
    "change_proposal": {"title": "Soap", "text": "We buy soap.", "because": "So."},
    "take_position": {"says": "consent", "reason": "Yes."},
    "vote_on_proposal": {"says": "yes"},
    "answer_proposal": {"source": "No."},
    "review_decision": {"months": 6},
    "second_block": {"says": "yes"},
    "call_meeting": {"title": "Soap", "time_zone": "UTC", "length": 60},
    "change_meeting": {
        "title": "Soap",
        "time_zone": "UTC",
        "length": 60,
        "day": "2027-01-01",
        "hour": "18:00",
    },
    "cancel_meeting": {"why": "No soap."},
    "answer_meeting": {"says": "yes"},
    "propose_date": {"day": "2027-01-01", "hour": "18:00", "time_zone": "UTC"},
    "add_to_agenda": {"title": "Soap"},
    "change_agenda_item": {"title": "Soap"},
    "move_agenda_item": {"to": "up"},
    "take_up_turn": {"role": "minute-taker"},
    "write_minutes": {"source": "We bought soap.", "base": 2},
    "save_minutes": {"source": "We bought soap.", "base": 2},
    "say_present": {"present": 3},
    "object_to_minutes": {"reason": "No."},
    "add_action_item": {"text": "Buy soap"},
    "hand_on_action_item": {"to": "amara"},
    "ask_for_stage": {"words": "Why?"},
    "lift_veil": {"do": "always"},
}
DECISIONS = (
    "take_back",
    "withdraw",
    "publish",
    "agree",
    "compare",
    "rebase",
    "propose",
    "publish_own",
    "up-1",
)
IN, NOT_YOURS, NO = 302, 403, 404
IN_ITS_CIRCLE = (
    "annotate", "reply", "reattach", "reattach_here", "check_citation", "mend_citation", "bring_notes",
    "propose_edition", "upload_edition", "take_back_mending", "undo_reattachment",
    "branch_off", "move_back", "summarise",
    "write_proposal", "take_position", "second_block",
    "write_minutes", "save_minutes", "say_present", "offer_minutes", "object_to_minutes", "add_action_item",
    "flag_post", "flag_conduct", "begin_practice", "sit_in_practice",
    "call_meeting", "choose_roles", "change_meeting", "cancel_meeting", "answer_meeting", "open_meeting",
    "close_meeting", "say_when", "propose_date", "fix_date", "take_back_date", "add_to_agenda", "change_agenda_item",
    "move_agenda_item", "take_off_agenda", "take_up_turn",
    "live_say", "speaking_time",
    "new_plan", "plan_ahead", "end_plan", "ask_for_stage",
)  # fmt: skip
OTHERS_MAY_NOT = {  # what is another's in an open circle
    "edit_post": NOT_YOURS,
    "withdraw_post": NOT_YOURS,
    "edit_source": NOT_YOURS,
    "change_tags": NOT_YOURS,
    "next_section": NOT_YOURS,
    "answer_edition": NOT_YOURS,
    "bringing": NO,
    "discard_bringing": NO,
    "take_back_bringing": NO,
    "import_draft": NO,
    "import_section": NO,
    "discard_draft": NO,
    "join_circle": NOT_YOURS,  # where one asks
    "answer_asking": NOT_YOURS,  # their own
    "leave_circle": NOT_YOURS,
    "invite": NOT_YOURS,
    "invite_by_mail": NOT_YOURS,
    "revoke_invitation": NO,
    "change_proposal": NOT_YOURS,
    "hand_on_turn": NOT_YOURS,
    "keep_turn": NOT_YOURS,
    "open_proposal": NOT_YOURS,
    "withdraw_proposal": NOT_YOURS,
    "put_to_vote": NOT_YOURS,
    "answer_proposal": NOT_YOURS,
    "take_back_objection": NOT_YOURS,
    "take_action_item": NOT_YOURS,
    "refuse_action_item": NOT_YOURS,
    "hand_on_action_item": NOT_YOURS,
    "give_back_action_item": NOT_YOURS,
    "finish_action_item": NOT_YOURS,
    "drop_action_item": NOT_YOURS,
    "withdraw_flag": NOT_YOURS,
    "give_number": NOT_YOURS,
    "draw_again": NOT_YOURS,
    "take_seat": NOT_YOURS,
    "give_seat_back": NOT_YOURS,
    "cast_vote": NOT_YOURS,
    "appeal_ruling": NOT_YOURS,
}


def everything() -> dict[str, list[tuple]]:
    """All rows there are, of each table, as the database has them."""
    with connection.cursor() as cursor:
        return {table: _rows(cursor, select) for table, select in _selects().items()}


def _rows(cursor, select: str) -> list[tuple]:
    cursor.execute(select)
    return cursor.fetchall()


@cache
def _selects() -> dict[str, str]:
    said = {}
    for model in apps.get_models(include_auto_created=True):
        if model not in ASIDE:
            columns = [field.column for field in model._meta.concrete_fields if field.name not in OF_A_VISIT]
            names = ", ".join(f'"{column}"' for column in columns)
            said[model._meta.db_table] = (
                f'SELECT {names} FROM "{model._meta.db_table}" ORDER BY "{model._meta.pk.column}"'
            )
    return said


@pytest.fixture
def send(client, world):
    """Send the form `name` at `url` as a member, or as a visitor; how that was answered. Nothing may change.

    All rows are read before the first form, and after each: what they were before a later one was seen by then.
    """
    before = []

    def send(member, name: str, url: str, **said) -> int:
        client.logout()
        if member:
            client.force_login(member)
        if not before:
            before.append(everything())
        status = client.post(url, SAID.get(name, {}) | said).status_code
        assert everything() == before[0], name
        return status

    return send


def forms(urls: dict[str, str]) -> dict[str, str]:
    return {name: url for name, url in urls.items() if name in FORMS}


def closed(world) -> dict[str, str]:
    urls = addresses_of(world.closed_circled)
    urls.pop("invitation")  # whoever holds its link has been told of the circle
    return (
        forms(addresses.of_place(world.closed))
        | forms(decided.addresses_of(world.closed.decided))
        | forms(met.addresses_of(world.closed.met))
        | forms(minuted.addresses_of(world.closed.minuted))
        | forms(planned.addresses_of(world.closed.planned))
        | forms(addresses.of_edited(world.closed_edited))
        | forms(urls)
    )


def test_a_form_of_a_closed_circle_does_not_exist_for_others(send, world):
    assert {name: send(world.other, name, url) for name, url in closed(world).items()} == dict.fromkeys(
        closed(world), NO
    )
    answers = {name: send(None, name, url) for name, url in closed(world).items()}
    assert set(answers.values()) <= {IN, NO}


def test_nor_for_who_has_left_it(send, world):
    for circle in (world.closed.circle, world.closed_edited.essay.circle):
        world.author.memberships.filter(circle=circle).update(left_at="2026-01-01T00:00Z")
    # The sources that one added oneself stay one's own.
    own = {"edit_source", "merge_source", "lead_with_source", "undo_merging"}
    urls = {name: url for name, url in closed(world).items() if name not in own}
    assert {name: send(world.author, name, url) for name, url in urls.items()} == dict.fromkeys(urls, NO)


def test_a_form_about_a_private_note_exists_for_its_author_alone(send, world):
    urls = forms(addresses.of_private_note(world))
    assert {name: send(world.other, name, url) for name, url in urls.items()} == dict.fromkeys(urls, NO)


def test_visitors_send_nothing(send, world):
    urls = (
        forms(addresses.of_nobody_in_particular(world))
        | forms(addresses.of_place(world.open))
        | forms(addresses.of_edited(world.edited))
        | forms(addresses.of_draft(world))
        | forms(addresses_of(world.choir))
        | forms(decided.addresses_of(world.open.decided))
        | forms(met.addresses_of(world.open.met))
        | forms(minuted.addresses_of(world.open.minuted))
        | forms(planned.addresses_of(world.open.planned))
    )
    urls.pop("preview")
    assert {name: send(None, name, url) for name, url in urls.items()} == dict.fromkeys(urls, IN)


def test_what_is_anothers_is_not_changed(send, world):
    urls = (
        forms(addresses.of_draft(world))
        | forms(addresses.of_place(world.open))
        | forms(addresses.of_edited(world.edited))
        | forms(addresses_of(world.choir))
        | forms(decided.addresses_of(world.open.decided))
        | forms(met.addresses_of(world.open.met))
        | forms(minuted.addresses_of(world.open.minuted))
        | forms(planned.addresses_of(world.open.planned))
    )
    found = {name: send(world.other, name, urls[name]) for name in OTHERS_MAY_NOT}
    assert found == OTHERS_MAY_NOT


def test_an_asking_is_taken_back_by_whoever_asks_alone(send, world):
    url = addresses_of(world.choir)["withdraw_asking"]
    assert send(world.author, "withdraw_asking", url) == NOT_YOURS


def test_the_draft_of_an_edition_is_its_makers(send, world):
    urls = addresses.of_draft_of_edition(world)
    for then in DECISIONS:
        assert send(world.other, "next_edition", urls["next_edition"], then=then, seen=2) == NO
    assert send(world.other, "next_section", urls["next_section"]) == NO


def test_a_proposal_is_neither_changed_nor_published_by_another(send, world):
    proposal = world.edited.proposal
    url = reverse("next_edition", args=[proposal.pk])
    for then in set(DECISIONS) - {"agree"}:
        said = {"then": then, "seen": proposal.revision, "why": "So."}
        assert send(world.other, "next_edition", url, **said) == NOT_YOURS, then


def test_who_proposes_does_not_agree(send, world):
    proposal = world.edited.proposal
    url = reverse("next_edition", args=[proposal.pk])
    assert send(world.author, "next_edition", url, then="agree", seen=proposal.revision) == NOT_YOURS


def test_who_is_not_in_an_open_circle_does_not_write_in_it(send, world):
    commons = world.open.circle
    world.other.memberships.filter(circle=commons).update(left_at="2026-01-01T00:00Z")
    urls = forms(addresses.of_place(world.open)) | forms(addresses.of_edited(world.edited))
    urls |= forms(decided.addresses_of(world.open.decided))
    urls |= forms(met.addresses_of(world.open.met))
    urls |= forms(minuted.addresses_of(world.open.minuted))
    urls |= forms(planned.addresses_of(world.open.planned))
    section = {"section": world.edited.essay.edition.sections.get().pk}
    for name in IN_ITS_CIRCLE:
        said = section if name == "reattach" else {}
        assert send(world.other, name, urls[name], **said) in (NOT_YOURS, 422), name


def test_the_place_of_a_note_in_private_is_nobody_elses_to_change(send, world):
    placed = world.private.passages.get().placements.get()
    url = reverse("reattach_here", args=[world.private.pk, placed.section_id])
    assert send(world.other, "reattach_here", f"{url}?start=8&end=15") == NO
    url = reverse("reattach", args=[world.private.pk])
    assert send(world.other, "reattach", url, section=placed.section_id) == NO
