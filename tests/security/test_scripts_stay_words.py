"""What people have tried in order to run a script, in every field that is shown."""

import json
from contextlib import suppress
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from essays.citing.checking import FoundInBook, check
from essays.citing.mending import Meant, mend
from essays.library.models import Citation
from essays.library.outline import Block, Mark, Outline, Section
from essays.library.outline import Citation as CitationRead
from essays.library.publishing import publish
from essays.margin.actions import annotate
from essays.margin.selecting import words_of_range
from forum.circles.actions import open_circle
from forum.circles.inviting import invite
from forum.circles.tasks import message_of
from forum.circles.tokens import token_of
from forum.debate.actions import EvidenceGiven, edit_post, open_thread, reply
from forum.debate.bookmarks.actions import bookmark
from forum.debate.branching.actions import branch_off
from forum.debate.drafts.actions import save_draft
from forum.debate.models import Post
from forum.debate.restraining.actions import restrain
from forum.debate.restraining.holding import hold
from forum.debate.summarising.actions import summarise
from forum.decisions import clock
from forum.decisions.amending import reword
from forum.decisions.changes import Change
from forum.decisions.closing import withdraw
from forum.decisions.drafting import draft, put_forward
from forum.decisions.models import Proposal
from forum.decisions.taking_positions import take_position
from forum.meetings.minutes.consenting import object_to, offer
from forum.meetings.minutes.exporting import STYLE
from forum.meetings.minutes.items import add_item
from forum.meetings.minutes.writing import write
from forum.meetings.models import Meeting
from forum.moderation import deadlines
from forum.moderation.models import Case
from forum.moderation.numbers import MOST_WORDS
from forum.moderation.practice import open_practice, sit_in_practice
from forum.moderation.voting import vote
from forum.record.writing import append
from forum.sources import csl
from forum.sources.actions import add_source, find_or_add
from forum.sources.merging import merge
from forum.text import TextRefused
from tests.security.harm import SOME, harm_in_page


def test_the_judge_finds_what_does_harm():
    assert harm_in_page("<p onclick=alert(1)><a href='java\tscript:alert(1)'>x</a><script>alert(1)</script>")
    assert len(harm_in_page("<img src=x onerror=alert(1)><base href=//evil.example>")) == 2


def _propose(member, circle, payload: str, line: str) -> Proposal:
    """A proposal, all of whose words are the payload, with a block and an amendment."""
    said = {"title": line[:160] or "T", "change": Change("plain", payload or "T"), "why": "So."}
    proposal = put_forward(member=member, proposal=draft(member=member, circle=circle, **said))
    reword(
        member=member, proposal=proposal, change=Change("plain", f"{payload} once more"), because=line[:400]
    )
    Proposal.objects.filter(pk=proposal.pk).update(ends_at=timezone.now())
    clock.move_on(proposal.pk, timezone.now())
    words = {"reason": line or ".", "harms": line[:400] or ".", "lifts": line or "."}
    take_position(member=member, proposal=proposal, says="block", **words)
    return proposal


def _minute(member, circle, payload: str, line: str) -> Meeting:
    """A meeting whose minutes, with an objection and an item, are all the payload."""
    meeting = Meeting.objects.create(
        circle=circle, title=line[:160], starts_at=timezone.now(), time_zone="UTC", called_by=member
    )
    for number, words in enumerate((payload, f"{payload}\n\n{payload}")):
        write(member=member, meeting=meeting, source=words, base=number)
    object_to(member=member, minutes=offer(member=member, meeting=meeting), reason=line[:1000])
    add_item(member=member, meeting=meeting, text=line[:300])
    return meeting


def _practise(member, other, circle, payload: str) -> Case:
    """A decided practice case, all of whose words are the payload."""
    words = {"member": member, "circle": circle, "guideline": circle.guideline_list[0]}
    try:
        case = open_practice(words=payload or ".", **words)
    except TextRefused:
        case = open_practice(words="Tea.", **words)
    sit_in_practice(member=other, case=case)
    deadlines.move_on(case.due_at)
    for at in (case.due_at, case.due_at):
        for seat in case.panel.seats.taken():
            reason = payload.strip() or "."
            vote(member=seat.member, seat=seat, choice="fold", reason=reason[:MOST_WORDS], at=at)
    return case


@SOME
def test_no_field_that_is_shown_runs_a_script(client, world, payload):
    """One payload in all fields that are shown, then the pages that show them."""
    member, line = world.author, payload.replace("\n", " ")
    member.display_name, member.about = line[:60], line[:280]
    member.save()
    source = find_or_add(
        member=member, author=line[:300], title=line[:300], year="1931", publisher=line[:200]
    )
    full, _left_out = csl.cleaned(
        {
            "type": "chapter",
            "title": f"{line} "[:500],
            "author": [{"literal": line}],
            "note": payload,
            "genre": line,
        }
        | dict.fromkeys(
            ("container-title", "collection-title", "publisher", "archive", "edition", "page"), line
        )
        | {
            "issued": line,
            "accessed": line,
            "URL": line,
            "DOI": line,
            "language": line,
            "editor": [line, line],
        }
    )
    twin = add_source(member=member, item=full)
    merge(member=member, source=twin, into=source)
    evidence = [EvidenceGiven(source, line[:80], payload, "against")]
    told = {"name": line[:80], "purpose": line[:400], "guidelines": line[:300], "joining": "asking"}
    circle = open_circle(member=member, slug="told", **told)
    circle.askings.create(member=world.other, words=line[:400])
    invitation = invite(member=member, circle=circle, note=line[:400])
    open_thread(member=member, circle=circle, title=line[:160], source="It begins.")
    thread = open_thread(member=member, circle=world.open.circle, title=line[:160], source="It begins.")
    try:
        answer = reply(member=member, answers=thread.opening, source=payload, evidence=evidence)
        edit_post(member=member, post=answer, kind="comment", source=f"Edited: {payload}")
    except TextRefused:  # too hostile even to be rendered; the other fields are still shown
        answer = reply(member=member, answers=thread.opening, source="It goes on.", evidence=evidence)
    soap = reply(member=member, answers=thread.opening, source="Who brings the soap?")
    branch = branch_off(member=member, post=soap, title=line[:160] or "Soap")
    for words in (payload, "It stands."):
        with suppress(TextRefused):
            summarise(member=member, thread=thread, source=words or ".")
    essay = publish(
        member=member,
        circle=world.open.circle,
        outline=Outline(
            title=line[:200],
            subtitle=line[:200],
            author=line[:200],
            date=line[:60],
            language="en",
            sections=(
                Section(
                    "a",
                    line[:300],
                    "a",
                    (
                        Block("heading", line),
                        Block(
                            "quotation",
                            line,
                            CitationRead(line, line, line, line[:120], None),
                            (Mark(0, 3, "link", line), Mark(1, len(line), "emphasis")),
                        ),
                    ),
                ),
            ),
        ),
    )
    section = essay.edition.sections.get()
    annotation = annotate(
        member=member,
        selections=[
            words_of_range(section, row["start"], row["end"])
            for row in section.blocks  # the second is told of in a line
        ],
        kind="critique",
        source="As above.",
        evidence=evidence,
    )
    cited = Citation.objects.for_reading().get(section=section)
    for finding in ("altered", "out-of-context"):  # the second revises the first
        found = FoundInBook(finding, payload or ".", line[:300], line[:80])
        check(member=member, citation=cited, found=found)
    mend(member=member, citation=cited, meant=Meant(source, line[:120], line[:300]), note=line[:300])
    leading = reply(
        member=member, answers=thread.opening, source=f"@{member.handle} {thread.get_absolute_url()}"
    )
    bookmark(member=member, post=leading, note=line[:500])
    typed = {"title": line, "source": payload, "evidence-title": line}
    for place in (f"reply-to-{answer.pk}", f"thread-in-{world.open.circle.pk}", f"edit-{leading.pk}-1"):
        save_draft(member=member, place=place, fields=typed)
    noted = reply(member=member, answers=thread.opening, source="A panel has seen this.")
    entry = append("ruling", {"case": "0", "outcome": "note"}, circle=world.open.circle)
    restrain(post=noted, how="note", entry=entry, line=line[:300])
    withheld = hold(post=soap, category="other", ground=line[:300] or ".")
    withdraw(member=member, proposal=world.closed.decided.proposal)  # nobody has three
    proposal = _propose(member, circle, payload, line)
    meeting = _minute(member, circle, payload, line)
    case = _practise(member, world.other, world.open.circle, payload)
    client.force_login(member)
    for url in (
        *(reverse(name, args=[proposal.pk]) for name in ("proposal", "positions", "proposal_discussion")),
        *(reverse(name, args=[proposal.pk]) for name in ("take_position", "change_proposal")),
        reverse("decisions", args=[circle.slug]),
        *(reverse(name, args=[meeting.pk]) for name in ("minutes", "write_minutes", "minutes_history")),
        reverse("action_items", args=[circle.slug]),
        reverse("action_item", args=[meeting.action_items.get().pk]),
        case.get_absolute_url(),
        *(one.get_absolute_url() for one in soap.cases.all()),
        reverse("record"),
        reverse("entry", args=[withheld.entry]),
        reverse("cases") + "?show=practice",
        reverse("begin_practice", args=[circle.slug]),
        reverse("bookmarks"),
        reverse("set_bookmark", args=[leading.pk]),
        reverse("drafts"),
        reverse("new_thread", args=[world.open.circle.slug]),
        reverse("edit_post", args=[leading.pk]),
        cited.get_absolute_url(),
        reverse("check_citation", args=[cited.pk]),
        reverse("mend_citation", args=[cited.pk]),
        reverse("citation_history", args=[cited.pk]),
        reverse("essay_sources", args=[essay.slug]),
        reverse("front_door"),
        reverse("essays"),
        essay.get_absolute_url(),
        reverse("section", args=[essay.slug, "a"]),
        reverse("whole", args=[essay.slug]),
        reverse("annotation", args=[annotation.pk]),
        reverse("annotate", args=[essay.slug, "a"]) + "?start=0&end=5",
        world.open.circle.get_absolute_url(),
        reverse("circles"),
        *(
            reverse(name, args=[circle.slug])
            for name in ("circle", "circle_members", "askings", "invite", "invite_by_mail", "leave_circle")
        ),
        reverse("thread", args=[thread.pk]),
        reverse("threads"),
        reverse("circle_threads", args=[world.open.circle.slug]) + "?notes",
        reverse("overview", args=[thread.pk]) + "?show=comment",
        reverse("reply", args=[answer.pk]) + "?quote=1",
        reverse("edit_post", args=[answer.pk]),
        reverse("post_history", args=[answer.pk]),
        reverse("branch_off", args=[answer.pk]),
        reverse("thread", args=[branch.pk]),
        reverse("summarise", args=[thread.pk]) + "?from=1",
        reverse("summary_history", args=[thread.pk]),
        reverse("sources"),
        reverse("source", args=[source.pk]),
        reverse("source_duplicates", args=[source.pk]),
        reverse("member", args=[member.handle]),
        reverse("settings"),
        reverse("search") + "?" + urlencode({"q": f"by:{member.handle}"}),
        reverse("search") + "?" + urlencode({"q": f'"{line[:190]}"'}),
    ):
        response = client.get(url)
        assert harm_in_page(response.content.decode()) == [], url
    for url in (thread.get_absolute_url(), annotation.get_absolute_url(), source.get_absolute_url()):
        shown = client.get(reverse("glimpse"), {"of": url}, headers={"HX-Request": "true"})
        assert harm_in_page(shown.content.decode()) == [], url
    taken_along = client.get(reverse("export_minutes", args=[meeting.pk, "html"])).content.decode()
    assert harm_in_page(taken_along.replace(f"<style>{STYLE}</style>", "")) == []
    client.force_login(world.other)
    for url in (reverse("invitation", args=[token_of(invitation.pk)]), reverse("ask_to_join", args=["told"])):
        assert harm_in_page(client.get(url).content.decode()) == [], url
    mailed = message_of(invitation, "http://testserver/")
    assert harm_in_page(mailed.alternatives[0][0]) == []
    assert mailed.message()["Subject"]


@SOME
def test_what_is_asked_for_in_an_address_runs_no_script(client, world, payload):
    client.force_login(world.author)
    for url in (
        reverse("search"),
        reverse("sources"),
        reverse("essay_sources", args=[world.open.essay.slug]),
        reverse("check_citation", args=[world.open.check.citation_id]),
        reverse("source_duplicates", args=[world.open.source.pk]),
        reverse("account_login"),
        reverse("thread", args=[world.open.thread.pk]),
        reverse("threads"),
        reverse("circle_threads", args=[world.open.circle.slug]),
        reverse("overview", args=[world.open.thread.pk]),
        reverse("reply", args=[world.open.answer.pk]),
        reverse("bookmarks"),
        reverse("drafts"),
        reverse("glimpse"),
        reverse("annotate", args=[world.open.essay.slug, "of-steam"]),
        reverse("notes", args=[world.open.essay.slug, "of-steam"]),
    ):
        asked = dict.fromkeys(
            (
                "q",
                "quote",
                "words",
                "of",
                "next",
                "after",
                "before",
                "at",
                "block",
                "note",
                "kind",
                "start",
                "sort",
                "only",
                "finding",
                "tag",
                "order",
                "under",
                "show",
            ),
            payload,
        )
        assert harm_in_page(client.get(url, asked).content.decode()) == [], url


@SOME
def test_a_list_of_references_that_is_shown_before_it_is_added_runs_no_script(client, world, payload):
    client.force_login(world.author)
    item = dict.fromkeys(csl.FIELDS, payload) | {"author": [{"literal": payload}], payload: payload}
    for item["type"] in ("book", "chapter", "article-journal", "webpage", "speech", payload):
        shown = client.post(reverse("paste_sources"), {"references": json.dumps([item, payload])})
        assert harm_in_page(shown.content.decode()) == []
    for text in (
        f"@book{{x, title={{{payload}}}, {payload}",
        f"TY  - BOOK\nTI  - {payload}\nXX  - {payload}\n",
    ):
        shown = client.post(reverse("paste_sources"), {"references": text})
        assert harm_in_page(shown.content.decode()) == []


def test_nothing_hostile_was_lost_on_the_way(client, world):
    """The words themselves stay: they are quoted, not removed."""
    thread = open_thread(member=world.author, circle=world.open.circle, title="<script>", source="`<script>`")
    html = client.get(reverse("thread", args=[thread.pk])).content.decode()
    assert "&lt;script&gt;" in html
    assert Post.objects.get(pk=thread.opening_id).source == "`<script>`"
