"""What `verify_record` says of the rows of cases: that they are what their entries say, and that whatever is done to a
post or a member is what was ruled in a case about that very post, or member."""

from collections.abc import Iterator
from hashlib import sha256

from forum.circles.models import Membership
from forum.debate.models import Revision
from forum.debate.restraining.models import How, Restraint
from forum.moderation.counting import latest_of
from forum.moderation.models import Ballot, Case, Panel, Ruling
from forum.moderation.passing import told_of
from forum.record.hashing import leaf
from forum.record.models import Entry

AT_ONCE = 200  # rows read at a time


def cases_hold() -> Iterator[str]:
    """Whether the rows of each panel and ruling say what their entries say, and each is of the post or member that its
    `open` entry commits to."""
    panels = Panel.objects.exclude(draw=None).select_related("case__post", "draw__opened").order_by("pk")
    for panel in panels.iterator(chunk_size=AT_ONCE):
        if wrong := _of_panel(panel):
            yield f"case {panel.name}: {wrong}"
    rulings = Ruling.objects.exclude(entry=None).select_related(
        "case", "panel__draw__opened", "entry", "ended_by"
    )
    for ruling in rulings.order_by("pk").iterator(chunk_size=AT_ONCE):
        if wrong := _of_ruling(ruling):
            yield f"case {ruling.panel.name}: {wrong}"
    known = Ruling.objects.exclude(entry=None).values("entry")
    for entry in Entry.objects.filter(type="ruling").exclude(pk__in=known).order_by("number"):
        yield f"entry {entry.number}: there is a ruling in the record that there is not among the cases"


def effects_hold() -> Iterator[str]:
    """Whether each restraint in force is that of a case about its post, and each member slowed or paused is so by a
    ruling about them, until when it says."""
    for restraint in Restraint.objects.in_force().exclude(how=How.HELD).order_by("pk").iterator():
        case, up_to = _case_by(restraint.entry)
        if case is None or case.post_id != restraint.post_id:
            yield f"post {restraint.post_id}: it is restrained by a case about something else"
        elif (restraint.wording, restraint.up_to) != (case.revision, up_to):
            yield f"post {restraint.post_id}: it is restrained in another wording than was ruled"
    restrained = Membership.objects.exclude(slowed_until=None, paused_until=None, restrained_by=None)
    for one in restrained.order_by("pk").iterator():
        if wrong := _of_membership(one):
            yield f"membership {one.pk}: {wrong}"


def _of_panel(panel: Panel) -> str:
    assert panel.draw is not None
    case, said = panel.case, panel.draw.opened.read_all()
    if panel.draw.case != panel.name or panel.name.split(".")[0] != case.name:
        return "its panel is that of another case"
    if (panel.n, panel.needs) != (said["n"], said["needs"]):
        return "its panel has other seats, or needs others, than were frozen"
    words = _judged(case) if case.salt else None
    if words is not None and leaf(case.name, words, bytes.fromhex(case.salt)).hex() != said["commitment"]:
        return "what it is about is not what its pool was drawn for"
    told = {(one.type, one.read_all().get("round", 0)): one.read_all() for one in _entries_of(panel)}
    seats = told.get(("seats", 0))
    if seats is not None and {**seats, **told_of(panel)} != seats:
        return "its seats are not those that the record tells of"
    for round_ in (Ballot.FIRST, Ballot.FINAL):
        if ("tally", round_) in told and not _votes_are(panel, round_, told["tally", round_]["votes"]):
            return f"its votes in round {round_} are not those that were counted"
    return ""


def _judged(case: Case) -> str | None:
    """What the case commits to, as rows have it now; None where the words were taken back or are not kept."""
    if case.kind == Case.Kind.HOLD:
        return sha256(case.words.encode()).hexdigest() if case.words else None
    if case.post is None:
        return str(case.about_id) if case.about_id is not None else None
    if case.post.withdrawn_at is not None or case.revision is None:
        return None
    if case.post.revision == case.revision:
        return sha256(case.post.source.encode()).hexdigest()
    before = Revision.objects.filter(post=case.post, number=case.revision).values_list("source", flat=True)
    return sha256(before[0].encode()).hexdigest() if before else ""


def _entries_of(panel: Panel) -> Iterator[Entry]:
    of_it = Entry.objects.filter(type__in=["seats", "tally"], body__contains=f'"case":"{panel.name}"')
    return of_it.order_by("number").iterator()


def _votes_are(panel: Panel, round_: int, said: list[dict]) -> bool:
    cast = Ballot.objects.filter(seat__in=panel.seats.taken(), round__lte=round_).select_related("seat")
    ballots = latest_of(cast)
    if len(ballots) != len(said):
        return False
    for ballot, vote in zip(ballots, sorted(said, key=lambda one: one["seat"]), strict=True):
        if (ballot.seat.number, ballot.choice, ballot.days, ballot.holds_now) != (
            vote["seat"],
            vote["choice"],
            vote.get("days"),
            vote.get("holds_now"),
        ):
            return False
        reason = ballot.salt and leaf(panel.name, ballot.reason, bytes.fromhex(ballot.salt)).hex()
        if reason and reason != vote["reason"]:
            return False
    return True


def _of_ruling(ruling: Ruling) -> str:
    assert ruling.entry is not None
    said = ruling.entry.read_all()
    if ruling.panel.case_id != ruling.case_id or (said["case"], said["outcome"]) != (
        ruling.panel.name,
        ruling.outcome,
    ):
        return "its ruling is not what the record says"
    if wrong := _of_its_words(ruling, said):
        return wrong
    done = ruling.until is not None or Restraint.objects.filter(entry=ruling.entry.pk).exists()
    if done and not said["carried_out"]:
        return "its ruling is said not to have been carried out, and was"
    if ruling.ended_by is None:
        return ""
    ended = ruling.ended_by.read_all()
    by = {f"{ruling.case.name}.a"} | {one.name for one in ruling.reviewed_in.all()}
    if str(ended.get("case", "")) not in by and str(ended.get("case", "")).split(".")[0] not in by:
        return "its ruling is said to have ended by something else than its appeal or review"
    return ""


def _of_its_words(ruling: Ruling, said: dict) -> str:
    """What is otherwise of the words that a ruling is about; its entry says so since rulings are on wordings."""
    if "commitment" not in said:
        return ""
    drawn = ruling.panel.draw
    if drawn is None or drawn.opened.read("commitment") != said["commitment"]:
        return "its ruling is about something else than its pool was drawn for"
    if "wording" in said and said["wording"] != ruling.case.revision:
        return "its ruling is about another wording than the record says"
    if "up_to" in said and ruling.up_to not in (
        None,
        said["up_to"],
    ):  # on appeal it says so of what was appealed
        return "its ruling holds for another wording than the record says"
    return ""


def _case_by(entry: int) -> tuple[Case | None, int | None]:
    """The case whose ruling, or what is done meanwhile, that entry tells of, and up to which wording it holds."""
    ruling = Ruling.objects.filter(entry=entry).select_related("case").first()
    if ruling is not None:
        return ruling.case, ruling.up_to
    case = Case.objects.filter(meanwhile=entry).select_related("meanwhile").first()
    told = case.meanwhile.read("case") if case and case.meanwhile else None
    return (case, case.revision) if case and told == case.name else (None, None)


def _of_membership(one: Membership) -> str:
    ruling = Ruling.objects.filter(entry=one.restrained_by).select_related("case", "panel").first()
    if ruling is None:
        return "it is slowed or paused, and no ruling says so"
    case = ruling.case
    if case.circle_id != one.circle_id or case.about_id not in (one.member_id, None):
        return "it is slowed or paused by a ruling about somebody else"
    until = {"slow": one.slowed_until, "pause": one.paused_until}.get(ruling.outcome)
    if until is None or until != ruling.until:
        return "it is slowed or paused otherwise than was ruled"
    other = one.paused_until if ruling.outcome == "slow" else one.slowed_until
    earlier = Ruling.objects.filter(case__circle=case.circle_id, case__about=one.member_id, until=other)
    return "" if other is None or earlier.exists() else "it is slowed or paused beyond what was ruled"
