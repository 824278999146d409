"""The agenda: what is talked about, in which order, and for how long. Any member of the circle writes in it."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.circles.readers import readers_of
from forum.debate.models import Thread
from forum.meetings.locking import locked_before_its_end
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.refusals import CannotPut, NotNow
from forum.members.models import Member
from forum.permissions import Act, require

MOST = 40  # items: nobody gets through more in one evening


@transaction.atomic
def add_item(
    *,
    member: Member,
    meeting: Meeting,
    title: str,
    length: int | None = None,
    note: str = "",
    thread: Thread | None = None,
) -> AgendaItem:
    """Put something at the end of the agenda; `length` is in minutes. A thread that stands there already is not put
    there twice: the item that has it is returned.

    Raises CannotPut for a thread that not everybody who sees the meeting may read, and where there are MOST already;
    NotNow once the meeting has ended.
    """
    require(member, Act.CHANGE_MEETING, meeting)
    meeting = locked_before_its_end(meeting.pk)
    if thread is not None:
        if found := AgendaItem.objects.filter(meeting=meeting, thread=thread).first():
            return found
        if not may_stand_on(meeting, thread):
            raise CannotPut(
                _("Not everybody who sees this meeting may read that thread, so it cannot stand here.")
            )
    if AgendaItem.objects.filter(meeting=meeting).count() >= MOST:
        raise CannotPut(_("There are %(most)d items already: more is another meeting.") % {"most": MOST})
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("place"))["last"] or 0
    _has_changed(meeting)
    return AgendaItem.objects.create(
        meeting=meeting, place=last + 1, title=title, length=length, note=note, thread=thread, added_by=member
    )


def may_stand_on(meeting: Meeting, thread: Thread) -> bool:
    """Whether everybody who sees the meeting may read the thread."""
    return Thread.objects.visible_to(readers_of(meeting.circle)).filter(pk=thread.pk).exists()


@transaction.atomic
def move_item(*, member: Member, item: AgendaItem, by: int) -> AgendaItem:
    """Have an item change places: -1 is one up, 1 one down; beyond the ends nothing happens. Raises NotNow."""
    require(member, Act.CHANGE_MEETING, item.meeting)
    meeting = locked_before_its_end(item.meeting_id)
    items = list(AgendaItem.objects.filter(meeting=meeting))
    here = next((nth for nth, one in enumerate(items) if one.pk == item.pk), None)
    if here is None:  # taken off meanwhile
        return item
    there = min(max(here + by, 0), len(items) - 1)
    items.insert(there, items.pop(here))
    for place, one in enumerate(items, start=1):
        one.place = place
    AgendaItem.objects.bulk_update(items, ["place"])
    _has_changed(meeting)
    return items[there]


@transaction.atomic
def change_item(
    *, member: Member, item: AgendaItem, title: str, length: int | None, note: str, thread: Thread | None
) -> AgendaItem:
    """Have an item say something else. Raises CannotPut and NotNow as `add_item` does, and NotNow for one that was
    taken off meanwhile."""
    require(member, Act.CHANGE_MEETING, item.meeting)
    meeting = locked_before_its_end(item.meeting_id)
    if not AgendaItem.objects.filter(pk=item.pk).exists():
        raise NotNow(
            _("Somebody has taken this off the agenda meanwhile. Put it on anew if it is still wanted.")
        )
    if thread is not None and thread.pk != item.thread_id and not may_stand_on(meeting, thread):
        raise CannotPut(
            _("Not everybody who sees this meeting may read that thread, so it cannot stand here.")
        )
    if (title, thread) != (item.title, item.thread):
        item.kept_title = ""  # what it said before is no more to come back
    item.title, item.length, item.note, item.thread = title, length, note, thread
    try:
        with transaction.atomic():
            item.save(update_fields=["title", "kept_title", "length", "note", "thread"])
    except IntegrityError:
        raise CannotPut(_("That thread stands on the agenda already.")) from None
    _has_changed(meeting)
    return item


@transaction.atomic
def take_off(*, member: Member, item: AgendaItem) -> None:
    """Take something off the agenda. Taking it off twice changes nothing. Raises NotNow."""
    require(member, Act.CHANGE_MEETING, item.meeting)
    meeting = locked_before_its_end(item.meeting_id)
    AgendaItem.objects.filter(pk=item.pk).delete()
    _has_changed(meeting)


def _has_changed(meeting: Meeting) -> None:
    """Calendars repeat the agenda, and say when what they say was changed last."""
    Meeting.objects.filter(pk=meeting.pk).update(changed_at=timezone.now())
