"""What a member takes along: who they are here, what they wrote, and what they did for their circles."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from forum.circles.models import Circle, Membership
from forum.debate.models import Evidence, Post
from forum.meetings.minutes.models import ActionItem
from forum.members.models import Block, Member
from forum.profiles.exporting_duties import duties
from forum.profiles.exporting_meetings import of_meetings
from forum.profiles.moments import moment

AT_ONCE = 500  # posts

# What else rooms above keep of a member, by the name it is exported under.
Further = Callable[[Member], Sequence[Any]]
_further: dict[str, Further] = {}


def register(name: str, lookup: Further) -> None:
    """`lookup` takes a member and returns a few rows that are theirs, as JSON knows them, in one query."""
    _further[name] = lookup


def export(member: Member, *, site: str) -> Iterator[str]:
    """All of it as one JSON object, piece by piece. `site` is what the addresses begin with.

    Withheld posts come with their words, which are their author's; withdrawn ones have none. A closed circle that one
    has left is not there any more, here as everywhere: whoever leaves takes their words along before.
    """
    head = {
        "member": _profile(member),
        "circles": [_circle(one) for one in _memberships(member)],
        "blocked": [_block(one) for one in member.blocks.select_related("blocked").order_by("pk")],
    }
    head |= duties(member, site)
    head |= of_meetings(member)
    head |= {name: list(lookup(member)) for name, lookup in _further.items()}
    yield f'{_json(head)[:-1]},"posts":['
    before = ""
    for post in _posts(member):
        yield f"{before}\n{_json(_post(post, site))}"
        before = ","
    yield f'\n],"action_items":{_json([_item(one) for one in _items(member)])}}}\n'


def _posts(member: Member) -> Iterator[Post]:
    """Oldest first, some at a time: how many there are changes nothing for the machine."""
    mine = (
        Post.objects.visible_to(member).filter(author=member).written_here().select_related("thread__circle")
    )
    last = 0
    while some := list(
        mine.filter(pk__gt=last).order_by("pk").prefetch_related("evidence__source")[:AT_ONCE]
    ):
        yield from some
        last = some[-1].pk


def _memberships(member: Member) -> Any:
    seen = Circle.objects.visible_to(member)
    return Membership.objects.filter(member=member, circle__in=seen).select_related("circle").order_by("pk")


def _items(member: Member) -> Any:
    """What the member has taken upon themselves, done or not."""
    mine = ActionItem.objects.visible_to(member).filter(owner=member)
    return mine.select_related("circle", "meeting").order_by("pk")


def _profile(member: Member) -> dict[str, Any]:
    names = ("handle", "display_name", "email", "about", "time_zone", "language")
    return {name: getattr(member, name) for name in names} | {"joined_at": moment(member.joined_at)}


def _circle(membership: Membership) -> dict[str, Any]:
    return {
        "name": membership.circle.name,
        "joined_at": moment(membership.joined_at),
        "left_at": moment(membership.left_at),
    }


def _block(block: Block) -> dict[str, Any]:
    return {"handle": block.blocked.handle, "at": moment(block.at)}


def _post(post: Post, site: str) -> dict[str, Any]:
    return {
        "address": f"{site}{post.get_absolute_url()}",
        "circle": post.thread.circle.name if post.thread.circle else None,
        "kind": post.kind,
        "text": post.source,
        "evidence": [_evidence(piece) for piece in post.evidence.all()],
        "written_at": moment(post.written_at),
        "edited_at": moment(post.edited_at),
        "withdrawn_at": moment(post.withdrawn_at),
        "restraint": post.restraint,
    }


def _item(item: ActionItem) -> dict[str, Any]:
    return {
        "text": item.text,
        "circle": item.circle.name,
        "meeting": item.meeting.title,
        "due": item.due.isoformat() if item.due else None,
        "written_down_at": moment(item.at),
        "closed_at": moment(item.closed_at),
        "closed_how": item.closed_how,
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {"source": str(piece.source), "locator": piece.locator, "says": piece.says, "stance": piece.stance}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
