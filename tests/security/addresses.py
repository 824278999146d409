"""Every address of the installation, and what it answers to whom. A new address has to join."""

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from forum.feeds.actions import make_key
from forum.feeds.addresses import address_of
from forum.notices.mail.tokens import DIGEST, address_to_stop
from tests.edited import Edited
from tests.held import OF_A_MEETING
from tests.world import Place, World

IN, OK, NO, NOT_YOURS, FORM = 302, 200, 404, 403, 405
"""IN: led to the sign-in page (or, where seeing is the point, onwards). FORM: only answers to a form."""

# Name: what a visitor, another member, and the author are answered.
OF_NOBODY_IN_PARTICULAR = {
    "front_door": (OK, OK, OK),
    "healthz": (OK, OK, OK),
    "favicon": (IN, IN, IN),
    "rules": (OK, OK, OK),
    "essays": (OK, OK, OK),
    "circles": (OK, OK, OK),
    "cases": (OK, OK, OK),
    "introduction": (OK, OK, OK),
    "ruling": (IN, IN, IN),
    "threads": (OK, OK, OK),
    "start_thread": (IN, IN, OK),
    "mark_everything_read": (FORM, FORM, FORM),
    "sources": (OK, OK, OK),
    "search": (OK, OK, OK),
    "suggest_sources": (IN, OK, OK),
    "add_source": (IN, OK, OK),
    "paste_sources": (IN, OK, OK),
    "export_sources": (OK, OK, OK),
    "preview": (FORM, FORM, FORM),
    "bookmarks": (IN, OK, OK),
    "drafts": (IN, OK, OK),
    "save_draft": (FORM, FORM, FORM),
    "discard_typed": (FORM, FORM, FORM),
    "member": (OK, OK, OK),
    "settings": (IN, OK, OK),
    "leave": (IN, OK, OK),
    "block_member": (FORM, FORM, FORM),
    "unblock_member": (FORM, FORM, FORM),
    "export_oneself": (IN, OK, OK),
    "notices": (IN, OK, OK),
    "read_notices": (FORM, FORM, FORM),
    "subscriptions": (IN, OK, OK),
    "notice_settings": (IN, OK, OK),
    "unsubscribe": (OK, OK, OK),
    "feed_addresses": (IN, OK, OK),
    "calendar_addresses": (IN, OK, OK),
    "import_essay": (IN, OK, OK),
    "new_circle": (IN, OK, OK),
    "record": (OK, OK, OK),
    "record_lines": (OK, OK, OK),
    "record_head": (OK, OK, OK),
    "record_checker": (OK, OK, OK),
    "entry": (OK, OK, OK),  # the chain is everyone's, of closed circles too; what stands beside it is not
}

OF_AN_OPEN_PLACE = {
    "source": (OK, OK, OK),
    "essay_sources": (OK, OK, OK),
    "export_essay_sources": (OK, OK, OK),
    "citation": (OK, OK, OK),
    "citation_history": (OK, OK, OK),
    "check_citation": (IN, OK, OK),
    "check_photo": (OK, OK, OK),
    "mend_citation": (IN, OK, OK),
    "take_back_mending": (FORM, FORM, FORM),
    "export_source": (OK, OK, OK),
    "source_duplicates": (OK, OK, OK),
    "edit_source": (IN, NOT_YOURS, OK),
    "merge_source": (FORM, FORM, FORM),
    "lead_with_source": (FORM, FORM, FORM),
    "undo_merging": (FORM, FORM, FORM),
    "essay": (OK, OK, OK),
    "whole": (OK, OK, OK),
    "heat": (OK, OK, OK),
    "section": (OK, OK, OK),
    "block": (OK, OK, OK),
    "margin_index": (OK, OK, OK),
    "notes": (OK, OK, OK),
    "annotate": (IN, OK, OK),
    "annotation": (OK, OK, OK),
    "export": (OK, OK, OK),
    "export_as": (OK, OK, OK),
    "annotation_collection": (OK, OK, OK),
    "annotation_page": (OK, OK, OK),
    "bring_notes": (IN, OK, OK),
    "circle": (OK, OK, OK),
    "circle_threads": (OK, OK, OK),
    "flatness": (OK, OK, OK),
    "export_flatness": (OK, OK, OK),
    "circle_cases": (OK, OK, OK),
    "begin_practice": (IN, OK, OK),
    "flag_post": (IN, OK, NOT_YOURS),
    "flag_conduct": (IN, OK, NOT_YOURS),
    "case": (OK, OK, OK),
    "withdraw_flag": (FORM, FORM, FORM),
    "give_number": (FORM, FORM, FORM),
    "draw_again": (FORM, FORM, FORM),
    "take_seat": (FORM, FORM, FORM),
    "give_seat_back": (FORM, FORM, FORM),
    "sit_in_practice": (FORM, FORM, FORM),
    "cast_vote": (FORM, FORM, FORM),
    "appeal_ruling": (FORM, FORM, FORM),
    "mark_circle_read": (FORM, FORM, FORM),
    "notice": (IN, NO, IN),
    "subscription": (IN, OK, OK),
    "circle_feed": (OK, OK, OK),
    "thread_feed": (OK, OK, OK),
    "essay_feed": (OK, OK, OK),
    "section_feed": (OK, OK, OK),
    "secret_feed": (OK, OK, OK),
    "new_thread": (IN, OK, OK),
    "thread": (OK, OK, OK),
    "first_new": (IN, IN, IN),
    "mark_thread_read": (FORM, FORM, FORM),
    "change_tags": (IN, NOT_YOURS, OK),
    "overview": (OK, OK, OK),
    "jump": (IN, IN, IN),
    "post": (IN, IN, IN),
    "reply": (IN, OK, OK),
    "post_history": (OK, OK, OK),
    "edit_post": (IN, NOT_YOURS, OK),
    "withdraw_post": (IN, NOT_YOURS, OK),
    "set_bookmark": (IN, OK, OK),
    "remove_bookmark": (FORM, FORM, FORM),
    "glimpse": (IN, IN, IN),
    "suggest_members": (IN, OK, OK),
    "branch_off": (IN, OK, OK),
    "move_back": (FORM, FORM, FORM),
    "summarise": (IN, OK, OK),
    "summary_history": (OK, OK, OK),
    "draw": (OK, OK, OK),
    "live": (IN, OK, OK),
    "live_now": (IN, OK, OK),
    "live_passage": (IN, OK, OK),
    "live_say": (FORM, FORM, FORM),
    "speaking_time": (IN, OK, OK),
}

# A closed circle does not exist for others. Where one has to sign in for anything, a visitor is asked to, as
# they would be at an address that leads nowhere.
ONE_SIGNS_IN_FOR = {
    "new_thread", "reply", "edit_post", "withdraw_post", "check_citation", "mend_citation", "edit_source",
    "bring_notes", "change_tags",
    "set_bookmark", "suggest_members",
    "notice", "subscription",
    "branch_off", "summarise",
    "begin_practice", "flag_post", "flag_conduct",
    "live", "live_now", "live_passage", "speaking_time",
}  # fmt: skip
OF_A_CLOSED_PLACE = {
    name: (IN if name in ONE_SIGNS_IN_FOR else NO, NO, author) if author != FORM else (FORM, FORM, FORM)
    for name, (_visitor, _other, author) in OF_AN_OPEN_PLACE.items()
}

# A secret address is that of its member, whoever reads it; so is the author's in the matrix.
OF_A_CLOSED_PLACE["secret_feed"] = (OK, OK, OK)

OF_A_PRIVATE_NOTE = {
    "source": (NO, NO, OK),
    "export_source": (NO, NO, OK),
    "source_duplicates": (NO, NO, OK),
    "edit_source": (IN, NO, OK),
    "annotation": (NO, NO, OK),
    "thread": (NO, NO, IN),
    "overview": (NO, NO, OK),
    "jump": (NO, NO, IN),
    "first_new": (NO, NO, IN),
    "mark_thread_read": (FORM, FORM, FORM),
    "change_tags": (IN, NO, NO),
    "post": (NO, NO, IN),
    "reply": (IN, NO, OK),
    "post_history": (NO, NO, OK),
    "edit_post": (IN, NO, OK),
    "withdraw_post": (IN, NO, OK),
    "set_bookmark": (IN, NO, OK),
    "branch_off": (IN, NO, NOT_YOURS),
    "summarise": (IN, NO, NOT_YOURS),
    "summary_history": (NO, NO, OK),
}

OF_A_DRAFT = {
    "bringing": (IN, NO, OK),
    "discard_bringing": (FORM, FORM, FORM),
    "take_back_bringing": (FORM, FORM, FORM),
    "import_draft": (IN, NO, OK),
    "import_section": (IN, NO, OK),
    "discard_draft": (FORM, FORM, FORM),
}


# An open circle that `author` is in, and the other member asks to join.
OF_A_CIRCLE_TO_ASK = {
    "circle_members": (OK, OK, OK),
    "join_circle": (FORM, FORM, FORM),
    "ask_to_join": (IN, OK, OK),
    "askings": (IN, NOT_YOURS, OK),
    "answer_asking": (FORM, FORM, FORM),
    "withdraw_asking": (FORM, FORM, FORM),
    "leave_circle": (IN, NOT_YOURS, OK),
    "invite": (IN, NOT_YOURS, OK),
    "invite_by_mail": (IN, NOT_YOURS, OK),
    "invitation": (OK, OK, IN),
    "revoke_invitation": (FORM, FORM, FORM),
}

# Whoever holds an invitation's link has been told of the circle by one of its members.
OF_A_CLOSED_CIRCLE = {
    name: answers
    if name == "invitation" or answers == (FORM, FORM, FORM)
    else (NO if name == "circle_members" else IN, NO, NOT_YOURS if name == "ask_to_join" else OK)
    for name, answers in OF_A_CIRCLE_TO_ASK.items()
    if name not in ("answer_asking", "withdraw_asking")
}

OF_A_CASE = (
    "case", "withdraw_flag", "give_number", "draw_again", "take_seat", "give_seat_back", "sit_in_practice",
    "cast_vote", "appeal_ruling",
)  # fmt: skip
# What a circle decides, by `author`; the other member is in the open one, and has a say.
OF_WHAT_IS_DECIDED = {
    "decisions": (OK, OK, OK),
    "new_proposal": (IN, OK, OK),
    "write_proposal": (IN, OK, OK),
    "proposal": (OK, OK, OK),
    "proposal_discussion": (OK, OK, OK),
    "positions": (OK, OK, OK),
    "change_proposal": (IN, NOT_YOURS, OK),
    "open_proposal": (FORM, FORM, FORM),
    "withdraw_proposal": (IN, NOT_YOURS, OK),
    "put_to_vote": (FORM, FORM, FORM),
    "take_position": (IN, OK, OK),
    "vote_on_proposal": (FORM, FORM, FORM),
    "answer_proposal": (IN, NOT_YOURS, NOT_YOURS),  # it asks nobody to leave
    "review_decision": (FORM, FORM, FORM),
    "second_block": (FORM, FORM, FORM),
}
# What a circle meets for; of both its members, the author has a role.
OF_WHAT_IS_MET_FOR = {
    "meetings": (OK, OK, OK),
    "call_meeting": (IN, OK, OK),
    "choose_roles": (IN, OK, OK),
    "meeting": (OK, OK, OK),
    "change_meeting": (IN, OK, OK),
    "cancel_meeting": (IN, OK, OK),
    "answer_meeting": (FORM, FORM, FORM),
    "put_off_meeting": (FORM, FORM, FORM),
    "open_meeting": (FORM, FORM, FORM),
    "close_meeting": (FORM, FORM, FORM),
    "say_when": (FORM, FORM, FORM),
    "propose_date": (IN, OK, OK),
    "fix_date": (FORM, FORM, FORM),
    "take_back_date": (FORM, FORM, FORM),
    "add_to_agenda": (IN, OK, OK),
    "change_agenda_item": (IN, OK, OK),
    "move_agenda_item": (FORM, FORM, FORM),
    "take_off_agenda": (FORM, FORM, FORM),
    "rota": (OK, OK, OK),
    "take_up_turn": (FORM, FORM, FORM),
    "hand_on_turn": (IN, NOT_YOURS, OK),
    "keep_turn": (FORM, FORM, FORM),
    "decline_turn": (FORM, FORM, FORM),
}
OF_WHAT_IS_MET_FOR_CLOSED = {
    name: answers if FORM in answers else (IN if answers[0] == IN else NO, NO, answers[2])
    for name, answers in OF_WHAT_IS_MET_FOR.items()
}
OF_WHAT_IS_DECIDED_CLOSED = {
    name: answers if FORM in answers else (IN if answers[0] == IN else NO, NO, answers[2])
    for name, answers in OF_WHAT_IS_DECIDED.items()
}
# What a circle met about, by `author`; the other member is in the open one, and writes along.
OF_WHAT_IS_MINUTED = {
    "minutes": (OK, OK, OK),
    "minutes_history": (OK, OK, OK),
    "export_minutes": (OK, OK, OK),
    "write_minutes": (IN, OK, OK),
    "save_minutes": (IN, OK, OK),
    "say_present": (FORM, FORM, FORM),
    "offer_minutes": (FORM, FORM, FORM),
    "object_to_minutes": (FORM, FORM, FORM),
    "take_back_objection": (FORM, FORM, FORM),
    "add_action_item": (FORM, FORM, FORM),
    "action_items": (OK, OK, OK),
    "action_item": (OK, OK, OK),
    "take_action_item": (FORM, FORM, FORM),
    "refuse_action_item": (FORM, FORM, FORM),
    "hand_on_action_item": (FORM, FORM, FORM),
    "give_back_action_item": (FORM, FORM, FORM),
    "finish_action_item": (FORM, FORM, FORM),
    "drop_action_item": (FORM, FORM, FORM),
}
OF_WHAT_IS_MINUTED_CLOSED = {
    name: answers if FORM in answers else (IN if answers[0] == IN else NO, NO, answers[2])
    for name, answers in OF_WHAT_IS_MINUTED.items()
}
# A meeting that `author` has called, for people and for calendars.
OF_WHAT_IS_CALLED = {
    "meeting": (OK, OK, OK),
    "meeting_file": (OK, OK, OK),
    "meeting_notice": (IN, NO, IN),
    "part_notice": (IN, NO, IN),
    "calendar": (OK, OK, OK),
}
# A secret address is that of its member, whoever reads it.
OF_WHAT_IS_CALLED_CLOSED = {
    "meeting": (NO, NO, OK),
    "meeting_file": (NO, NO, OK),
    "meeting_notice": (IN, NO, IN),
    "part_notice": (IN, NO, IN),
    "calendar": (OK, OK, OK),
}
OF_A_DRAFT_OF_A_PROPOSAL = {
    name: answers if FORM in answers else (IN if answers[0] == IN else NO, NO, answers[2])
    for name, answers in OF_WHAT_IS_DECIDED.items()
    if name not in ("decisions", "new_proposal", "write_proposal", "second_block")
} | {
    "proposal_discussion": (NO, NO, NO),  # there is none yet
    "take_position": (IN, NO, NOT_YOURS),
}

# What a circle reads together, by `author`; nobody owns a plan.
OF_WHAT_IS_PLANNED = {
    "plans": (OK, OK, OK),
    "new_plan": (IN, OK, OK),
    "plan": (OK, OK, OK),
    "plan_ahead": (IN, OK, OK),
    "end_plan": (IN, OK, OK),
    "join_here": (OK, OK, OK),
    "ask_for_stage": (IN, OK, OK),
    "prompt": (OK, OK, OK),
    "read_to_here": (FORM, FORM, FORM),
    "lift_veil": (FORM, FORM, FORM),
    "pin_note": (FORM, FORM, FORM),
}
OF_WHAT_IS_PLANNED_CLOSED = {
    name: answers if FORM in answers else (IN if answers[0] == IN else NO, NO, answers[2])
    for name, answers in OF_WHAT_IS_PLANNED.items()
}

OF_A_THREAD = ("first_new", "mark_thread_read", "change_tags", "overview", "jump")
OF_A_SOURCE = ("source", "source_duplicates", "edit_source", "merge_source", "lead_with_source")

# A text of two editions, by `author`, with a third proposed and a draft of one.
OF_AN_EDITED_TEXT = {
    "editions": (OK, OK, OK),
    "compare_editions": (IN, IN, IN),
    "propose_edition": (IN, OK, OK),
    "upload_edition": (IN, OK, OK),
    "edition": (OK, OK, OK),
    "edition_changes": (OK, OK, OK),
    "edition_section": (OK, OK, OK),
    "edition_margin_index": (OK, OK, OK),
    "edition_notes": (OK, OK, OK),
    "edition_annotate": (IN, IN, IN),
    "edition_block": (OK, OK, OK),
    "gone": (OK, OK, OK),
    "lead": (IN, IN, IN),
    "next_edition": (OK, OK, OK),
    "next_changes": (OK, OK, OK),
    "next_notes": (OK, OK, OK),
    "next_section": (IN, NOT_YOURS, IN),
    "reattach": (IN, OK, OK),
    "reattach_here": (IN, OK, OK),
    "undo_reattachment": (FORM, FORM, FORM),
    "answer_edition": (IN, NOT_YOURS, OK),
}

OF_A_CLOSED_EDITED_TEXT = {
    name: (
        visitor if visitor == FORM else IN if asks_to_sign_in else NO,
        other if other == FORM else NO,
        author,
    )
    for name, (visitor, other, author) in OF_AN_EDITED_TEXT.items()
    for asks_to_sign_in in [
        name
        in {
            "propose_edition",
            "upload_edition",
            "next_section",
            "reattach",
            "reattach_here",
            "answer_edition",
        }
    ]
}

OF_A_DRAFT_OF_AN_EDITION = {
    "next_edition": (NO, NO, OK),
    "next_changes": (NO, NO, OK),
    "next_notes": (NO, NO, OK),
    "next_section": (IN, NO, OK),
    "edition_from_import": (FORM, FORM, FORM),
}


def of_nobody_in_particular(world: World) -> dict[str, str]:
    stop = address_to_stop(DIGEST, member=world.author).split("/")[2]
    arguments = {
        "member": [world.author.handle],
        "block_member": [world.author.handle],
        "unblock_member": [world.author.handle],
        "unsubscribe": [stop],
        "entry": [world.closed.draw.opened.number],
        "ruling": [world.closed.draw.opened.number],
    }
    return {name: reverse(name, args=arguments.get(name, [])) for name in OF_NOBODY_IN_PARTICULAR}


def of_place(place: Place) -> dict[str, str]:
    essay, section = place.essay.slug, "of-steam"
    placed = place.annotation.passages.get().placements.get()
    arguments = {
        "essay": [essay],
        "essay_sources": [essay],
        "whole": [essay],
        "heat": [essay],
        "section": [essay, section],
        "block": [essay, section, placed.block],
        "margin_index": [essay, section],
        "notes": [essay, section],
        "annotate": [essay, section],
        "annotation": [place.annotation.pk],
        "export": [essay],
        "export_as": [essay, "html"],
        "annotation_collection": [essay],
        "annotation_page": [essay],
        "bring_notes": [essay],
        "circle": [place.circle.slug],
        "circle_threads": [place.circle.slug],
        "flatness": [place.circle.slug],
        "export_flatness": [place.circle.slug],
        "mark_circle_read": [place.circle.slug],
        "speaking_time": [place.circle.slug],
        "circle_cases": [place.circle.slug],
        "begin_practice": [place.circle.slug],
        "flag_conduct": [place.circle.memberships.get(member=place.answer.author).pk],
        "notice": [place.notice.pk],
        "subscription": ["thread", place.thread.pk],
        "circle_feed": [place.circle.slug],
        "thread_feed": [place.thread.pk],
        "essay_feed": [essay],
        "section_feed": [essay, section],
        "new_thread": [place.circle.slug],
        "suggest_members": [place.circle.slug],
        "thread": [place.thread.pk],
        "summarise": [place.thread.pk],
        "summary_history": [place.thread.pk],
        "move_back": [place.branching.pk],
        "draw": [place.draw.case],
        "export_source": [place.source.pk, "bib"],
        "export_essay_sources": [essay, "bib"],
        "undo_merging": [place.merging.pk],
    } | {name: [place.source.pk] for name in OF_A_SOURCE}
    arguments |= {name: [place.thread.pk] for name in OF_A_THREAD}
    arguments |= {name: [place.case.pk] for name in OF_A_CASE}
    arguments |= {name: [place.held.pk] for name in OF_A_MEETING}
    cited = ("citation", "citation_history", "check_citation", "mend_citation")
    posts = (
        "post", "reply", "post_history", "edit_post", "withdraw_post", "branch_off",
        "set_bookmark", "remove_bookmark", "flag_post",
    )  # fmt: skip
    found = {"glimpse": f"{reverse('glimpse')}?of={place.answer.get_absolute_url()}"}
    found |= {name: reverse(name, args=args) for name, args in arguments.items()}
    found |= {name: reverse(name, args=[place.answer.pk]) for name in posts}
    found |= {name: reverse(name, args=[place.check.citation_id]) for name in cited}
    found["check_photo"] = reverse("check_photo", args=[place.check.pk])
    found["take_back_mending"] = reverse("take_back_mending", args=[place.mending.pk])
    key = make_key(member=place.annotation.opening.author)
    found["secret_feed"] = address_of(key, found["thread_feed"])
    found["annotate"] += f"?start={placed.start}&end={placed.end}"
    found["notes"] += f"?at={placed.start}"
    return found


def of_private_note(world: World) -> dict[str, str]:
    thread = world.private.thread
    found = {
        name: reverse(name, args=[thread.opening_id]) for name in OF_A_PRIVATE_NOTE if "source" not in name
    }
    found["annotation"] = reverse("annotation", args=[world.private.pk])
    found |= {name: reverse(name, args=[thread.pk]) for name in ("thread", *OF_A_THREAD)}
    for name in ("thread", "summarise", "summary_history"):
        found[name] = reverse(name, args=[thread.pk])
    for name in ("source", "source_duplicates", "edit_source"):
        found[name] = reverse(name, args=[world.private_source.pk])
    found["export_source"] = reverse("export_source", args=[world.private_source.pk, "bib"])
    return found


def of_draft(world: World) -> dict[str, str]:
    brought = ("bringing", "discard_bringing", "take_back_bringing")
    return {name: reverse(name, args=[world.bringing.pk]) for name in brought} | {
        "import_draft": reverse("import_draft", args=[world.draft.pk]),
        "import_section": reverse("import_section", args=[world.draft.pk, 1]),
        "discard_draft": reverse("discard_draft", args=[world.draft.pk]),
    }


def of_edited(edited: Edited) -> dict[str, str]:
    slug, section = edited.essay.slug, "of-taps"
    arguments = {
        "editions": [slug],
        "compare_editions": [slug],
        "propose_edition": [slug],
        "upload_edition": [slug],
        "edition": [slug, 1],
        "edition_changes": [slug, 1, 2],
        "edition_section": [slug, 1, section],
        "edition_margin_index": [slug, 1, section],
        "edition_notes": [slug, 1, section],
        "edition_annotate": [slug, 1, section],
        "edition_block": [slug, 1, section, 3],
        "gone": [slug],
        "lead": [slug],
        "next_edition": [edited.proposal.pk],
        "next_changes": [edited.proposal.pk],
        "next_notes": [edited.proposal.pk],
        "next_section": [edited.proposal.pk, 1],
        "reattach": [edited.note.pk],
        "reattach_here": [edited.note.pk, edited.essay.edition.sections.get().pk],
        "undo_reattachment": [edited.reattachment.pk],
        "answer_edition": [edited.answer.pk],
    }
    found = {name: reverse(name, args=args) for name, args in arguments.items()}
    asked = {
        "compare_editions": "old=1&new=2",
        "edition_notes": "block=3",
        "edition_annotate": "block=3",
        "lead": "edition=1&block=3",
        "next_notes": "state=edited",
        "reattach_here": "start=8&end=15",
    }
    return found | {name: f"{found[name]}?{more}" for name, more in asked.items()}


def of_draft_of_edition(world: World) -> dict[str, str]:
    draft = world.edited.draft
    found = {
        name: reverse(name, args=[draft.pk]) for name in OF_A_DRAFT_OF_AN_EDITION if name != "next_section"
    }
    return found | {"next_section": reverse("next_section", args=[draft.pk, 1])}


def names_of_our_own() -> set[str]:
    """The names of all addresses but those of the libraries for signing in and for the operator."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[URLPattern | URLResolver]):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) not in {"accounts/", "operator/"}:
                yield from _names(pattern.url_patterns)
        elif not str(pattern.pattern).startswith("accounts/"):
            yield pattern.name
