"""A form that another site makes a member send does nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from forum.debate.models import Post
from tests import decided, met, minuted, planned
from tests.circled import addresses_of
from tests.conftest import PASSWORD
from tests.security import addresses

# Addresses that answer to a form, beside those of the library for signing in.
FORMS = {
    "live_say",
    "speaking_time",
    "import_essay",
    "import_draft",
    "import_section",
    "discard_draft",
    "annotate",
    "bring_notes",
    "bringing",
    "discard_bringing",
    "take_back_bringing",
    "new_thread",
    "change_tags",
    "mark_thread_read",
    "mark_circle_read",
    "mark_everything_read",
    "reply",
    "edit_post",
    "withdraw_post",
    "branch_off",
    "move_back",
    "summarise",
    "preview",
    "set_bookmark",
    "remove_bookmark",
    "save_draft",
    "discard_typed",
    "settings",
    "leave",
    "read_notices",
    "subscription",
    "notice_settings",
    "feed_addresses",
    "calendar_addresses",
    "propose_edition",
    "upload_edition",
    "next_edition",
    "next_section",
    "edition_from_import",
    "reattach",
    "reattach_here",
    "undo_reattachment",
    "answer_edition",
    "check_citation",
    "mend_citation",
    "take_back_mending",
    "add_source",
    "paste_sources",
    "edit_source",
    "merge_source",
    "lead_with_source",
    "undo_merging",
    "new_circle",
    "join_circle",
    "ask_to_join",
    "answer_asking",
    "withdraw_asking",
    "leave_circle",
    "invite",
    "invite_by_mail",
    "invitation",
    "revoke_invitation",
    "write_proposal",
    "change_proposal",
    "open_proposal",
    "withdraw_proposal",
    "put_to_vote",
    "take_position",
    "vote_on_proposal",
    "answer_proposal",
    "review_decision",
    "second_block",
    "call_meeting",
    "change_meeting",
    "cancel_meeting",
    "answer_meeting",
    "put_off_meeting",
    "open_meeting",
    "close_meeting",
    "say_when",
    "propose_date",
    "fix_date",
    "take_back_date",
    "add_to_agenda",
    "change_agenda_item",
    "move_agenda_item",
    "take_off_agenda",
    "choose_roles",
    "take_up_turn",
    "hand_on_turn",
    "keep_turn",
    "decline_turn",
    "write_minutes",
    "save_minutes",
    "say_present",
    "offer_minutes",
    "object_to_minutes",
    "take_back_objection",
    "add_action_item",
    "take_action_item",
    "refuse_action_item",
    "hand_on_action_item",
    "give_back_action_item",
    "finish_action_item",
    "drop_action_item",
    "new_plan",
    "plan_ahead",
    "end_plan",
    "ask_for_stage",
    "read_to_here",
    "lift_veil",
    "pin_note",
    "flag_post",
    "flag_conduct",
    "begin_practice",
    "block_member",
    "unblock_member",
    "withdraw_flag",
    "give_number",
    "draw_again",
    "take_seat",
    "give_seat_back",
    "sit_in_practice",
    "cast_vote",
    "appeal_ruling",
}
# Mail programs send it by themselves; what it may do, and for whom, is signed (RFC 8058).
SENT_BY_MAIL_PROGRAMS = {"unsubscribe"}
ENTRANCE = (
    "account_login",
    "account_signup",
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reset_password",
    "account_request_login_code",
)


@pytest.fixture
def careful_client(world) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.author)
    return client


def all_addresses(world) -> dict[str, str]:
    return (
        addresses.of_nobody_in_particular(world)
        | addresses.of_place(world.open)
        | addresses.of_draft(world)
        | addresses.of_edited(world.edited)
        | addresses.of_draft_of_edition(world)
        | addresses_of(world.choir)
        | decided.addresses_of(world.open.decided)
        | met.addresses_of(world.open.met)
        | minuted.addresses_of(world.open.minuted)
        | planned.addresses_of(world.open.planned)
        | {name: reverse(name) for name in ENTRANCE}
    )


def test_every_form_insists_on_its_token(careful_client, world):
    before = Post.objects.count()
    urls = all_addresses(world)
    answers = {name: careful_client.post(urls[name], {"source": "x"}).status_code for name in FORMS}
    assert answers == dict.fromkeys(FORMS, 403)
    assert Post.objects.count() == before


@pytest.mark.parametrize("name", ENTRANCE)
def test_the_entrance_insists_on_its_token(db, name):
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse(name), {"login": "amara", "password": PASSWORD}).status_code == 403


def test_addresses_that_are_no_forms_change_nothing(client, world):
    client.force_login(world.author)
    urls = all_addresses(world)
    for name in set(urls) - FORMS - SENT_BY_MAIL_PROGRAMS - set(ENTRANCE):
        assert client.post(urls[name]).status_code == 405, name


def test_every_page_says_what_the_browser_may_run(client, world):
    client.force_login(world.author)
    for name, url in all_addresses(world).items():
        policy = client.get(url).headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy, name
        assert "unsafe" not in policy, name
